using System.Globalization;
using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Core.Agents.Offline;

/// <summary>Words what a tool returned, in Markdown, each statement with the label of its source.</summary>
public static class AnswerWriter
{
    internal const string WhichOne = "Which one do you mean?";
    internal const string DidYouMean = "Did you mean";

    internal const string Introduction =
        """
        I answer questions about your deals from what is in the deal store. For example:

        - What should I do next on Acme?
        - How is the Northwind renewal going?
        - Which deals are at risk?
        - My deals over 50k closing this month
        - What is our win rate by rep?
        - What did they say about pricing?
        - Who is the economic buyer at Acme?
        """;

    /// <summary>Words a tool's result; a failure is a text already.</summary>
    public static string Write(object? result) => result switch
    {
        AmbiguousName ambiguous => Write(ambiguous),
        UnknownName unknown => Write(unknown),
        NextStepResult next => WriteNext(next.Status) + ReportWriter.Write(next.Content),
        DealStatusResult status => WriteStatus(status),
        DealComparison comparison => ComparisonWriter.Write(comparison),
        NotCompared nothing => Plain(nothing.Reason),
        DealHealthList list => Write(list),
        DealList list => Write(list),
        DealFigures figures => FigureWriter.Write(figures),
        OwnerComparison owners => ComparisonWriter.Write(owners),
        TimelineResult timeline => TalkWriter.Write(timeline),
        AgendaResult agenda => TalkWriter.Write(agenda),
        PeopleResult people => Write(people),
        SearchResult search => TalkWriter.Write(search),
        MatterResult matter => TalkWriter.Write(matter),
        QualificationReport report => ReportWriter.Write(report),
        BriefReport report => ReportWriter.Write(report),
        SummaryReport report => ReportWriter.Write(report),
        DraftReport report => ReportWriter.Write(report),
        NothingToSummarize or NoDraft => $"{Plain(((ToolResult)result).Summary)}.",
        NoDealBrief none => ReportWriter.Write(none),
        FiledProposal filed => ChangeWriter.Write(filed),
        NotProposed refused => ChangeWriter.Write(refused),
        PendingProposals pending => ChangeWriter.Write(pending),
        UnknownFramework unknown => $"{Plain(unknown.Summary)}.",
        string failure => failure,
        _ => "The tool returned nothing that I can put into words.",
    };

    /// <summary>Words an assessment of a text that is in no store; quotes bear their place in it.</summary>
    public static string Write(Insight.Qualification.QualificationResult result, string title) => ReportWriter.Write(result, title, "", quote => Inv($"({quote.Start}-{quote.End})"));

