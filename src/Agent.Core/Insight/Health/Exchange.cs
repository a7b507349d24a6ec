using System.Text.RegularExpressions;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Health;

/// <summary>What an activity is in the exchange between the buyer and us.</summary>
internal enum Exchange
{
    /// <summary>Nothing happened: it was cancelled, or a machine replied.</summary>
    None,

    /// <summary>Among us: a note, an internal meeting.</summary>
    Internal,

    /// <summary>The buyer to us.</summary>
    Inbound,

    /// <summary>We to the buyer, nobody answering yet: an email, a document, a call that reached nobody.</summary>
    Outbound,

    /// <summary>Both talked.</summary>
    TwoWay,
}

/// <summary>Tells what an activity is in the exchange, from its head alone.</summary>
internal static partial class Exchanges
{
    // A transcript's first words may say "no answer" about anything; the short line of a call log says it about the call.
    private const int LongestCallLogLine = 120;
    private const int LongestAcknowledgement = 90;

    public static Exchange Of(ActivityHead activity, string? ourDomain) => activity.Kind switch
    {
        _ when IsAutomatic().IsMatch(activity.Subject) => Exchange.None,
        ActivityKind.Note => FromDirection(activity.Direction),
        ActivityKind.Meeting or ActivityKind.Call when CancelledSubject().IsMatch(activity.Subject) => Exchange.None,
        ActivityKind.Meeting or ActivityKind.Call => Talk(activity, ourDomain),
        _ when activity.Direction == Direction.Internal => Message(activity, ourDomain),
        _ => FromDirection(activity.Direction),
    };

    /// <summary>True for a message that asks for nothing, so that no answer to it is missed.</summary>
    public static bool IsAcknowledgement(ActivityHead activity) =>
        AcceptedSubject().IsMatch(activity.Subject)
        || (activity.Snippet.Length is > 0 and <= LongestAcknowledgement && !activity.Snippet.Contains('?') && Acknowledgement().IsMatch(activity.Snippet));

    /// <summary>True for a message that asks for something; one whose text is unknown may well do.</summary>
    public static bool Asks(ActivityHead activity) =>
        activity.Snippet.Length == 0 || activity.Snippet.Contains('?') || activity.Subject.Contains('?') || Request().IsMatch(activity.Snippet);

    /// <summary>True when the participant is on the buyer's side.</summary>
    public static bool IsBuyer(Participant participant, string? ourDomain) =>
        participant.UserId is null
        && (participant.ContactId is not null || ourDomain is null || participant.Email?.EndsWith(ourDomain, StringComparison.OrdinalIgnoreCase) != true);

    private static Exchange FromDirection(Direction direction) => direction switch
    {
        Direction.Inbound => Exchange.Inbound,
        Direction.Outbound => Exchange.Outbound,
        Direction.Both => Exchange.TwoWay,
        _ => Exchange.Internal,
    };

    private static Exchange Talk(ActivityHead activity, string? ourDomain)
    {
        // Sources often leave the direction of talks empty: a talk that names nobody of the buyer's, only us, is internal.
        if (activity.Direction == Direction.Internal && activity.Participants.Count > 0 && !activity.Participants.Any(p => IsBuyer(p, ourDomain)))
            return Exchange.Internal;
        return ReachedNobody(activity) ? activity.Direction == Direction.Inbound ? Exchange.Inbound : Exchange.Outbound : Exchange.TwoWay;
    }

    private static Exchange Message(ActivityHead activity, string? ourDomain) =>
        activity.Participants.Count == 0 ? Exchange.Internal
        : IsBuyer(activity.Participants[0], ourDomain) ? Exchange.Inbound
        : activity.Participants.Any(p => IsBuyer(p, ourDomain)) ? Exchange.Outbound
        : Exchange.Internal;

    private static bool ReachedNobody(ActivityHead activity) =>
        activity.Minutes is null or <= 2
        && (UnreachedCall().IsMatch(activity.Subject) || (activity.Snippet.Length <= LongestCallLogLine && UnreachedCall().IsMatch(activity.Snippet)));

    [GeneratedRegex(@"^\W*(automatic reply|auto[- ]?reply|out of (the )?office|undeliver|delivery (status|failure)|abwesen)", RegexOptions.IgnoreCase)]
    private static partial Regex IsAutomatic();

    [GeneratedRegex(@"^\W*(cancell?ed|declined|abgesagt)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CancelledSubject();

    [GeneratedRegex(@"^\W*(accepted|tentative)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AcceptedSubject();

    [GeneratedRegex(@"^\W*((many |ok,? )?thanks|thank you|ok(ay)?\b|great|perfect|sounds good|see you|got it|will do|noted|received|works for (me|us))", RegexOptions.IgnoreCase)]
    private static partial Regex Acknowledgement();

    [GeneratedRegex(@"\b(please|(can|could|would|will) you|need|needs|send (me|us)|let (me|us) know|waiting for|looking forward to your|by when|urgent(ly)?|asap|bitte)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Request();

    [GeneratedRegex(@"\b(voice ?mail|no answer|no pick ?-?up|left (her |him |them )?a? ?message|answering machine|rang out|line (was )?busy|asked (for a call ?back|(her|him|them) to call back)|mailbox|anrufbeantworter|nicht erreicht|niemand erreicht|um rückruf gebeten|did(n't| not) (pick up|answer|show)|no[- ]?show|not reached|unreachable|missed call)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UnreachedCall();
}
