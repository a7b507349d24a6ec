using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Core.Insight.Qualification;

/// <summary>What works out a criterion's verdict, beside its cues.</summary>
public enum CriterionReader
{
    /// <summary>Cues alone.</summary>
    Cues,

    /// <summary>The budget stated, against quantity times list price.</summary>
    Budget,

    /// <summary>The time wanted, against the delivery policy.</summary>
    Timeline,

    /// <summary>Competitors named.</summary>
    Competition,

    /// <summary>An attribute of the account.</summary>
    Account,
}

/// <summary>What is still to be found out once something is known.</summary>
/// <param name="Missing">What is missing, as a phrase.</param>
/// <param name="Question">The question that would find it out.</param>
public sealed record FollowUp(string Missing, string Question);

/// <summary>One thing to find out about a deal.</summary>
/// <param name="Name">Name as the team says it.</param>
/// <param name="Question">The question that would find it out.</param>
/// <param name="Missing">What is missing while it is unknown, as a phrase: "what the buyer can spend".</param>
public sealed record Criterion(string Name, string Question, string Missing)
{
    /// <summary>What works out the verdict.</summary>
    public CriterionReader Reader { get; init; }

    /// <summary>What the statement classifier knows of it: any of these topics bears on it. A criterion may have cues beside or instead.</summary>
    public IReadOnlyList<Topic> Topics { get; init; } = [];

    /// <summary>Cue groups that speak for it when the buyer says them.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>Cue groups that speak against it.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>Cue groups in the seller's words that a buyer's yes answers in favour.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>Cue groups in the seller's words that a buyer's yes answers against it.</summary>
    public IReadOnlyList<string> AskedAgainst { get; init; } = [];

    /// <summary>What to find out when it holds in part; null asks as if it were unknown.</summary>
    public FollowUp? WhenPartly { get; init; }

    /// <summary>What to find out when it does not hold; null asks as if it were unknown.</summary>
    public FollowUp? WhenNotMet { get; init; }

    /// <summary>The part in the deal that settles it when somebody on record plays it: the champion, the economic buyer.</summary>
    public BuyingRole? Role { get; init; }

    /// <summary>Share in the score, relative to the other criteria.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>For <see cref="CriterionReader.Account"/>: industry, employees, revenue, country or domain.</summary>
    public string? Attribute { get; init; }

    /// <summary>Values that fit, compared without case; empty means that any known value does.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Least number that fits, inclusive.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest number that fits, inclusive.</summary>
    public decimal? Max { get; init; }
}

/// <summary>A qualification framework: data that a team can write for itself.</summary>
public sealed class Framework
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    // What belongs where, for whoever wrote something else.
    private static readonly Lazy<Dictionary<string, string>> Shapes = new(() => new()
    {
        ["name"] = "a text such as \"Pilot\"",
        ["description"] = "a text",
        ["criteria"] = "a list of criteria, each such as {\"name\": \"Sponsor\", \"missing\": \"a sponsor\", \"question\": \"Who sponsors it?\", \"topics\": [\"champion\"]}",
        ["question"] = "a text such as \"Who sponsors it?\"",
        ["missing"] = "a text such as \"a sponsor\"",
        ["reader"] = $"one of {JsonFaults.Names<CriterionReader>(Json)}",
        ["topics"] = $"a list of {JsonFaults.Names<Topic>(Json)}",
        ["for"] = "a list of names of cue groups such as [\"authority.has\"]",
        ["against"] = "a list of names of cue groups such as [\"authority.lacks\"]",
        ["asked"] = "a list of names of cue groups such as [\"authority.asked\"]",
        ["askedAgainst"] = "a list of names of cue groups such as [\"authority.askedOthers\"]",
        ["weight"] = "a number such as 2",
        ["attribute"] = "one of industry, employees, revenue, country or domain",
        ["oneOf"] = "a list of texts such as [\"Logistics\", \"Retail\"]",
        ["min"] = "a number such as 50",
        ["max"] = "a number such as 500",
        ["groups"] = "an object with a cue group by each name, such as {\"sponsor\": {\"patterns\": [\"(have|found) .2 sponsor\"], \"strength\": 0.8}}",
        ["patterns"] = "a list of patterns such as [\"(have|found) .2 sponsor\"]",
        ["strength"] = "a number from 0 to 1",
        ["classes"] = "an object with a list of words by each name, such as {\"boss\": [\"director\", \"owner\"]}",
    });

    private static readonly Dictionary<string, Lazy<Framework>> Shipped =
        new[] { "bant", "champ", "meddic", "meddpicc", "icp", "lead-score" }
            .ToDictionary(n => n, n => new Lazy<Framework>(() => Parse(EmbeddedData.Read($"frameworks/{n}"))), StringComparer.OrdinalIgnoreCase);

    private Framework(string name, string description, IReadOnlyList<Criterion> criteria, Lexicon lexicon) =>
        (Name, Description, Criteria, Lexicon) = (name, description, criteria, lexicon);

    /// <summary>Keys of the frameworks that come with the product, as <c>--framework</c> takes them.</summary>
    public static IReadOnlyCollection<string> Known => Shipped.Keys;

    /// <summary>Budget, Authority, Need, Timeline.</summary>
    public static Framework Bant => Shipped["bant"].Value;

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public string Description { get; }

    /// <summary>Its criteria in their order.</summary>
    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>The cue groups that its criteria refer to.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>A framework that comes with the product, by key without case; null when there is none.</summary>
    public static Framework? Find(string key) => Shipped.TryGetValue(key, out var framework) ? framework.Value : null;

    /// <summary>Reads a framework from JSON. Its own <c>groups</c> and <c>classes</c> extend the product's lexicon.</summary>
    /// <exception cref="FormatException">The JSON is malformed, a criterion has no name, or a cue group is unknown; the message says which.</exception>
    public static Framework Parse(string json)
    {
        FrameworkFile file;
        try
        {
            file = JsonSerializer.Deserialize<FrameworkFile>(json, Json) ?? throw new FormatException("The framework is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException(JsonFaults.Describe("The framework", e, Shapes.Value), e);
        }

        if (string.IsNullOrWhiteSpace(file.Name))
            throw new FormatException("The framework needs a \"name\".");
        if (file.Criteria is not { Count: > 0 })
            throw new FormatException($"The framework {file.Name} needs at least one criterion.");
        var lexicon = file.Groups is null && file.Classes is null
            ? Lexicon.Default
            : Lexicon.Default.With(file.Groups ?? [], file.Classes ?? []);
        foreach (var criterion in file.Criteria)
            Check(criterion, lexicon);
        return new(file.Name, file.Description ?? "", [.. file.Criteria], lexicon);
    }

    private static void Check(Criterion criterion, Lexicon lexicon)
    {
        if (string.IsNullOrWhiteSpace(criterion.Name))
            throw new FormatException("A criterion needs a \"name\".");
        foreach (var group in criterion.For.Concat(criterion.Against).Concat(criterion.Asked).Concat(criterion.AskedAgainst))
        {
            if (lexicon.Find(group) is null)
                throw new FormatException($"The criterion {criterion.Name} uses the cue group \"{group}\", which is defined nowhere: define it under \"groups\".");
        }
    }

    private sealed record FrameworkFile(
        string? Name, string? Description, List<Criterion>? Criteria, Dictionary<string, CueGroupFile>? Groups, Dictionary<string, IReadOnlyList<string>>? Classes);
}
