using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Insight.Texts;

/// <summary>What finds the lines of a section, beside its cues.</summary>
public enum SectionReader
{
    /// <summary>Cues, headings and answers to questions alone.</summary>
    Statements,

    /// <summary>Statements with a number, an amount of money or a share.</summary>
    Figures,

    /// <summary>Statements with the money that the buyer can spend.</summary>
    Budget,

    /// <summary>Statements with a date or a duration.</summary>
    Timeline,

    /// <summary>Statements that name a competitor.</summary>
    Competition,

    /// <summary>The buyer's doubts, each with whether somebody replied.</summary>
    Objections,

    /// <summary>What somebody agreed to do, with owner and day.</summary>
    Actions,

    /// <summary>The buyer's questions that nobody answered.</summary>
    OpenQuestions,
}

/// <summary>What a section is about: kinds that the product knows how to find.</summary>
public enum SectionContent
{
    /// <summary>How they do it today.</summary>
    Situation,

    /// <summary>What goes wrong.</summary>
    Pains,

    /// <summary>What it costs them, in figures.</summary>
    Impact,

    /// <summary>What should be different.</summary>
    Goals,

    /// <summary>The money there is.</summary>
    Budget,

    /// <summary>Who decides, and how.</summary>
    Decision,

    /// <summary>By when it must run.</summary>
    Timeline,

    /// <summary>Whom else they look at.</summary>
    Competition,

    /// <summary>The buyer's doubts, each with whether somebody replied.</summary>
    Objections,

    /// <summary>What somebody agreed to do.</summary>
    Actions,

    /// <summary>The buyer's questions that nobody answered.</summary>
    OpenQuestions,
}

/// <summary>One section of a template.</summary>
/// <param name="Key">Short name that stays the same: "pains".</param>
/// <param name="Title">Heading.</param>
public sealed record TemplateSection(string Key, string Title)
{
    /// <summary>How surely a statement must belong to a section to stand in it, 0 to 1: as likely as not.</summary>
    public const double Enough = 0.5;

    /// <summary>
    /// What it is about; null for a section that is found by its own cues alone. What the section itself does not say of reader, cues,
    /// headings and question is as in the product's section of that content, so that key and title are free.
    /// </summary>
    public SectionContent? Content { get; init; }

    /// <summary>What finds its lines.</summary>
    public SectionReader Reader { get; init; }

    /// <summary>The name under which its content was learned.</summary>
    internal string LearnedAs => Content is { } content ? JsonNamingPolicy.CamelCase.ConvertName(content.ToString()) : Key;

    /// <summary>The most lines; the strongest are kept.</summary>
    public int MaxLines { get; init; } = SummaryTemplate.DefaultLines;

    /// <summary>Cue groups that put a statement of the buyer into the section.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>
    /// How surely the learned words must speak for a statement, 0 to 1, when it has neither a cue of the section nor answers its question. Where
    /// a false line does harm, more than <see cref="Enough"/>.
    /// </summary>
    public double LeastWithoutCue { get; init; } = Enough;

    /// <summary>Cue groups that keep a statement out of it.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>Cue groups in a question whose answer belongs here.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>Labels and headings in notes under which everything belongs here: "Pain:", compared without case.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>The question that would find it out, shown while nobody spoke of it; null for none.</summary>
    public string? Question { get; init; }
}

/// <summary>What a summary consists of: data that a team can write for itself.</summary>
public sealed class SummaryTemplate
{
    /// <summary>Lines of a section that does not say how many it may have.</summary>
    public const int DefaultLines = 5;

    /// <summary>The most sections of a template and lines of a section: more is a transcript, not a summary.</summary>
    public const int MaxSize = 30;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Lazy<Lexicon> BaseLexicon = new(() => ReadLexicon(EmbeddedData.Read("summary-lexicon", "texts")));

    // What belongs where, for whoever wrote something else.
    private static readonly Lazy<Dictionary<string, string>> Shapes = new(() => new()
    {
        ["name"] = "a text such as \"Discovery\"",
        ["inShort"] = "a whole number such as 5",
        ["sections"] = "a list of sections, each such as {\"key\": \"hurts\", \"title\": \"What hurts\", \"content\": \"pains\"}",
        ["key"] = "a text such as \"hurts\"",
        ["title"] = "a text such as \"What hurts\"",
        ["content"] = $"one of {JsonFaults.Names<SectionContent>(Json)}",
        ["reader"] = $"one of {JsonFaults.Names<SectionReader>(Json)}",
        ["maxLines"] = "a whole number such as 5",
        ["leastWithoutCue"] = "a number from 0 to 1",
        ["for"] = "a list of names of cue groups such as [\"pains.word\"]",
        ["against"] = "a list of names of cue groups such as [\"pains.none\"]",
        ["asked"] = "a list of names of cue groups such as [\"pains.asked\"]",
        ["headings"] = "a list of texts such as [\"problems\"]",
        ["question"] = "a text such as \"What goes wrong today?\"",
        ["groups"] = "an object with a cue group by each name, such as {\"security\": {\"patterns\": [\"penetration test\"], \"strength\": 0.8}}",
        ["patterns"] = "a list of patterns such as [\"penetration test\"]",
        ["strength"] = "a number from 0 to 1",
        ["classes"] = "an object with a list of words by each name, such as {\"boss\": [\"director\", \"owner\"]}",
    });

