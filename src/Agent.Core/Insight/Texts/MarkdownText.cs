using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Core.Insight.Texts;

/// <summary>Text of other people inside Markdown.</summary>
public static partial class MarkdownText
{
    /// <summary>The text shown as written, on one line, with no effect.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\' or '|' or '#' or '!')
                plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }

    /// <summary>What <see cref="Plain"/> was given, line ends apart.</summary>
    public static string Unescaped(string plain) => Escaped().Replace(plain, "$1");

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}
