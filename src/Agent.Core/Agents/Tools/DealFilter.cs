using System.ComponentModel;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Tools;

/// <summary>Which deals a question is about, in the words of the question. Empty means any.</summary>
public sealed record DealFilter
{
    /// <summary>Status.</summary>
    [Description("open, won, lost, closed (won or lost) or all")]
    public string? Status { get; init; }

    /// <summary>Owner.</summary>
    [Description("Name of the owner, or 'me' for the user who asks")]
    public string? Owner { get; init; }

    /// <summary>Stage.</summary>
    [Description("Name of the stage")]
    public string? Stage { get; init; }

    /// <summary>Account.</summary>
    [Description("Name of the account (the company sold to)")]
    public string? Account { get; init; }

    /// <summary>Product.</summary>
    [Description("Name of a product in the deal")]
    public string? Product { get; init; }

    /// <summary>Source.</summary>
    [Description("Where the deal came from, for example Referral")]
    public string? Source { get; init; }

    /// <summary>Industry.</summary>
    [Description("Industry of the account")]
    public string? Industry { get; init; }

    /// <summary>Anything else. A word that begins with a capital is taken for a name; others that name nothing are passed over.</summary>
    [Description("Other words that name an owner, a stage, an account, a product, a source or an industry")]
    public string? About { get; init; }

    /// <summary>Least amount.</summary>
    [Description("Least amount")]
    public decimal? MinAmount { get; init; }

    /// <summary>Largest amount.</summary>
    [Description("Largest amount")]
    public decimal? MaxAmount { get; init; }

    /// <summary>Close date from.</summary>
    [Description("Close date from this day on (expected for open deals, actual for closed ones)")]
    public DateOnly? CloseFrom { get; init; }

    /// <summary>Close date to.</summary>
    [Description("Close date up to this day")]
    public DateOnly? CloseTo { get; init; }

    /// <summary>Created from.</summary>
    [Description("Created from this day on")]
    public DateOnly? CreatedFrom { get; init; }

    /// <summary>Created to.</summary>
    [Description("Created up to this day")]
    public DateOnly? CreatedTo { get; init; }

    /// <summary>Without activity.</summary>
    [Description("Only deals without any activity for at least this many days")]
    public int? InactiveDays { get; init; }

    /// <summary>Without account.</summary>
    [Description("true: only deals that have no account")]
    public bool? WithoutAccount { get; init; }

    /// <summary>Without anybody in a role.</summary>
    [Description("Only deals in which nobody is known in this role")]
    public BuyingRole? WithoutRole { get; init; }

    /// <summary>Without start date.</summary>
    [Description("true: only deals that have no start date")]
    public bool? WithoutStartDate { get; init; }
}

/// <summary>A filter made ready for the store.</summary>
/// <param name="Query">What to ask the store.</param>
/// <param name="Words">The same in words, for example "open deals of Priya Nair over €50,000".</param>
/// <param name="Ignored">Words that name nothing.</param>
public sealed record ReadFilter(DealQuery Query, string Words, IReadOnlyList<string> Ignored)
{
    /// <summary>Name of the owner or the team that was asked for, or null.</summary>
    public string? Whose { get; init; }
}
