using Agent.Core.Deals;
using Agent.Core.Insight.Content;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>What a follow-up is for.</summary>
public enum DraftKind
{
    /// <summary>Sums up the last talk with the buyer and agrees on the next step.</summary>
    AfterMeeting,

    /// <summary>Writes again to a buyer who has not answered.</summary>
    AfterSilence,

    /// <summary>Goes with a proposal.</summary>
    ProposalCover,

    /// <summary>Answers what the buyer objected to.</summary>
    ObjectionAnswer,

    /// <summary>Takes up a parked or lost deal again.</summary>
    ReEngage,

    /// <summary>Tells the colleague who takes over a won deal what it is about; it stays with us.</summary>
    HandOver,

    /// <summary>Welcomes the buyer of a won deal and starts the work.</summary>
    Welcome,
}

/// <summary>What to draft, in whose name and from which price book.</summary>
/// <param name="Kind">What the follow-up is for.</param>
public sealed record DraftRequest(DraftKind Kind)
{
    /// <summary>Whom to write to; null for whoever the last exchange points at.</summary>
    public ContactId? To { get; init; }

    /// <summary>Whose name stands below it; null for the deal's owner.</summary>
    public string? SenderName { get; init; }

    /// <summary>How the sender writes.</summary>
    public WritingStyle Style { get; init; } = WritingStyle.Default;

    /// <summary>The price book, which names the products of the deal's lines.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>Delivery times, and the competitors that a draft must not name.</summary>
    public InsightSettings Settings { get; init; } = new();
}

/// <summary>A draft, or the reason why there is none.</summary>
/// <param name="Draft">The draft, or null.</param>
/// <param name="Refusal">Why there is none, or null.</param>
public sealed record DraftResult(Draft? Draft, Refusal? Refusal)
{
    internal static DraftResult Refuse(string reason) => new(null, new(reason));
}

/// <summary>An email for a person to look over and send; nothing sends it by itself.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="To">Whom it goes to.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Body">Plain text with <c>\n</c> line ends, greeting and sign-off included.</param>
/// <param name="Ask">The one thing it asks for.</param>
/// <param name="Sources">What its sentences stand on, in their order; a sentence that claims nothing has none.</param>
/// <param name="Gaps">What the sender should fill in or check, because the store does not say it.</param>
public sealed record Draft(
    DraftKind Kind, DraftRecipient To, string Subject, string Body, DraftAsk Ask, IReadOnlyList<DraftSource> Sources, IReadOnlyList<string> Gaps)
{
    /// <summary>Material of the team that fits. It stands beside the text, never in it: what may be sent can be attached, the rest is for the sender alone.</summary>
    public IReadOnlyList<ContentOffer> Content { get; init; } = [];
}

/// <summary>Whom a draft goes to.</summary>
/// <param name="Name">Full name, or null when nobody is known.</param>
/// <param name="Email">Address on record, or null.</param>
/// <param name="ContactId">The contact, or null for somebody who is none.</param>
public sealed record DraftRecipient(string? Name, string? Email, ContactId? ContactId);

/// <summary>The one thing that a draft asks for.</summary>
/// <param name="Sentence">The sentence, verbatim from the body.</param>
/// <param name="On">The working day that it names.</param>
public sealed record DraftAsk(string Sentence, DateOnly On);

/// <summary>What a sentence of a draft stands on.</summary>
/// <param name="Sentence">The sentence, verbatim from the body.</param>
/// <param name="Evidence">The words in an activity, or null.</param>
/// <param name="Record">The field of the deal's record, in words, or null.</param>
public sealed record DraftSource(string Sentence, Evidence? Evidence, string? Record);
