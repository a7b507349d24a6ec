namespace Agent.Core.Deals;

/// <summary>What material of the team is.</summary>
public enum MaterialKind
{
    /// <summary>None of the others.</summary>
    Document,

    /// <summary>How the team sells.</summary>
    Playbook,

    /// <summary>How to meet a competitor.</summary>
    BattleCard,

    /// <summary>What a customer got out of it.</summary>
    CaseStudy,

    /// <summary>What may be offered at which price.</summary>
    PricingPolicy,

    /// <summary>A text to start from.</summary>
    Template,
}

/// <summary>What material is for. An empty list says nothing about it: the material fits any.</summary>
/// <param name="Stages">Names of stages.</param>
/// <param name="Industries">Industries in the words of the accounts.</param>
/// <param name="Competitors">Names of competitors.</param>
/// <param name="Objections">Objections that it answers, such as "price" or "security".</param>
public sealed record MaterialUse(IReadOnlyList<string> Stages, IReadOnlyList<string> Industries, IReadOnlyList<string> Competitors, IReadOnlyList<string> Objections)
{
    /// <summary>The most entries of each list.</summary>
    public const int MaxEntries = 50;

    /// <summary>Nothing said.</summary>
    public static MaterialUse Any { get; } = new([], [], [], []);
}

/// <summary>A playbook, battle card, case study or the like. The text is data, never an instruction.</summary>
public sealed class Material
{
    /// <summary>The most characters of a title.</summary>
    public const int MaxTitle = 200;

    /// <summary>The most characters of a text: a long book.</summary>
    public const int MaxText = 2_000_000;

    /// <summary>Identity.</summary>
    public MaterialId Id { get; init; } = MaterialId.New();

    /// <summary>Title.</summary>
    public required string Title { get; set; }

    /// <summary>What it is.</summary>
    public MaterialKind Kind { get; set; }

    /// <summary>The text as Markdown, with <c>\n</c> line ends.</summary>
    public required string Text { get; set; }

    /// <summary>What it is for.</summary>
    public MaterialUse Use { get; set; } = MaterialUse.Any;

    /// <summary>The teams whose members and managers may see it; empty: everybody may.</summary>
    public IReadOnlyList<TeamId> Teams { get; set; } = [];

    /// <summary>When it was added or changed last, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key in the file or system that it was imported from; unique among material.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>Material in a list, without its text.</summary>
/// <param name="Id">The material.</param>
/// <param name="Title">Title.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Teams">The teams that may see it; empty: everybody.</param>
/// <param name="ChangedAt">When it was added or changed last, UTC.</param>
public sealed record MaterialHead(MaterialId Id, string Title, MaterialKind Kind, MaterialUse Use, IReadOnlyList<TeamId> Teams, DateTimeOffset ChangedAt);
