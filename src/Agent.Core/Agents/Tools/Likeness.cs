using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>How alike two names look: the Dice coefficient over pairs of letters, best over the whole name and its words.</summary>
internal static class Likeness
{
    /// <summary>Alike enough to be offered as what may have been meant.</summary>
    public const double Alike = 0.4;

    /// <summary>So alike that the difference is a typing error.</summary>
    public const double TypingError = 0.75;

    public static double Of(string wanted, string name)
    {
        var pairs = Pairs(string.Join(' ', PassagePicker.Words(wanted)));
        var parts = PassagePicker.Words(name);
        return parts.Append(string.Join(' ', parts)).Max(part =>
        {
            var other = Pairs(part);
            return 2.0 * pairs.Intersect(other).Count() / (pairs.Count + other.Count);
        });
    }

    private static HashSet<string> Pairs(string text)
    {
        var letters = $" {text} ";
        return [.. Enumerable.Range(0, letters.Length - 1).Select(i => letters.Substring(i, 2))];
    }
}
