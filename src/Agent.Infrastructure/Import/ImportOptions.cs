using Agent.Core.Deals;

namespace Agent.Infrastructure.Import;

/// <summary>How an import is to be done.</summary>
public sealed record ImportOptions
{
    /// <summary>True: report what would happen and write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The deal that notes, transcripts and emails are attached to, whatever their folder says.</summary>
    public DealId? AttachTo { get; init; }

    /// <summary>The same as <see cref="AttachTo"/>, by the deal's name or by its id in the source.</summary>
    public string? Deal { get; init; }

    /// <summary>What columns mean that have names of their own; null when the known names are enough.</summary>
    public ImportMapping? Mapping { get; init; }

    /// <summary>Order of day and month where a column leaves it open: <c>dmy</c> or <c>mdy</c>; null: such dates are reported.</summary>
    public string? DateOrder { get; init; }

    /// <summary>ISO 4217 code for amounts that come without one; null means USD.</summary>
    public string? DefaultCurrency { get; init; }

    /// <summary>Who imports: the author of notes that name none.</summary>
    public UserId? UserId { get; init; }
}
