using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agent.Infrastructure.Changes;

/// <summary>What somebody did about a change.</summary>
public enum AuditAction
{
    /// <summary>Approved it, or made it directly; the store holds it since.</summary>
    Applied,

    /// <summary>Took an applied change back.</summary>
    Undone,

    /// <summary>Refused it.</summary>
    Rejected,
}

/// <summary>What an entry of the audit log says in full.</summary>
/// <param name="Proposed">The change as it was proposed, with its reason and evidence.</param>
/// <param name="Edited">What the person made of it, or null.</param>
/// <param name="Fields">The fields that moved, before and after; those proposed for a change that was refused.</param>
/// <param name="Origin">Who or what proposed it.</param>
/// <param name="Comment">What the person said about it, or null.</param>
/// <param name="Created">The task, contact or deal that it made, by id, or null.</param>
/// <param name="DealVersion">The deal's version afterwards, or null without a deal.</param>
public sealed record AuditDetail(
    ChangeSet Proposed, ChangeSet? Edited, IReadOnlyList<ProposedField> Fields, ProposalOrigin Origin, string? Comment, Guid? Created, int? DealVersion);

/// <summary>An entry of the audit log: one decision of one person about one change. The database refuses to change or delete it.</summary>
public sealed class AuditEntry
{
    /// <summary>Position in the log; rises in the order of the writing.</summary>
    public long Sequence { get; init; }

    /// <summary>The proposal that was decided.</summary>
    public required ProposalId ProposalId { get; init; }

    /// <summary>What was done.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>What it was about.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The deal, or null without one.</summary>
    public DealId? DealId { get; init; }

    /// <summary>The account, or null without one.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required UserId ById { get; init; }

    /// <summary>The person's name at that time.</summary>
    public required string By { get; init; }

    /// <summary>Which engine, model or person proposed it, as <see cref="ProposalOrigin.Model"/>.</summary>
    public required string Model { get; init; }

    /// <summary>Hash of the prompts that the model had, or null.</summary>
    public string? PromptHash { get; init; }

    /// <summary>All of it.</summary>
    public required AuditDetail Detail { get; init; }

    internal static void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_log");
        entry.HasKey(e => e.Sequence);
        entry.Property(e => e.Detail).HasConversion(
            detail => StoredJson.Write(detail),
            json => StoredJson.Read<AuditDetail>(json),
            new ValueComparer<AuditDetail>((a, b) => ReferenceEquals(a, b), d => d.Fields.Count, d => d));
        entry.HasIndex(e => new { e.DealId, e.Sequence });
        entry.HasIndex(e => e.ProposalId);
        entry.HasIndex(e => new { e.ById, e.Sequence });
    }

    /// <summary>What a person decided directly, without a proposal before it.</summary>
    internal static AuditEntry OfDirect(ChangeSet change, AuditAction action, Viewer by, DateTimeOffset at, string? comment, Deal? deal) =>
        Of(Proposal.Make(change, new() { UserId = by.UserId, Model = ProposalOrigin.Person }, at), action, change.Fields, by, at, comment, null, deal);

    internal static AuditEntry Of(Proposal proposal, AuditAction action, IReadOnlyList<ProposedField> fields, Viewer by, DateTimeOffset at, string? comment, Guid? created, Deal? deal) => new()
    {
        ProposalId = proposal.Id,
        Action = action,
        Kind = proposal.Change.Kind,
        DealId = deal?.Id ?? proposal.Change.DealId,
        AccountId = proposal.Change.AccountId,
        At = at,
        ById = by.UserId,
        By = by.Name,
        Model = proposal.Origin.Model,
        PromptHash = proposal.Origin.PromptHash,
        Detail = new(proposal.Change, proposal.Edited, fields, proposal.Origin, comment, created, deal?.Version),
    };
}