    internal static string Ignored(IReadOnlyList<string> words) =>
        words.Count == 0 ? "" : $"\n\nI left out {Wording.List([.. words.Select(w => $"\"{Plain(w)}\"")])}: no owner, stage, product, account, industry or source is called that.";

    private static string Plain(string text) => PlainMarkdown.Of(text);

    private static string Write(AmbiguousName ambiguous)
    {
        if (ambiguous.Choices.Count == 0)
            return "Which deal do you mean? Name it or its account.";
        var lead = ambiguous.Phrase.Length == 0 ? "" : $"\"{Plain(ambiguous.Phrase)}\" fits {Wording.Count(ambiguous.Choices.Count, "deal")}. ";
        var lines = ambiguous.Choices.Select(c => $"- **{Plain(c.Name)}** · {Plain(c.Stage ?? "")}, {Wording.Money(c.Amount, c.Currency)}");
        return $"{lead}{WhichOne}\n\n{string.Join('\n', lines)}";
    }

    private static string Write(UnknownName unknown)
    {
        var lead = $"I find nothing called \"{Plain(unknown.Phrase)}\" among the deals that you can see.";
        return unknown.Nearest.Count == 0
            ? lead
            : $"{lead} {DidYouMean}\n\n{string.Join('\n', unknown.Nearest.Select(n => $"- **{Plain(n)}**"))}";
    }

    private static string WriteNext(DealStatusResult status)
    {
        var actions = status.Health.NextActions;
        var text = new StringBuilder();
        if (actions.Count == 0)
            return WriteStatus(status);
        if (status.Pending.Count > 0)
            text.Append(Inv($"**Decide first:** {Waiting(status)}\n\n"));
        text.Append(Inv($"**{Plain(actions[0].Title)}**{Due(actions[0], status.Today)}{Cite(status, actions[0].Activities)}\n\n"));
        text.Append(Inv($"{Plain(status.File.Deal.Name)}: {Plain(Sentence(LowerFirst(actions[0].Reason)))}{Cite(status, actions[0].Activities, always: true)}"));
        if (status.Health.Verdict is Verdict.Watch or Verdict.AtRisk or Verdict.Critical)
            text.Append(Inv($"\n\nThe deal is {Standing(status.Health)}"));
        if (status.File.Deal.NextStep is { Length: > 0 } step && !actions.Any(a => a.Title.Contains(step, StringComparison.Ordinal)))
            text.Append(Inv($"\n\nAgreed next step: {Plain(step)}{Due(status.File.Deal.NextStepDue, status.Today)}. [{status.DealSource}]"));
        if (status.Recent.FirstOrDefault(a => a.Item.Direction is Direction.Inbound or Direction.Both) is { } heard)
            text.Append(Inv($"\n\nLast heard from them {On(heard.Item, status.Today)}: {Plain(Title(heard.Item))}{Who(heard.Item)}. [{heard.Source}]"));
        if (actions.Count > 1)
        {
            text.Append("\n\nAfter that:\n");
            foreach (var action in actions.Skip(1).Take(3))
                text.Append(Inv($"\n- {Plain(action.Title)}{Due(action, status.Today)}: {Plain(LowerFirst(action.Reason).TrimEnd('.'))}{Cite(status, action.Activities)}"));
        }

        return text.ToString();
    }

    private static string WriteStatus(DealStatusResult status)
    {
        var (deal, health, today) = (status.File.Deal, status.Health, status.Today);
        var text = new StringBuilder();
        text.Append(Inv($"**{Plain(deal.Name)}** is {Standing(health)}\n\n"));
        text.Append(Inv($"- {Plain(status.File.Stage.Name)}{Since(deal.StageEnteredOn, today)}, {Wording.Money(deal.Amount, deal.Currency)}{Close(deal, today)}{Owner(status.File)} [{status.DealSource}]"));
        if (health.Win is { } win && deal.Status == DealStatus.Open)
            text.Append(Inv($"\n- Chance to win {Wording.Percent(Math.Round(win.Probability, 2))}: {Plain(LowerFirst(win.Fact))} [{status.DealSource}]{WinWriter.Details(win, status.DealSource)}"));
        foreach (var flag in health.Flags.Take(4))
            text.Append(Inv($"\n- {Plain(flag.Title)}: {Plain(LowerFirst(flag.Fact).TrimEnd('.'))}{Cite(status, flag.Activities)}"));
        if (deal.NextStep is { Length: > 0 } step)
            text.Append(Inv($"\n- Agreed next step: {Plain(step)}{Due(deal.NextStepDue, today)} [{status.DealSource}]"));
        if (status.Ahead is { } ahead)
            text.Append(Inv($"\n- Ahead: {Plain(Title(ahead.Item))} on {On(ahead.Item, today)} [{ahead.Source}]"));
        if (status.Recent is [var last, ..])
            text.Append(Inv($"\n- Last: {Plain(Title(last.Item))} {On(last.Item, today)} [{last.Source}]"));
        if (status.Pending.Count > 0)
            text.Append(Inv($"\n\nNext: decide what is proposed. {Waiting(status)}"));
        if (health.NextActions is [var next, ..])
            text.Append(Inv($"\n\n{(status.Pending.Count > 0 ? "After that" : "Next")}: {Plain(next.Title)}{Due(next, today)}.{Cite(status, next.Activities)}"));
        return text.ToString();
    }

    // What waits may change how the deal stands, so it is told before what to do.
    private static string Waiting(DealStatusResult status)
    {
        var (first, more) = (status.Pending[0], status.Pending.Count - 1);
        var others = more > 0 ? $" and {more} more {(more == 1 ? "waits" : "wait")}" : " waits";
        return $"{ChangeWriter.What(first.Change, first.Person)}{others} for approval in the inbox. [{status.DealSource}]";
    }

    private static string Write(DealHealthList list)
    {
        if (list.Checked == 0)
            return $"There are no {Plain(list.Title)}.{Ignored(list.Ignored)}";
        if (list.Total == 0)
            return $"There are no {Plain(list.Title)}; I looked at {Wording.Count(list.Checked, "deal")}.{Ignored(list.Ignored)}";

        var text = new StringBuilder();
        var shown = list.Total > list.Deals.Count ? Inv($" The first {list.Deals.Count}:") : "";
        text.Append(list.ByChance
            ? Inv($"{Wording.Count(list.Total, "deal")} ({Plain(list.Title)}).{shown}\n")
            : list.WantsNextStep
            ? Inv($"{Wording.Count(list.Total, "deal")} ({Plain(list.Title)}), most pressing first.{shown}\n")
            : Inv($"{Wording.Count(list.Total, "deal")} of {list.Checked:#,0} ({Plain(list.Title)}), worst first.{shown}\n"));
        if (list.ByOwner.Count > 0)
        {
            var currency = list.Deals.Select(d => d.Item.Currency).Distinct().ToList() is [var one] ? one : null;
            text.Append('\n').AppendJoin('\n', list.ByOwner.Select(o => $"- {(o.Owner is null ? "Nobody's" : $"**{Plain(o.Owner)}**")}: {Wording.Count(o.Count, "deal")}, {Wording.Money(o.Amount, currency)}")).Append('\n');
        }

        foreach (var (row, source) in list.Deals)
        {
            var what = list.ByChance
                ? row.Health.Win is { } win ? $"{Wording.Percent(Math.Round(win.Probability, 2))}, {Plain(LowerFirst(win.Fact).TrimEnd('.'))}" : "not estimated"
                : list.WantsNextStep && row.Health.NextActions is [var next, ..]
                ? $"{Plain(next.Title)}{Due(next, list.Today)} ({Plain(LowerFirst(next.Reason).TrimEnd('.'))})"
                : $"{Wording.Verdict(row.Health.Verdict)}, {Plain(LowerFirst(row.Health.Headline).TrimEnd('.'))}";
            text.Append(Inv($"\n- **{Plain(row.Name)}** ({Wording.Money(row.Amount, row.Currency)}, {Plain(row.Stage)}{(row.Owner is null ? "" : ", " + Plain(row.Owner))}): {what} [{source}]"));
            if (list.TellsNextStep && row.Health.NextActions is [var step, ..])
                text.Append(Inv($"\n  - Next: {Plain(step.Title)}{Due(step, list.Today)} [{source}]"));
        }

        return text + Ignored(list.Ignored);
    }

    private static string Write(DealList list)
    {
        if (list.Total == 0)
            return $"There are no {Plain(list.Filter)}.{Ignored(list.Ignored)}";
        var sums = list.Sums!;
        var sum = sums.OpenAmount + sums.WonAmount + sums.LostAmount;
        var currency = list.Deals.Select(d => d.Item.Currency).Distinct().ToList() is [var one] ? one : null;
        var text = new StringBuilder(Inv($"{Wording.Count(list.Total, "deal")} ({Plain(list.Filter)})"));
        text.Append(sums.WithoutAmount == list.Total ? ", none with an amount." : $", {Wording.Money(sum, currency)} in all.");
        if (sums.WithoutAmount > 0 && sums.WithoutAmount < list.Total)
            text.Append(Inv($" {sums.WithoutAmount:#,0} have no amount."));
        if (list.Total > list.Deals.Count)
            text.Append(Inv($" The first {list.Deals.Count}:"));
        text.Append('\n');
        foreach (var (deal, source) in list.Deals)
        {
            var close = deal.CloseDate is { } day ? Inv($", {(deal.Status == DealStatus.Open ? "closes" : "closed")} {day:d MMMM yyyy}") : "";
            text.Append(Inv($"\n- **{Plain(deal.Name)}** · {Wording.Money(deal.Amount, deal.Currency)}, {Plain(deal.Stage)}{close}{(deal.Owner is null ? "" : ", " + Plain(deal.Owner))} [{source}]"));
        }

        return text + Ignored(list.Ignored);
    }

    private static string Write(PeopleResult people)
    {
        var cite = people.Source is null ? "" : $" [{people.Source}]";
        if (people.People.Count == 0)
        {
            return people.Role is { } role
                ? $"No {Wording.Role(role)} is recorded for {Plain(people.About)}.{cite}"
                : $"No people are recorded for {Plain(people.About)}.{cite}";
        }

        var text = new StringBuilder(people.Role is { } asked ? $"The {Wording.Role(asked)} of {Plain(people.About)}:\n" : $"{Plain(people.About)}:\n");
        foreach (var (contact, role) in people.People.Take(15))
        {
            var title = contact.Title is null ? "" : $", {Plain(contact.Title)}";
            var part = people.Source is null && role is null ? "" : $" · {Wording.Role(role)}";
            var left = contact.LeftOn is { } day ? Inv($" · left on {day:d MMMM yyyy}") : "";
            var phone = contact.Phone is null ? "" : $" · {Plain(contact.Phone)}";
            var mail = contact.Email is null ? "" : $" · {Plain(contact.Email)}";
            text.Append(Inv($"\n- **{Plain(contact.Name)}**{title}{part}{left}{mail}{phone}{cite}"));
        }

        if (people.Role is null && people.Missing.Count > 0)
            text.Append(Inv($"\n\nNobody is recorded as {Wording.List([.. people.Missing.Select(m => Wording.Role(m))], "or")}."));
        return text.ToString();
    }

    private static string Cite(DealStatusResult status, IReadOnlyList<ActivityId> activities, bool always = false)
    {
        var labels = activities.Where(status.Labels.ContainsKey).Select(a => status.Labels[a]).Distinct().Take(3).ToList();
        return labels.Count > 0 ? " " + string.Concat(labels.Select(l => $"[{l}]")) : always || activities.Count == 0 ? $" [{status.DealSource}]" : "";
    }

    private static string Standing(DealHealth health)
    {
        var word = Wording.Verdict(health.Verdict);
        return Plain(health.Headline.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? Sentence(LowerFirst(health.Headline)) : $"{word}. {Sentence(health.Headline)}");
    }

    internal static string Title(ActivityHead activity) =>
        $"{(activity.Kind == ActivityKind.Email ? activity.Direction == Direction.Inbound ? "email from them" : "email from us" : activity.Kind.ToString().ToLowerInvariant())}"
        + (activity.Subject.Length == 0 ? "" : $" \"{activity.Subject}\"");

    internal static string Who(ActivityHead activity) =>
        activity.Participants.Count == 0 ? "" : $", {Wording.List([.. activity.Participants.Take(3).Select(p => Plain(p.Name.Length > 0 ? p.Name : p.Email ?? "unknown"))])}";

    internal static string On(ActivityHead activity, DateOnly today)
    {
        var day = DateOnly.FromDateTime(activity.At.UtcDateTime);
        return $"{Wording.Day(day, today)} ({Wording.Distance(day, today)})";
    }

    private static string Since(DateOnly? entered, DateOnly today) =>
        entered is { } day ? Inv($" for {Wording.Count(today.DayNumber - day.DayNumber, "day")}") : "";

    private static string Close(Deal deal, DateOnly today) => deal.CloseDate is not { } day ? ", no close date"
        : deal.Status == DealStatus.Open ? $", expected to close {Wording.Day(day, today)} ({Wording.Distance(day, today)})"
        : $", closed {Wording.Day(day, today)}{(deal.LossReason is null ? "" : $" ({Plain(deal.LossReason)})")}";

    private static string Owner(DealFile file) => file.Owner is null ? ", nobody's deal" : $", {Plain(file.Owner.Name)}";

    // A wait names its day itself: "Nothing to do until 1 December".
    private static string Due(NextAction action, DateOnly today) => action.Kind == NextActionKind.Wait ? "" : Due(action.DueOn, today);

    private static string Due(DateOnly? due, DateOnly today) => due is { } day ? $" by {Wording.Day(day, today)} ({Wording.Distance(day, today)})" : "";

    private static string Sentence(string text) => text.Length == 0 || text[^1] is '.' or '?' or '!' ? text : text + ".";

    // An abbreviation or a name at the beginning keeps its capitals.
    private static string LowerFirst(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) && !text.StartsWith("I ", StringComparison.Ordinal) && !StartsWithName(text)
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;

    private static bool StartsWithName(string text)
    {
        var words = text.Split(' ', 3);
        return words.Length > 1 && words[1].Length > 1 && char.IsUpper(words[1][0]) && char.IsLower(words[1][1]);
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
