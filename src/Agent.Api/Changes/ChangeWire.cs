using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Changes;

namespace Agent.Api.Changes;

/// <summary>A proposal as a card shows it.</summary>
internal sealed record ProposalInfo(
    ProposalId Id,
    ChangeKind Kind,
    ProposalStatus Status,
    string Title,
    DealId? DealId,
    string? Deal,
    AccountId? AccountId,
    string? Account,
    ContactId? ContactId,
    string? Contact,
    string? Owner,
    IReadOnlyList<ProposalField> Fields,
    string Reason,
    double Confidence,
    IReadOnlyList<ProposalQuote> Evidence,
    ProposalSource Origin,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    bool DealChanged,
    bool Edited,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Comment,
    string? UndoneBy,
    DateTimeOffset? UndoneAt,
    bool MayDecide,
    string? MayNotBecause,
    bool MayUndo)
{
    public static ProposalInfo Of(ShownProposal shown)
    {
        var (proposal, change) = (shown.Proposal, shown.Proposal.Effective);
        return new(
            proposal.Id,
            change.Kind,
            shown.Status,
            shown.Title,
            shown.DealId,
            shown.Deal,
            change.AccountId,
            shown.Account,
            change.ContactId,
            shown.Contact,
            shown.Owner,
            [.. change.Fields.Select(ProposalField.Of)],
            change.Reason,
            change.Confidence,
            [.. shown.Evidence.Select(ProposalQuote.Of)],
            new(proposal.Origin.Model, proposal.Origin.UserId is null, proposal.Origin.Model == ProposalOrigin.Person, proposal.Origin.ReadOutsideText, shown.AskedBy, proposal.Origin.ConversationId),
            proposal.CreatedAt,
            proposal.ExpiresAt,
            shown.DealChanged,
            proposal.Edited is not null,
            shown.DecidedBy,
            proposal.DecidedAt,
            proposal.Comment,
            shown.UndoneBy,
            proposal.UndoneAt,
            shown.MayDecide && shown.Status == ProposalStatus.Pending,
            shown.MayNotBecause,
            shown.MayDecide && shown.Status == ProposalStatus.Applied && proposal.UndoneAt is null);
    }
}

/// <summary>A field with its name for people. Raw values are invariant text; the shown ones are for eyes.</summary>
internal sealed record ProposalField(string Field, string Label, string? Before, string? After, string? BeforeShown, string? AfterShown)
{
    public static ProposalField Of(ProposedField f) => new(f.Field, ChangeValues.Label(f.Field), f.Before, f.After, f.BeforeShown, f.AfterShown);
}

/// <summary>A quote. One whose source does not hold it any more is marked; one out of sight has no words.</summary>
internal sealed record ProposalQuote(ActivityId ActivityId, string? Title, string Quote, int Start, int End, string? Speaker, Side Side, DateTimeOffset At, bool Holds)
{
    public static ProposalQuote Of(ShownEvidence e) =>
        new(e.Evidence.ActivityId, e.Title, e.Title is null ? "" : e.Evidence.Quote, e.Evidence.Start, e.Evidence.End, e.Title is null ? null : e.Evidence.Speaker, e.Evidence.Side, e.Evidence.At, e.Holds);
}

/// <summary>Where a proposal comes from.</summary>
internal sealed record ProposalSource(string Model, bool ByItself, bool ByPerson, bool ReadOutsideText, string? AskedBy, ConversationId? ConversationId);

/// <summary>A proposal with what moved on since, what the rules say, which fields an edit can set, and what was proposed before a person edited it.</summary>
internal sealed record ProposalDetail(
    ProposalInfo Proposal, IReadOnlyList<ConflictInfo> Conflicts, string Policy, IReadOnlyList<EditableField> EditableFields, IReadOnlyList<ProposalField> Proposed);

/// <summary>A field that an edit can set.</summary>
internal sealed record EditableField(string Field, string Label, bool Needed);

/// <summary>A field that moved on since.</summary>
internal sealed record ConflictInfo(string Field, string Label, string? Before, string? Now, string? After, bool SaysSoAlready)
{
    public static ConflictInfo Of(FieldConflict c) => new(c.Field, ChangeValues.Label(c.Field), c.Before, c.Now, c.After, c.SaysSoAlready);
}

/// <summary>An approval: other values by field, fields to leave out, a comment.</summary>
internal sealed record ApproveProposal(Dictionary<string, string?>? Fields, List<string>? Without, string? Comment);

/// <summary>A refusal.</summary>
internal sealed record RejectProposal(string? Comment);

/// <summary>The fields of an overtaken proposal to set all the same; null for those that did not move on.</summary>
internal sealed record ApplyRest(List<string>? Fields);

/// <summary>Several proposals of one kind.</summary>
internal sealed record ApproveProposals(List<ProposalId>? Ids, string? Comment);

/// <summary>What came of one of them: applied, or the words why not.</summary>
internal sealed record BulkOutcome(ProposalId Id, bool Applied, string? Reason, IReadOnlyList<ConflictInfo> Conflicts);

/// <summary>A change that a person makes directly: new values by field, and what the person saw there before, where that matters.</summary>
internal sealed record NewChange(ChangeKind? Kind, Dictionary<string, string?>? Fields, Dictionary<string, string?>? Seen, ContactId? ContactId, string? Reason);

/// <summary>What came of a direct change: applied, or waiting for a manager, as the words say. For a move of the stage: what should have been seen before and was not.</summary>
internal sealed record ChangeResult(bool Applied, string? Note, ProposalInfo Proposal, IReadOnlyList<string> MissingCriteria);

/// <summary>An entry of the audit log.</summary>
internal sealed record AuditInfo(
    long Sequence,
    ProposalId ProposalId,
    AuditAction Action,
    ChangeKind Kind,
    DealId? DealId,
    string? Deal,
    DateTimeOffset At,
    UserId ById,
    string By,
    string Model,
    string? PromptHash,
    bool Edited,
    string Reason,
    string? Comment,
    IReadOnlyList<ProposalField> Fields,
    IReadOnlyList<ProposalQuote> Evidence);

/// <summary>A page of the log; the next one begins before this entry, null at the end.</summary>
internal sealed record AuditPage(IReadOnlyList<AuditInfo> Items, long? Next);
