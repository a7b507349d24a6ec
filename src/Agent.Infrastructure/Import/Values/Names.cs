using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agent.Infrastructure.Import.Values;

/// <summary>Comparing names and keys as different files write them.</summary>
internal static class Names
{
    private static readonly SearchValues<char> AfterHost = SearchValues.Create("/?#:> ");

    /// <summary>Letters and digits only, lower case: "GTX Pro", "GTXPro" and "gtx-pro" are one name, "Close Date *" and "close_date" one column.</summary>
    public static string Normalize(string name)
    {
        // Salesforce marks custom fields so.
        var text = name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? name.AsSpan(0, name.Length - 3) : name;
        Span<char> buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                buffer[length++] = char.ToLowerInvariant(c);
        }

        // A name of signs alone is compared as it stands.
        return length == 0 ? text.Trim().ToString() : new(buffer[..length]);
    }

    /// <summary>FNV-1a over the letters and digits of a name; equal for names that <see cref="Normalize"/> makes equal.</summary>
    public static ulong Hash(ReadOnlySpan<char> name)
    {
        var hash = Fnv.Start;
        var any = false;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
                continue;
            hash = Fnv.Add(hash, char.ToLowerInvariant(c));
            any = true;
        }

        return any ? hash : Fnv.Add(Fnv.Start, name.Trim());
    }

    /// <summary>A company name without its legal form, normalized: "Acme, Inc." and "Acme Corporation" are both "acme".</summary>
    public static string WithoutLegalForm(string company)
    {
        var words = company.Split([' ', ',', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(Normalize).ToList();
        while (words.Count > 1 && Vocabulary.Instance.IsCompanySuffix(words[^1]))
            words.RemoveAt(words.Count - 1);
        return string.Concat(words);
    }

    /// <summary>True when two normalized names differ by one insertion, deletion, replacement or swap.</summary>
    public static bool DifferByOne(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
            return false;
        var start = a.AsSpan().CommonPrefixLength(b);
        var restA = a.AsSpan(start);
        var restB = b.AsSpan(start);
        if (restA.Length == restB.Length)
        {
            return restA.Length > 0 && (restA[1..].SequenceEqual(restB[1..])
                || (restA.Length > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2..].SequenceEqual(restB[2..])));
        }

        return restA.Length > restB.Length ? restA[1..].SequenceEqual(restB) : restB[1..].SequenceEqual(restA);
    }

    /// <summary>The key of a record as its source writes it; a Salesforce id of 18 characters is cut to the 15 that it repeats.</summary>
    public static string Key(string id)
    {
        var key = id.Trim();
        return IsLongSalesforceId(key) ? key[..15] : key;
    }

    /// <summary>True for ids as Salesforce makes them: 15 letters and digits that start with a digit or letter triple, or 18 with a valid check.</summary>
    public static bool IsSalesforceId(string id) =>
        IsLongSalesforceId(id) || (id.Length == 15 && id.All(char.IsAsciiLetterOrDigit) && id.Any(char.IsAsciiDigit) && id.Any(char.IsAsciiLetter));

    /// <summary>The domain of an address or web page, lower case, without <c>www.</c>; null when there is none.</summary>
    public static string? Domain(string? addressOrUrl)
    {
        if (string.IsNullOrWhiteSpace(addressOrUrl))
            return null;
        var text = addressOrUrl.Trim();
        text = text[(text.LastIndexOf('@') + 1)..];
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            text = text[(scheme + 3)..];
        var end = text.AsSpan().IndexOfAny(AfterHost);
        if (end >= 0)
            text = text[..end];
        text = text.ToLowerInvariant();
        if (text.StartsWith("www.", StringComparison.Ordinal))
            text = text[4..];
        return text.Contains('.') ? text : null;
    }

    /// <summary>"jane.doe@x.com" → "Jane Doe": a readable name where only an address is known.</summary>
    public static string FromAddress(string address)
    {
        var words = address.Split('@')[0].Split(['.', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        var name = new StringBuilder();
        foreach (var word in words)
            name.Append(name.Length > 0 ? " " : "").Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return name.Length > 0 ? name.ToString() : address;
    }

    // The last three characters say which of the first fifteen are capitals, five bits each.
    private static bool IsLongSalesforceId(string id)
    {
        const string Check = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
        if (id.Length != 18)
            return false;
        for (var block = 0; block < 3; block++)
        {
            var bits = 0;
            for (var i = 0; i < 5; i++)
            {
                var c = id[(block * 5) + i];
                if (!char.IsAsciiLetterOrDigit(c))
                    return false;
                if (char.IsAsciiLetterUpper(c))
                    bits |= 1 << i;
            }

            if (id[15 + block] != Check[bits])
                return false;
        }

        return true;
    }
}

/// <summary>The 64-bit FNV-1a hash: small, and stable between runs. See http://www.isthe.com/chongo/tech/comp/fnv.</summary>
internal static class Fnv
{
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, char c) => (hash ^ c) * Prime;

    public static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return hash;
    }

    /// <summary>Hash of a row: a cell's end counts, so that "a|bc" and "ab|c" differ.</summary>
    public static ulong Row(string?[] cells)
    {
        var hash = Start;
        foreach (var cell in cells)
            hash = Add(Add(hash, cell), '\u001f');
        return hash;
    }

    public static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
