using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>The settings <c>Models:*</c> that hold for all language models.</summary>
public sealed class ModelsOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Models";

    /// <summary>The most tokens that a user may spend in a month, in UTC; 0 for no limit. Over it the offline engine answers.</summary>
    [Range(0, long.MaxValue)]
    public long MonthlyTokens { get; set; }

    /// <summary>
    /// Keys for the models that admins add at run time, by the server that each is for as <see cref="ModelKeys.NameOf"/> names it. A key goes to that
    /// server alone, so nobody who may add models can have it sent elsewhere.
    /// </summary>
    public Dictionary<string, string> Keys { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What models outside do not get to see.</summary>
    public ConfidentialOptions Confidential { get; set; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Confidential.Problems().Select(p => new ValidationResult(p, [nameof(Confidential)]));
}

/// <summary>Names of servers in the setting <see cref="ModelsOptions.Keys"/>.</summary>
internal static class ModelKeys
{
    /// <summary>The whole name of the setting with the key for a server; null for a server that no setting can name.</summary>
    public static string? SettingOf(Uri address) => NameOf(address) is { } name ? $"{ModelsOptions.Section}:{nameof(ModelsOptions.Keys)}:{name}" : null;

    /// <summary>
    /// The name of a server: its host with <c>_</c> for each dot, then the port unless it is https at its own: <c>api_openai_com</c>, <c>gpu7_8000</c>.
    /// Two servers never share one.
    /// </summary>
    public static string? NameOf(Uri address) =>
        address.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 && !address.IdnHost.Contains('_')
            ? address.IdnHost.Replace('.', '_') + (address is { Scheme: "https", IsDefaultPort: true } ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"_{address.Port}"))
            : null;
}

/// <summary>Something that is confidential.</summary>
/// <param name="Name">Its name in placeholders.</param>
/// <param name="Pattern">Finds it.</param>
/// <param name="MinDigits">With fewer digits it is something else.</param>
internal sealed record ConfidentialKind(string Name, Regex Pattern, int MinDigits);

/// <summary>The settings <c>Models:Confidential:*</c>: what is replaced by a placeholder before text goes to a model outside.</summary>
public sealed partial class ConfidentialOptions
{
    /// <summary>The most patterns.</summary>
    public const int MaxPatterns = 50;

    /// <summary>Email addresses.</summary>
    public bool Emails { get; set; }

    /// <summary>Telephone numbers in an international or national format.</summary>
    public bool Phones { get; set; }

    /// <summary>What else, by a name of letters: regular expressions of .NET without look-around and back-references.</summary>
    public Dictionary<string, string> Patterns { get; set; } = [];

    /// <summary>True to mask also for Ollama and for servers on this machine.</summary>
    public bool LocalToo { get; set; }

    /// <summary>What is masked, by its name in capitals. Valid options only.</summary>
    internal IReadOnlyList<ConfidentialKind> Kinds =>
    [
        .. Emails ? [new("EMAIL", Email(), 0)] : Array.Empty<ConfidentialKind>(),
        .. Patterns.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new ConfidentialKind(p.Key.ToUpperInvariant(), Compile(p.Value), 0)),
        // A date has eight digits; hardly any number that is dialled in full has fewer than nine.
        .. Phones ? [new("PHONE", Phone(), 9)] : Array.Empty<ConfidentialKind>(),
    ];

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        const string section = $"{ModelsOptions.Section}:Confidential:{nameof(Patterns)}";
        if (Patterns.Count > MaxPatterns)
            yield return $"{section} may hold {MaxPatterns} patterns, not {Patterns.Count}.";
        foreach (var (name, pattern) in Patterns)
        {
            if (!name.All(char.IsAsciiLetter) || name.Length is 0 or > 30)
                yield return $"{section}:{name} must be named by up to 30 letters.";
            else if (Fault(pattern) is { } fault)
                yield return $"{section}:{name} is no pattern that can be used: {fault}";
        }
    }

    // Text of other people is matched: without backtracking no text can make that slow.
    private static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string? Fault(string pattern)
    {
        try
        {
            return Compile(pattern).IsMatch("") ? "it matches nothing at all as well." : null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return fault.Message;
        }
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}._%+'-]{1,64}@[\p{L}\p{Nd}-]{1,63}(?:\.[\p{L}\p{Nd}-]{1,63}){1,8}", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    // A plus or a zero, then groups of digits.
    [GeneratedRegex(@"(?:\+[1-9]|\b00[1-9]|\b0[1-9]|\(0)\d{0,4}[)]?(?:[ ./()-]{0,2}\d{2,5}){2,5}", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
