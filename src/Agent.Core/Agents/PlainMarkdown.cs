using System.Text;
using System.Text.RegularExpressions;

namespace Agent.Core.Agents;

/// <summary>Text of other people inside Markdown: shown as written, with no effect.</summary>
public static partial class PlainMarkdown
{
    /// <summary>Escapes all that Markdown would act on; line ends become blanks.</summary>
    public static string Of(string text)
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

    /// <summary>What <see cref="Of"/> was given, line ends apart.</summary>
    public static string Unescape(string plain) => Escaped().Replace(plain, "$1");

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}
