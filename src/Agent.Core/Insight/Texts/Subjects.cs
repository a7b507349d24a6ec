using System.Text.RegularExpressions;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Core.Insight.Texts;

/// <summary>Subject lines: an answer keeps its thread, everything else says what it is.</summary>
internal static partial class Subjects
{
    public static string Of(DraftFacts facts) => facts.Request.Kind switch
    {
        DraftKind.AfterMeeting when facts.LastTalk is { } talk => $"Our {(talk.Kind == ActivityKind.Call ? "call" : "meeting")} on {Wording.Day(DealFacts.DayOf(talk), facts.Today)}",
        DraftKind.ProposalCover => facts.File.Account is { } account ? $"Our proposal for {FollowUpDrafter.Plain(account.Name)}" : "Our proposal",
        DraftKind.HandOver => $"Hand-over: {FollowUpDrafter.Plain(facts.File.Deal.Name)}",
        DraftKind.Welcome => "Next steps after your order",
        _ => (facts.SpeaksOfOtherDeals ? null : Thread(facts)) ?? Neutral(facts),
    };

    public static string Neutral(DraftFacts facts) => facts.Request.Kind switch
    {
        DraftKind.AfterMeeting => "After our talk",
        DraftKind.ProposalCover => "Our proposal",
        DraftKind.ObjectionAnswer => "Your concern",
        DraftKind.HandOver => "Hand-over of a won deal",
        DraftKind.Welcome => "Next steps after your order",
        _ => "Next steps",
    };

    private static string? Thread(DraftFacts facts)
    {
        foreach (var activity in facts.File.Activities.Where(a => a.At <= facts.Deal.Now && a.Kind == ActivityKind.Email && facts.ExchangeOf(a.Id) is Exchange.Inbound or Exchange.Outbound).OrderByDescending(a => a.At))
        {
            var subject = FollowUpDrafter.Plain(Prefix().Replace(activity.Subject, ""));
            if (subject.Length > 2 && !facts.NamesCompetitor(subject))
                return $"Re: {subject}";
        }

        return null;
    }

    [GeneratedRegex(@"^(\s*(re|aw|fw|fwd|wg|sv|vs|tr|rif)\s*:\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();
}
