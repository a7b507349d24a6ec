using System.Text.RegularExpressions;

namespace Agent.Cli;

/// <summary>Words for what is wrong in a command line; the parser's own name types of the program instead of what to write.</summary>
internal static partial class UsageErrors
{
    /// <summary>The message of the parser, with what is expected in words.</summary>
    public static string Plain(string message) => Expected().Replace(message, m => m.Groups["type"].Value switch
    {
        var type when type.Contains("DateOnly", StringComparison.Ordinal) => ": write a date as yyyy-MM-dd",
        var type when type.Contains("Int32", StringComparison.Ordinal) || type.Contains("Decimal", StringComparison.Ordinal) => ": write a number",
        _ => "",
    });

    [GeneratedRegex(@" as expected type '(?<type>[^']+)'")]
    private static partial Regex Expected();
}
