using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>Replaces confidential values by placeholders, the same value by the same one, and puts them back. Made for one request.</summary>
/// <param name="kinds">What is confidential, by kind.</param>
internal sealed partial class ConfidentialText(IReadOnlyList<ConfidentialKind> kinds)
{
    private const string Mark = "MASKED_";

    // MASKED_, a kind of up to 30 letters, a number.
    private const int LongestPlaceholder = 48;

    private readonly Dictionary<string, string> _placeholders = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The text without what is confidential.</summary>
    public string Mask(string text)
    {
        foreach (var kind in kinds)
            text = kind.Pattern.Replace(text, found => found.Value.Count(char.IsAsciiDigit) >= kind.MinDigits ? Placeholder(kind.Name, found.Value) : found.Value);
        return text;
    }

    /// <summary>The text with its placeholders replaced by what they stand for; an unknown one stays.</summary>
    public string Restore(string text) => Whole().Replace(text, found => _values.GetValueOrDefault(found.Value, found.Value));

    /// <summary>Restores a text that comes in pieces, of which an end may be the beginning of a placeholder.</summary>
    /// <param name="held">What was held back so far; takes what is held back now.</param>
    /// <param name="piece">The next piece.</param>
    /// <returns>What can be given out.</returns>
    public string Restore(StringBuilder held, string piece)
    {
        var text = held.Append(piece).ToString();
        held.Clear();
        for (var at = Math.Max(0, text.Length - LongestPlaceholder); at < text.Length; at++)
        {
            var end = text.AsSpan(at);
            if (Mark.AsSpan().StartsWith(end, StringComparison.Ordinal) || (end.StartsWith(Mark, StringComparison.Ordinal) && Open().IsMatch(end)))
            {
                held.Append(end);
                text = text[..at];
            }
        }

        return Restore(text);
    }

    private string Placeholder(string kind, string value)
    {
        if (!_placeholders.TryGetValue(value, out var placeholder))
        {
            placeholder = string.Create(CultureInfo.InvariantCulture, $"{Mark}{kind}_{_placeholders.Count + 1}");
            _placeholders[value] = placeholder;
            _values[placeholder] = value;
        }

        return placeholder;
    }

    [GeneratedRegex("MASKED_[A-Z]{1,30}_[0-9]{1,6}")]
    private static partial Regex Whole();

    // What may still become a placeholder, or a longer one, with the next piece.
    [GeneratedRegex("^MASKED_[A-Z]{0,30}(?:_[0-9]{0,6})?$")]
    private static partial Regex Open();
}
