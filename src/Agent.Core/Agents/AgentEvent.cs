using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Agents;

/// <summary>Something that happened in a turn. Screens, the command line, tests and evals all read this one stream.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TurnStarted), "turnStarted")]
[JsonDerivedType(typeof(ToolCalled), "toolCalled")]
[JsonDerivedType(typeof(ToolReturned), "toolReturned")]
[JsonDerivedType(typeof(PassagesFound), "passagesFound")]
[JsonDerivedType(typeof(TextDelta), "textDelta")]
[JsonDerivedType(typeof(ChangeProposed), "changeProposed")]
[JsonDerivedType(typeof(TurnCompleted), "turnCompleted")]
[JsonDerivedType(typeof(TurnFailed), "turnFailed")]
public abstract record AgentEvent
{
    private protected AgentEvent()
    {
    }
}

/// <summary>The turn began.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Question">What the user asked.</param>
public sealed record TurnStarted(TurnId TurnId, string Question) : AgentEvent
{
    /// <summary>The turn that this one takes the place of, with all that came after it; null for one that goes on.</summary>
    public TurnId? Replaces { get; init; }
}

/// <summary>A tool is being called.</summary>
/// <param name="CallId">Ties the call to its return.</param>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">Its arguments by name.</param>
public sealed record ToolCalled(string CallId, string Name, IReadOnlyDictionary<string, JsonElement> Arguments) : AgentEvent;

/// <summary>A tool returned or failed.</summary>
/// <param name="CallId">Ties the return to its call.</param>
/// <param name="Name">Name of the tool.</param>
/// <param name="Succeeded">False when the tool failed.</param>
/// <param name="Summary">One line for people: what came back, or what went wrong.</param>
public sealed record ToolReturned(string CallId, string Name, bool Succeeded, string Summary) : AgentEvent;

/// <summary>Sources were found that the answer may cite.</summary>
/// <param name="Sources">The new sources of this turn.</param>
public sealed record PassagesFound(IReadOnlyList<Source> Sources) : AgentEvent;

/// <summary>The next piece of the answer, in Markdown; <c>[1]</c> cites the source with that label.</summary>
/// <param name="Text">The piece.</param>
public sealed record TextDelta(string Text) : AgentEvent;

/// <summary>The assistant proposes a change that a person decides on.</summary>
/// <param name="ProposalId">The proposal, by which it is approved or rejected.</param>
/// <param name="ChangeSet">What would change.</param>
public sealed record ChangeProposed(ProposalId ProposalId, ChangeSet ChangeSet) : AgentEvent;

/// <summary>The turn is over.</summary>
/// <param name="Answer">The whole answer in Markdown.</param>
/// <param name="Sources">The sources that the answer cites.</param>
/// <param name="Model">Which engine or model answered.</param>
/// <param name="About">The deal that the answer is about, or null.</param>
public sealed record TurnCompleted(string Answer, IReadOnlyList<Source> Sources, string Model, DealId? About) : AgentEvent
{
    /// <summary>How the answer came about, a sentence each: a model that was passed over, a budget that is used up, an answer cut short.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What of the answer stands on nothing that was found, in the order of the answer.</summary>
    public IReadOnlyList<UnsupportedSpan> Unsupported { get; init; } = [];

    /// <summary>Hash of the prompt that the model had; null without a model.</summary>
    public string? PromptHash { get; init; }
}

/// <summary>A part of an answer that stands on nothing that was found in its turn.</summary>
/// <param name="Start">Its first character in the answer, from 0, in UTF-16 code units.</param>
/// <param name="Length">How many code units.</param>
/// <param name="Why">What was looked for in vain, in a sentence for people.</param>
public sealed record UnsupportedSpan(int Start, int Length, string Why);

/// <summary>The turn ended without a whole answer.</summary>
/// <param name="Reason">Why, in a sentence for the user.</param>
/// <param name="Stopped">True when the user stopped it.</param>
public sealed record TurnFailed(string Reason, bool Stopped) : AgentEvent;

/// <summary>Where a statement of an answer comes from.</summary>
/// <param name="Label">What the answer's text cites it by: a number from 1, as text.</param>
/// <param name="Title">What the source is, for people.</param>
/// <param name="DealId">The deal it belongs to, or null.</param>
/// <param name="ActivityId">The activity it stands in; null when it is the deal's record.</param>
/// <param name="At">When it was said or written.</param>
/// <param name="Start">First character of <paramref name="Quote"/> in the activity's text.</param>
/// <param name="Quote">The words, verbatim; null when the whole record is meant.</param>
/// <param name="Speaker">Who said or wrote them.</param>
/// <param name="MaterialId">The material of the team that it stands in, or null.</param>
public sealed record Source(
    string Label,
    string Title,
    DealId? DealId,
    ActivityId? ActivityId,
    DateTimeOffset? At,
    int? Start,
    string? Quote,
    string? Speaker,
    MaterialId? MaterialId = null);
