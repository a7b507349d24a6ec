using System.Globalization;

namespace Agent.Infrastructure.Import.Values;

/// <summary>Which sign a column writes before decimals.</summary>
internal enum DecimalSign
{
    /// <summary>No row told; three digits after a sign are thousands then, since money has two decimals.</summary>
    Unknown,
    Point,
    Comma,
}

/// <summary>Reads numbers and amounts as people and CRMs write them.</summary>
internal static class Numbers
{
    /// <summary>Reads "1,234.56", "1.234,56", "1 234,56", "$1,234", "1234 EUR", "(120)".</summary>
    /// <param name="text">The cell.</param>
    /// <param name="sign">The column's decimal sign.</param>
    /// <param name="value">The number.</param>
    /// <param name="currency">ISO code when the cell names a currency.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DecimalSign sign, out decimal value, out string? currency)
    {
        currency = null;
        text = text.Trim();
        var negative = false;
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            negative = true;
            text = text[1..^1].Trim();
        }

        text = TakeCurrency(text, ref currency);
        if (text.Length > 1 && text[^1] is '-')
        {
            negative = true;
            text = text[..^1].TrimEnd();
        }
        else if (text.Length > 1 && text[0] is '-' or '\u2212')
        {
            negative = true;
            text = TakeCurrency(text[1..].TrimStart(), ref currency);
        }

        Span<char> digits = stackalloc char[40];
        if (text.Length is 0 or > 40 || !Plain(text, sign, digits, out var length))
        {
            value = 0;
            return false;
        }

        if (!decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
            return false;
        if (negative)
            value = -value;
        return true;
    }

    /// <summary>What a cell tells about its column's decimal sign.</summary>
    public static DecimalSign SignOf(ReadOnlySpan<char> text)
    {
        var point = text.LastIndexOf('.');
        var comma = text.LastIndexOf(',');
        if (point < 0 && comma < 0)
            return DecimalSign.Unknown;
        if (point >= 0 && comma >= 0)
            return point > comma ? DecimalSign.Point : DecimalSign.Comma;
        var at = Math.Max(point, comma);
        var isComma = comma >= 0;
        if (text[..at].IndexOf(text[at]) >= 0)
            return isComma ? DecimalSign.Point : DecimalSign.Comma;
        var digitsAfter = 0;
        for (var i = at + 1; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            digitsAfter++;
        if (digitsAfter == 3 && DigitsBefore(text, at) <= 3 && !StartsWithZero(text, at))
            return DecimalSign.Unknown;
        return isComma ? DecimalSign.Comma : DecimalSign.Point;
    }

    // Copies the number with a point before the decimals and nothing between thousands.
    private static bool Plain(ReadOnlySpan<char> text, DecimalSign sign, Span<char> digits, out int length)
    {
        length = 0;
        var own = SignOf(text);
        var decimalSign = (own == DecimalSign.Unknown ? sign : own) switch
        {
            DecimalSign.Point => '.',
            DecimalSign.Comma => ',',
            _ => '\0',
        };
        var decimals = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                digits[length++] = c;
            }
            else if (c == decimalSign)
            {
                if (decimals)
                    return false;
                decimals = true;
                digits[length++] = '.';
            }
            else if (c is '.' or ',' or ' ' or '\u00a0' or '\u202f' or '\u2009' or '\'' or '’')
            {
                // Thousands stand in groups of three; anything else is no number ("12.3.2024"). India groups by two after the first three.
                if (decimals || length == 0 || !GroupFollows(text[(i + 1)..]))
                    return false;
            }
            else if (c is 'e' or 'E' && i > 0 && i < text.Length - 1)
            {
                // Spreadsheet programs write large numbers so.
                foreach (var rest in text[i..])
                    digits[length++] = rest;
                return true;
            }
            else
            {
                return false;
            }
        }

        return length > 0;
    }

    private static bool GroupFollows(ReadOnlySpan<char> rest)
    {
        var digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        return digits == 3 || (digits == 2 && digits < rest.Length && rest[digits] is ',');
    }

    // "1234.567" has no thousands sign where one would stand, so its point is a decimal one.
    private static int DigitsBefore(ReadOnlySpan<char> text, int at)
    {
        var digits = 0;
        while (digits < at && char.IsAsciiDigit(text[at - 1 - digits]))
            digits++;
        return digits;
    }

    private static bool StartsWithZero(ReadOnlySpan<char> text, int at) => at > 0 && text[at - 1] == '0' && (at == 1 || !char.IsAsciiDigit(text[at - 2]));

    private static ReadOnlySpan<char> TakeCurrency(ReadOnlySpan<char> text, scoped ref string? currency)
    {
        if (text.Length == 0 || (char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])))
            return text;
        foreach (var (symbol, code) in Vocabulary.Instance.CurrencySymbols)
        {
            if (text.StartsWith(symbol))
            {
                currency = code;
                return text[symbol.Length..].TrimStart();
            }

            if (text.EndsWith(symbol))
            {
                currency = code;
                return text[..^symbol.Length].TrimEnd();
            }
        }

        if (text.Length > 3 && IsCode(text[..3]) && !char.IsLetter(text[3]))
        {
            currency = text[..3].ToString();
            return text[3..].TrimStart();
        }

        if (text.Length > 3 && IsCode(text[^3..]) && !char.IsLetter(text[^4]))
        {
            currency = text[^3..].ToString();
            return text[..^3].TrimEnd();
        }

        return text;
    }

    private static bool IsCode(ReadOnlySpan<char> text) => char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2]);
}