    private static readonly Lazy<SummaryTemplate> Shipped = new(() => Parse(EmbeddedData.Read("templates/discovery", "texts"), isShipped: true));

    private SummaryTemplate(string name, int inShort, IReadOnlyList<TemplateSection> sections, Lexicon lexicon) =>
        (Name, InShort, Sections, Lexicon) = (name, inShort, sections, lexicon);

    /// <summary>The summary of a discovery call that comes with the product.</summary>
    public static SummaryTemplate Discovery => Shipped.Value;

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>The most sentences of the abstract; 0 for none.</summary>
    public int InShort { get; }

    /// <summary>Its sections in their order.</summary>
    public IReadOnlyList<TemplateSection> Sections { get; }

    /// <summary>The cue groups that its sections refer to.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>
    /// Reads a template from JSON: <c>{"name":…,"inShort":5,"sections":[{"key":…,"title":…,"content":"pains","for":[…],…}],"groups":{…},"classes":{…}}</c>.
    /// Its own <c>groups</c> and <c>classes</c> extend the product's lexicon.
    /// </summary>
    /// <exception cref="FormatException">The JSON is malformed, a section lacks key or title or has too many lines, a key comes twice, or a cue group is unknown; the message says which.</exception>
    public static SummaryTemplate Parse(string json) => Parse(json, isShipped: false);

    private static SummaryTemplate Parse(string json, bool isShipped)
    {
        TemplateFile file;
        try
        {
            file = JsonSerializer.Deserialize<TemplateFile>(json, Json) ?? throw new FormatException("The summary template is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException(JsonFaults.Describe("The summary template", e, Shapes.Value), e);
        }

        if (string.IsNullOrWhiteSpace(file.Name))
            throw new FormatException("The summary template needs a \"name\".");
        if (file.Sections is not { Count: > 0 and <= MaxSize })
            throw new FormatException($"The summary template {file.Name} needs 1 to {MaxSize} sections.");
        if (file.InShort is < 0 or > MaxSize)
            throw new FormatException($"The summary template {file.Name} may have 0 to {MaxSize} sentences in short, not {file.InShort}.");
        var lexicon = file.Groups is null && file.Classes is null ? BaseLexicon.Value : BaseLexicon.Value.With(file.Groups ?? [], file.Classes ?? []);
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in file.Sections)
        {
            Check(section, lexicon);
            if (!keys.Add(section.Key))
                throw new FormatException($"The summary template {file.Name} has two sections \"{section.Key}\".");
        }

        return new(file.Name, file.InShort, isShipped ? file.Sections : [.. file.Sections.Select(Completed)], lexicon);
    }

    /// <summary>The section with all that it leaves to its content. One without content is that of its key, as templates were written before.</summary>
    private static TemplateSection Completed(TemplateSection section)
    {
        if (section.Content is null)
            return Discovery.Sections.FirstOrDefault(s => s.Key == section.Key) is { } same ? section with { Content = same.Content } : section;
        var shipped = Discovery.Sections.First(s => s.Content == section.Content);
        return section with
        {
            Reader = section.Reader == SectionReader.Statements ? shipped.Reader : section.Reader,
            For = section.For is [] ? shipped.For : section.For,
            Against = section.Against is [] ? shipped.Against : section.Against,
            Asked = section.Asked is [] ? shipped.Asked : section.Asked,
            LeastWithoutCue = section.LeastWithoutCue <= TemplateSection.Enough ? shipped.LeastWithoutCue : section.LeastWithoutCue,
            Headings = section.Headings is [] ? shipped.Headings : section.Headings,
            Question = section.Question ?? shipped.Question,
        };
    }

    private static void Check(TemplateSection section, Lexicon lexicon)
    {
        if (string.IsNullOrWhiteSpace(section.Key) || string.IsNullOrWhiteSpace(section.Title))
            throw new FormatException("A section of a summary template needs a \"key\" and a \"title\".");
        if (section.MaxLines is < 1 or > MaxSize)
            throw new FormatException($"The section {section.Key} may have 1 to {MaxSize} lines, not {section.MaxLines}.");
        foreach (var group in section.For.Concat(section.Against).Concat(section.Asked))
        {
            if (lexicon.Find(group) is null)
                throw new FormatException($"The section {section.Key} uses the cue group \"{group}\", which is defined nowhere: define it under \"groups\".");
        }
    }

    private static Lexicon ReadLexicon(string json)
    {
        var file = JsonSerializer.Deserialize<LexiconFile>(json, Json) ?? throw new FormatException("The summary lexicon is empty.");
        return Lexicon.Default.With(file.Groups, file.Classes);
    }

    private sealed record LexiconFile(Dictionary<string, CueGroupFile> Groups, Dictionary<string, IReadOnlyList<string>> Classes);

    private sealed record TemplateFile(
        string? Name, List<TemplateSection>? Sections, Dictionary<string, CueGroupFile>? Groups, Dictionary<string, IReadOnlyList<string>>? Classes, int InShort = 5);
}
