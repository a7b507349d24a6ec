using System.Globalization;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>Where the day of an ask comes from.</summary>
internal enum AskBasis
{
    /// <summary>Nothing is agreed: a few working days ahead.</summary>
    Usual,

    /// <summary>A meeting with the buyer is in the calendar.</summary>
    Meeting,

    /// <summary>The buyer named the day.</summary>
    Buyer,

    /// <summary>The deal's next step or a declared wait names the day.</summary>
    Record,
}

/// <summary>The day of an ask.</summary>
/// <param name="On">A working day after today.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Evidence">The buyer's words, when the buyer named it.</param>
internal sealed record AskDay(DateOnly On, AskBasis Basis, Evidence? Evidence = null);

/// <summary>Chooses the day of an ask: what is agreed, else what the buyer named, else a usual number of working days.</summary>
internal static class AskPlanner
{
    /// <summary>A day further ahead than this is a plan for later, not the next step of a running exchange.</summary>
    private const int FarDays = 45;

    /// <summary>What the buyer named longer ago than this has been overtaken.</summary>
    private const int NamedWithinDays = 120;

    private static readonly CueSet Talking = CueSet.Of(
        "(call|calls|talk|speak|meet|meeting|come back|get back|back to (me|us)|in touch|contact|reach|available|free|revisit|ping|write|dates|chat|catch up|demo|visit|come by|look at it|try me|pick it up|pick this up|works|suits|return|again)");

    private static readonly CueSet Away = CueSet.Of("(on leave|on holiday|on holidays|on vacation|vacation|away|out of office|out of the office|travelling|traveling|out until|off until|back on|back from|busy until|tied up|not before|nothing before|parental leave)");

    private static readonly CueSet Starting = CueSet.Of("(kick-off|kickoff|kick off|workshop|start|starts|begin|begins|onboarding|go-live|go live|start call)");

    private static readonly CueSet NotUntil = CueSet.Of("(not|nothing|no) .6 (until|till) (we|i|the|after|then)", "(after|once|when) we have (moved|finished|closed|opened)");

    public static AskDay Plan(DraftFacts facts)
    {
        var today = facts.Today;
        var kind = facts.Request.Kind;
        if (facts.Deal.NextMeeting is { } meeting && DealFacts.DayOf(meeting) is var day && day > today && IsWorkingDay(day) && kind is not (DraftKind.ReEngage or DraftKind.HandOver))
            return new(day, AskBasis.Meeting);
        if (kind is DraftKind.HandOver or DraftKind.Welcome && Agreed(facts) is { } agreed)
            return agreed;
        if (Named(facts) is { } named)
            return named;
        if (facts.File.Snooze is { } wait && wait.Until > today)
            return new(WorkingDayFrom(wait.Until), AskBasis.Record);
        var far = kind == DraftKind.ReEngage ? NamedWithinDays : FarDays;
        if (facts.File.Deal.NextStepDue is { } due && due > today && due.DayNumber - today.DayNumber <= far)
            return new(WorkingDayFrom(due), AskBasis.Record);
        // A proposal is followed up within 72 hours (sales guides); the other spans are our choice.
        var days = kind switch
        {
            DraftKind.ProposalCover => 3,
            DraftKind.AfterMeeting => 3,
            DraftKind.ObjectionAnswer => 2,
            DraftKind.AfterSilence => facts.Deal.Unanswered.Count >= 3 ? 5 : 3,
            _ => 5,
        };
        var on = today;
        for (var i = 0; i < days; i++)
            on = WorkingDayFrom(on.AddDays(1));
        return new(on, AskBasis.Usual);
    }

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (day.Month, day.Day) is not ((12, 24) or (12, 25) or (12, 26) or (12, 31) or (1, 1));

    public static DateOnly WorkingDayFrom(DateOnly day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>"Tuesday, 24 March", with the year when it is not this one.</summary>
    public static string Say(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "dddd, d MMMM" : "dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The start of the work as it was named to the buyer or by the buyer, newest first.</summary>
    private static AskDay? Agreed(DraftFacts facts)
    {
        foreach (var said in facts.Said.Concat(facts.Records).OrderByDescending(s => s.Order))
        {
            if (!Starting.Matches(said.Sentence.Tokens))
                continue;
            var on = Dates.Find(said.Text.Text, said.Sentence, said.Text.Day).Where(d => d.From == d.To).Select(d => d.To).LastOrDefault();
            if (on > facts.Today && on.DayNumber - facts.Today.DayNumber <= NamedWithinDays && IsWorkingDay(on))
                return new(on, AskBasis.Record, said.Quote);
        }

        return null;
    }

    /// <summary>"Not until we have moved", with the day of the move in the same message.</summary>
    private static AskDay? AfterEvent(DraftFacts facts)
    {
        if (facts.ByBuyer.LastOrDefault()?.Text is not { } text || facts.ByBuyer.FirstOrDefault(s => s.Text == text && NotUntil.Matches(s.Sentence.Tokens)) is not { } wait)
            return null;
        foreach (var said in facts.ByBuyer.Where(s => s.Text == text))
        {
            var on = Dates.Find(text.Text, said.Sentence, text.Day).Select(d => d.To).DefaultIfEmpty().Max();
            if (on > facts.Today && on.DayNumber - facts.Today.DayNumber <= 366)
                return new(WorkingDayFrom(on.AddDays(3)), AskBasis.Buyer, wait.Quote);
        }

        return null;
    }

    private static AskDay? Named(DraftFacts facts)
    {
        var texts = facts.Texts.Texts.Where(t => t.At <= facts.Deal.Now && facts.Today.DayNumber - t.Day.DayNumber <= NamedWithinDays
            && t.Kind is ActivityKind.Email or ActivityKind.Call or ActivityKind.Meeting && (facts.IsAutomatic(t.Id) || facts.ExchangeOf(t.Id) is Exchange.Inbound or Exchange.TwoWay));
        if (facts.Request.Kind is DraftKind.ObjectionAnswer or DraftKind.AfterSilence && AfterEvent(facts) is { } after)
            return after;
        // A running exchange goes by its newest word; a parked deal by the newest that names a day.
        var newest = texts.Reverse().Take(facts.Request.Kind == DraftKind.ReEngage ? 20 : 2);
        foreach (var text in newest)
        {
            foreach (var utterance in text.Statements.Where(u => u.Side == Side.Buyer || facts.IsAutomatic(text.Id)).Reverse())
            {
                foreach (var sentence in utterance.Sentences.Reverse())
                {
                    if (Of(facts, text, utterance, sentence) is { } day)
                        return day;
                }
            }
        }

        return null;
    }

    private static AskDay? Of(DraftFacts facts, ReadActivity text, Utterance utterance, Sentence sentence)
    {
        var away = Away.Matches(sentence.Tokens);
        if (!away && !Talking.Matches(sentence.Tokens))
            return null;
        foreach (var date in Dates.Find(text.Text, sentence, text.Day))
        {
            if ((Statements.At(sentence, date.FirstToken, date.NextToken) & (StatementStatus.Negated | StatementStatus.Hypothetical)) == StatementStatus.Negated && !away)
                continue;
            var from = away && date.Bound != DateBound.In || date.Bound == DateBound.After ? date.To.AddDays(1) : date.From;
            if (date.Bound == DateBound.By && !away)
                from = date.To;
            var on = WorkingDayFrom(from);
            if (on > facts.Today && on.DayNumber - facts.Today.DayNumber <= 366)
                return new(on, AskBasis.Buyer, text.Quote(utterance, sentence));
        }

        return null;
    }
}
