using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Changes;

/// <summary>What a change bears on, as the store holds it now. Applying a change changes these objects.</summary>
/// <param name="Today">The day of the change.</param>
/// <param name="Pipelines">All pipelines.</param>
public sealed record ChangeState(DateOnly Today, IReadOnlyList<Pipeline> Pipelines)
{
    /// <summary>The deal; null for a change without one, or when it is gone.</summary>
    public Deal? Deal { get; init; }

    /// <summary>The account of the deal, or the one that a new deal or contact is for; null without one.</summary>
    public Account? Account { get; init; }

    /// <summary>The account's contacts and everybody with a part in the deal.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>The users who are named as owners, as far as they are in sight.</summary>
    public IReadOnlyList<User> People { get; init; } = [];

    /// <summary>The wait that is declared, or null.</summary>
    public Snooze? Snooze { get; init; }

    /// <summary>The score that is to be accepted when it is the newest of the deal and framework; null otherwise.</summary>
    public QualificationScore? Score { get; init; }

    /// <summary>Titles of the deal's open tasks.</summary>
    public IReadOnlyList<string> OpenTasks { get; init; } = [];

    /// <summary>Names of the account's open deals.</summary>
    public IReadOnlyList<string> OpenDeals { get; init; } = [];

    /// <summary>The task, contact or deal that an applied change made, while it is there; for taking it back.</summary>
    public object? Created { get; init; }

    /// <summary>True when somebody built on <see cref="Created"/>: it has texts or tasks of its own.</summary>
    public bool CreatedInUse { get; init; }

    /// <summary>The deal's pipeline; for a new deal, the first one.</summary>
    public Pipeline? Pipeline => Deal is { } deal ? Pipelines.FirstOrDefault(p => p.Id == deal.PipelineId) : Pipelines.Count > 0 ? Pipelines[0] : null;

    /// <summary>A contact of the account or the deal, or null.</summary>
    /// <param name="id">Which.</param>
    public Contact? Contact(ContactId? id) => Contacts.FirstOrDefault(c => c.Id == id);
}

/// <summary>Why a change cannot be made.</summary>
/// <param name="Field">The field of <see cref="ChangeFields"/> that another value would mend; null when no value would.</param>
/// <param name="Reason">What is wrong, in a sentence for a person.</param>
public sealed record ChangeFault(string? Field, string Reason);

/// <summary>What applying a change did beside changing the objects of its <see cref="ChangeState"/>.</summary>
/// <param name="Fields">Every field that moved, those that move along with another one included: what the audit keeps and an undo turns round.</param>
public sealed record ChangeEffect(IReadOnlyList<ProposedField> Fields)
{
    /// <summary>What is new: a task, a contact or a deal.</summary>
    public object? Created { get; init; }

    /// <summary>What an undo takes away again.</summary>
    public object? Removed { get; init; }

    /// <summary>True when the wait is to be <see cref="Snooze"/> from now on.</summary>
    public bool SetsSnooze { get; init; }

    /// <summary>The wait to declare; null to end the one there is.</summary>
    public Snooze? Snooze { get; init; }
}
