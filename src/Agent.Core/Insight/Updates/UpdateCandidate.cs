using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification.Topics;

namespace Agent.Core.Insight.Updates;

/// <summary>What a line is judged for; each has its weights in the model. The numbers are part of the model's file.</summary>
internal enum UpdateHead
{
    /// <summary>The contract is signed.</summary>
    Signed,

    /// <summary>The buyer agreed by word, or answers the proposal with terms.</summary>
    Agreed,

    /// <summary>The buyer asks what it costs.</summary>
    Priced,

    /// <summary>The criteria of the qualification are met.</summary>
    Qualified,

    /// <summary>The prospect shows interest.</summary>
    Interested,

    /// <summary>An amount of money is what the deal is worth now.</summary>
    Amount,

    /// <summary>A day is when it will be signed.</summary>
    CloseDate,

    /// <summary>Both sides agreed on a step.</summary>
    NextStep,

    /// <summary>It is up to us to do something.</summary>
    Task,

    /// <summary>A contact has a part in the deal.</summary>
    Role,

    /// <summary>A contact left.</summary>
    Left,

    /// <summary>A person who is not in the record has a part in the deal.</summary>
    Newcomer,

    /// <summary>The buyer ended it.</summary>
    Loss,

    /// <summary>The buyer asks to wait until a day.</summary>
    Park,

    /// <summary>A day is when a task is due.</summary>
    Due,

    /// <summary>The first of the heads that say which part, in the order of <see cref="BuyingRole"/>.</summary>
    FirstRole,
}

/// <summary>An update that a line might support, before it is known whether it does.</summary>
/// <param name="Head">What the line is judged for.</param>
/// <param name="Line">The line.</param>
/// <param name="Place">Features of the place of the value in the line.</param>
/// <param name="Build">The change for how sure the reading is; null when the record rules it out.</param>
internal sealed record UpdateCandidate(UpdateHead Head, UpdateLine Line, List<Feature> Place, Func<double, ChangeSet?> Build)
{
    /// <summary>The contact that it is about, or null.</summary>
    public Stakeholder? Who { get; init; }

    /// <summary>Days that may be meant, for a task.</summary>
    public IReadOnlyList<DueOption> Dues { get; init; } = [];

    /// <summary>The change with a day that is due, for a task.</summary>
    public Func<double, DueOption?, ChangeSet?> BuildDue { get; init; } = (_, _) => null;
}

/// <summary>A day on which a task may be due.</summary>
/// <param name="Day">The day.</param>
/// <param name="Source">The line that names it.</param>
/// <param name="Place">Features of its place.</param>
internal sealed record DueOption(DateOnly Day, UpdateLine Source, List<Feature> Place);

/// <summary>Finds all that the lines of an activity might support.</summary>
internal static class UpdateCandidates
{
    public static List<UpdateCandidate> Of(UpdateTalk talk, LineFeatures features)
    {
        var changes = new UpdateChanges(talk.File);
        return
        [
            .. StageCandidates.Of(talk, changes),
            .. TermCandidates.Of(talk, changes, features),
            .. StepCandidates.Of(talk, changes, features),
            .. TaskCandidates.Of(talk, changes, features),
            .. PeopleCandidates.Of(talk, changes, features),
        ];
    }
}
