using System.Text.RegularExpressions;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Texts;

/// <summary>The date of a text: one that it begins with, else one in its file's name.</summary>
internal static partial class TextDate
{
    private const int FirstLines = 10;

    /// <summary>The date, or null when neither tells one.</summary>
    public static DateTimeOffset? Find(string text, string path)
    {
        var first = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Take(FirstLines));
        foreach (var where in (ReadOnlySpan<string>)[first, Path.GetFileNameWithoutExtension(path)])
        {
            var match = IsoDate().Match(where);
            if (!match.Success)
                continue;
            var time = match.Groups["h"].Success ? $" {match.Groups["h"].Value}:{match.Groups["min"].Value}" : "";
            if (Dates.Read($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}{time}", DateOrder.Unknown, out var at) == DateReading.Read)
                return at;
        }

        return null;
    }

    /// <summary>A file's name without its date.</summary>
    public static string Without(string fileName) => IsoDate().Replace(fileName, " ");

    [GeneratedRegex(@"(?<!\d)(?<y>20\d\d)[-_.]?(?<m>0[1-9]|1[0-2])[-_.]?(?<d>0[1-9]|[12]\d|3[01])(?!\d)(?:[T _-]+(?<h>[01]\d|2[0-3])[:.h-]?(?<min>[0-5]\d)(?!\d))?")]
    private static partial Regex IsoDate();
}
