using System.Text.Json.Serialization;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Changes;

/// <summary>What a change is about. Each kind has its tool, its rule of approval and its switch.</summary>
public enum ChangeKind
{
    /// <summary>Moves the deal to another open stage, or wins it.</summary>
    Stage,

    /// <summary>Sets the amount.</summary>
    Amount,

    /// <summary>Sets the expected close date.</summary>
    CloseDate,

    /// <summary>Sets what is agreed to happen next.</summary>
    NextStep,

    /// <summary>Accepts a score of a qualification framework.</summary>
    Qualification,

    /// <summary>Gives a contact a part in the deal.</summary>
    ContactRole,

    /// <summary>Says that a contact left the account.</summary>
    ContactLeft,

    /// <summary>Writes a task down.</summary>
    Task,

    /// <summary>Gives the deal up.</summary>
    Loss,

    /// <summary>Lets the deal wait until a day.</summary>
    Park,

    /// <summary>Adds a person to the account.</summary>
    NewContact,

    /// <summary>Starts a deal.</summary>
    NewDeal,

    /// <summary>A setting of the workspace. An admin makes it directly; nothing can propose it, the log of decisions names it.</summary>
    Setting,
}

/// <summary>Names of the fields that a change can set. Raw values are invariant text: dates as yyyy-MM-dd, amounts as plain numbers, ids as GUIDs.</summary>
public static class ChangeFields
{
    /// <summary>The stage, by id.</summary>
    public const string Stage = "stage";

    /// <summary>Why a deal was lost.</summary>
    public const string LossReason = "lossReason";

    /// <summary>The amount in whole units of the deal's currency.</summary>
    public const string Amount = "amount";

    /// <summary>ISO 4217 code of the amount; set only by a new deal.</summary>
    public const string Currency = "currency";

    /// <summary>The expected close date.</summary>
    public const string CloseDate = "closeDate";

    /// <summary>What happens next.</summary>
    public const string NextStep = "nextStep";

    /// <summary>The day the next step is due.</summary>
    public const string NextStepDue = "nextStepDue";

    /// <summary>A contact's part in the deal: a name of <see cref="BuyingRole"/>.</summary>
    public const string Role = "role";

    /// <summary>The day a contact left.</summary>
    public const string LeftOn = "leftOn";

    /// <summary>What a task is.</summary>
    public const string Task = "task";

    /// <summary>The day a task is due.</summary>
    public const string DueOn = "dueOn";

    /// <summary>Whose task or deal it is, by id.</summary>
    public const string Owner = "owner";

    /// <summary>Why the deal waits.</summary>
    public const string WaitReason = "waitReason";

    /// <summary>The day on which the deal is looked at again.</summary>
    public const string WaitUntil = "waitUntil";

    /// <summary>Name of a new contact or deal.</summary>
    public const string Name = "name";

    /// <summary>Email address of a new contact.</summary>
    public const string Email = "email";

    /// <summary>Job title of a new contact.</summary>
    public const string JobTitle = "jobTitle";

    /// <summary>The framework whose score is accepted.</summary>
    public const string Framework = "framework";

    /// <summary>The score, by id.</summary>
    public const string Score = "score";

    /// <summary>The day the deal entered its stage. Never proposed: a move of the stage brings it along, and an undo puts it back.</summary>
    public const string StageEnteredOn = "stageEnteredOn";
}

/// <summary>A proposed change of the deal store. It becomes true only when a person approves it.</summary>
public sealed record ChangeSet
{
    /// <summary>The most characters of a value; longer ones are refused, not cut.</summary>
    public const int MaxValue = 500;

    /// <summary>The most characters of a reason.</summary>
    public const int MaxReason = 500;

    /// <summary>The most quotes.</summary>
    public const int MaxEvidence = 8;

    /// <summary>What it is about.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The deal to change; null for a new deal.</summary>
    public DealId? DealId { get; init; }

    /// <summary>The account of a new deal or contact, or null.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>The contact that the change is about, or null.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>The version of the deal that the proposal was made for; 0 without a deal. A field that moved on since is a conflict.</summary>
    public int DealVersion { get; init; }

    /// <summary>What would change.</summary>
    public required IReadOnlyList<ProposedField> Fields { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The words that the reason stands on; empty when a user asked for the change.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>How sure the proposer is, 0 to 1; 1 when a user asked for it.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>
    /// What the change is of: two changes of one slot exclude each other, so that one of them at a time waits for an answer.
    /// Tasks, contacts and deals that are new have a slot each, by their name.
    /// </summary>
    [JsonIgnore]
    public string Slot => Kind switch
    {
        ChangeKind.Stage or ChangeKind.Loss => $"{ChangeKind.Stage}:{DealId}",
        ChangeKind.ContactRole or ChangeKind.ContactLeft => $"{Kind}:{DealId}:{ContactId}",
        ChangeKind.Task => $"{Kind}:{DealId}:{Folded(ChangeFields.Task)}",
        ChangeKind.NewContact or ChangeKind.NewDeal => $"{Kind}:{AccountId}:{Folded(ChangeFields.Name)}",
        ChangeKind.Qualification => $"{Kind}:{DealId}:{Folded(ChangeFields.Framework)}",
        _ => $"{Kind}:{DealId}",
    };

    /// <summary>The value that a field gets, or null when the change does not set it or clears it.</summary>
    /// <param name="field">One of <see cref="ChangeFields"/>.</param>
    public string? After(string field) => Fields.FirstOrDefault(f => f.Field == field)?.After;

    /// <summary>True when both set the same fields of the same thing to the same values, whatever their reasons.</summary>
    /// <param name="other">The other change.</param>
    public bool SaysTheSame(ChangeSet other) =>
        Slot == other.Slot && Fields.Count == other.Fields.Count && Fields.All(f => other.Fields.Any(o => o.Field == f.Field && o.After == f.After));

    private string Folded(string field) => After(field)?.Trim().ToUpperInvariant() ?? "";
}

/// <summary>A field with its value before and after.</summary>
/// <param name="Field">One of <see cref="ChangeFields"/>.</param>
/// <param name="Before">Value now, raw, or null.</param>
/// <param name="After">Value proposed, raw, or null to clear it.</param>
/// <param name="BeforeShown">Value now as people read it, or null.</param>
/// <param name="AfterShown">Value proposed as people read it, or null.</param>
public sealed record ProposedField(string Field, string? Before, string? After, string? BeforeShown = null, string? AfterShown = null);
