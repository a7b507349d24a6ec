using Agent.Core.Prompts;
using Microsoft.Extensions.Options;

namespace Agent.Infrastructure.Models.Prompts;

/// <summary>The settings <c>Prompts:*</c>.</summary>
public sealed class PromptOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Prompts";

    /// <summary>A folder with prompt files that take the place of the program's own of the same name; null for none.</summary>
    public string? Folder { get; set; }
}

/// <summary>The prompts that the program uses: its own, or those of a folder.</summary>
public sealed class PromptLibrary
{
    private const string Extension = ".yaml";
    private const string Embedded = "prompts/";
    private const int LongestFile = 100_000;

    private readonly Dictionary<string, Prompt> _prompts;

    private PromptLibrary(Dictionary<string, Prompt> prompts) => _prompts = prompts;

    /// <summary>The prompt that the program uses under this name.</summary>
    public Prompt this[KnownPrompt known] => _prompts[known.Name];

    /// <summary>All prompts.</summary>
    public IReadOnlyCollection<Prompt> All => _prompts.Values;

    /// <summary>Reads all prompts and checks them against what the program gives to them.</summary>
    /// <param name="folder">A folder whose files come before the program's own; null or empty for none.</param>
    /// <exception cref="FormatException">A file cannot be used; the message names it and says why.</exception>
    public static PromptLibrary Load(string? folder)
    {
        var own = string.IsNullOrWhiteSpace(folder) ? [] : Files(folder);
        return new(KnownPrompts.All.ToDictionary(known => known.Name, known => own.TryGetValue(known.Name, out var file)
            ? Read(file, ReadFile(file), known)
            : Read(Embedded + known.Name + Extension, ReadEmbedded(known.Name), known)));
    }

    private static Dictionary<string, string> Files(string folder)
    {
        if (!Directory.Exists(folder))
            throw new FormatException($"{PromptOptions.Section}:{nameof(PromptOptions.Folder)} names {folder}, and there is no such folder.");
        var files = Directory.EnumerateFiles(folder, "*" + Extension).ToDictionary(f => Path.GetFileNameWithoutExtension(f)!);
        // A misspelt name would be a prompt that never speaks.
        if (files.FirstOrDefault(f => KnownPrompts.All.All(k => k.Name != f.Key)).Value is { } stray)
            throw new FormatException($"{stray} is a prompt that nothing uses. There are: {string.Join(", ", KnownPrompts.All.Select(k => k.Name + Extension))}.");
        return files;
    }

    private static Prompt Read(string file, string text, KnownPrompt known)
    {
        try
        {
            var prompt = PromptFile.Parse(text);
            if (prompt.Name != known.Name)
                throw new FormatException($"Its name is \"{prompt.Name}\", not \"{known.Name}\" as that of the file.");
            return prompt.Fault(known.Given) is { } fault ? throw new FormatException(fault) : prompt;
        }
        catch (FormatException fault)
        {
            throw new FormatException($"The prompt {file} cannot be used. {fault.Message}", fault);
        }
    }

    private static string ReadFile(string file)
    {
        try
        {
            return new FileInfo(file).Length <= LongestFile ? File.ReadAllText(file) : throw new FormatException($"The prompt {file} is longer than {LongestFile:#,0} bytes.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"The prompt {file} cannot be read: {fault.Message}", fault);
        }
    }

    private static string ReadEmbedded(string name)
    {
        using var reader = new StreamReader(typeof(PromptLibrary).Assembly.GetManifestResourceStream(Embedded + name + Extension)!);
        return reader.ReadToEnd();
    }
}

/// <summary>Tries the prompts at the start, so that a wrong file is told then and not in somebody's turn.</summary>
internal sealed class PromptOptionsCheck : IValidateOptions<PromptOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PromptOptions options)
    {
        try
        {
            PromptLibrary.Load(options.Folder);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
