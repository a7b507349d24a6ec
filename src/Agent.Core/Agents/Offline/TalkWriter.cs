using System.Globalization;
using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Offline;

/// <summary>Words what happened, what is planned and what was said.</summary>
internal static class TalkWriter
{
    public static string Write(TimelineResult timeline)
    {
        var text = new StringBuilder();
        var kinds = timeline.Kind is { } kind ? Kind(kind, timeline.Total) : timeline.Total == 1 ? "activity" : "activities";
        if (timeline.Counts || (timeline.Kind is not null && timeline.Total > 0))
            text.Append(Inv($"{(timeline.IsCut ? "At least " : "")}{timeline.Total:#,0} {kinds} {Plain(timeline.About)}").TrimEnd());
        else if (timeline.Total == 0)
            text.Append((timeline.Kind is null ? Inv($"Nothing happened {Plain(timeline.About)}") : Inv($"There are no {kinds} {Plain(timeline.About)}")).TrimEnd());
        else
            text.Append(Inv($"The latest {Plain(timeline.About)}"));
        text.Append(timeline.Total == 0 ? "." : timeline.Total > timeline.Activities.Count && (timeline.Counts || timeline.Kind is not null) ? Inv($". The latest {timeline.Activities.Count}:\n") : ":\n");
        foreach (var (activity, source) in timeline.Activities)
            text.Append(Inv($"\n- {AnswerWriter.On(activity, timeline.Today)}: {Plain(AnswerWriter.Title(activity))}{AnswerWriter.Who(activity)} [{source}]"));
        if (timeline.Ahead.Count > 0)
        {
            text.Append("\n\nPlanned:\n");
            foreach (var (activity, source) in timeline.Ahead)
                text.Append(Inv($"\n- {AnswerWriter.On(activity, timeline.Today)}: {Plain(AnswerWriter.Title(activity))} [{source}]"));
        }

        return text.ToString();
    }

    public static string Write(AgendaResult agenda)
    {
        var day = agenda.From ?? agenda.Today;
        var when = !agenda.HasEnd ? "" : day == agenda.Until ? $" on {Wording.Day(day, agenda.Today)}" : $" until {Wording.Day(agenda.Until, agenda.Today)}";
        if (agenda.Total == 0)
            return Inv($"No meeting or call {agenda.About} is planned{when}{(agenda.HasEnd ? "" : $" until {Wording.Day(agenda.Until, agenda.Today)}")}.");
        var text = new StringBuilder(Inv($"{agenda.Total} meeting{(agenda.Total == 1 ? " or call" : "s and calls")} {Plain(agenda.About)} {(agenda.Total == 1 ? "is" : "are")} planned{when}"));
        text.Append(agenda.Total > agenda.Activities.Count ? Inv($". The first {agenda.Activities.Count}:\n") : ":\n");
        foreach (var (activity, source) in agenda.Activities)
        {
            var deal = activity.DealId is { } id && agenda.Deals.TryGetValue(id, out var name) && name.Length > 0 ? $" (**{Plain(name)}**)" : "";
            text.Append(Inv($"\n- {AnswerWriter.On(activity, agenda.Today)}: {Plain(AnswerWriter.Title(activity))}{AnswerWriter.Who(activity)}{deal} [{source}]"));
        }

        return text.Append("\n\nAsk for a brief on one of these deals to prepare.").ToString();
    }

    public static string Write(SearchResult search)
    {
        var by = search.Speaker is not null ? $" by {Plain(search.Speaker)}" : search.ByBuyer && search.Where is not null ? $" by {Plain(search.Where)}" : "";
        var where = (search.Where is null || search.ByBuyer ? "" : $" in {Plain(search.Where)}") + by + (search.When is null ? "" : $" {search.When}");
        // "What did Laura say in May" asks for whatever she said then.
        var (nothing, found) = search.Query.Length == 0 ? ("I find no words", "What was said") : ($"I find nothing about \"{Plain(search.Query)}\"", $"What I find about \"{Plain(search.Query)}\"");
        if (search.Passages.Count == 0)
            return $"{nothing}{where} in calls, emails and notes.";
        var text = new StringBuilder(search.ByOthers || search.AtOtherTimes
            ? $"{nothing}{where}. What {(search.ByOthers ? "others said" : "was said")}{(search.AtOtherTimes ? " at other times" : "")}:\n"
            : $"{found}{where}:\n");
        foreach (var (passage, source) in search.Passages)
        {
            var deal = search.Where is null && passage.Deal is not null ? $" ({Plain(passage.Deal)})" : "";
            var who = passage.MaterialId is not null ? $"Our own material, \"{Plain(passage.Subject)}\"" : Inv($"{(passage.Speaker is null ? "" : Plain(passage.Speaker) + ", ")}{passage.At:d MMMM yyyy}{deal}");
            text.Append(Inv($"\n- {who}: \"{Plain(passage.Quote.Trim())}\" [{source}]"));
        }

        return text.ToString();
    }

    public static string Write(MatterResult result)
    {
        var (one, many) = result.Matter switch
        {
            SpokenMatter.Objections => ("objection", "objections"),
            SpokenMatter.Competitors => ("competitor", "competitors"),
            SpokenMatter.OurPromises => ("promise of ours", "promises of ours"),
            _ => ("promise of theirs", "promises of theirs"),
        };
        var where = result.Where is null ? $" in the texts of {Wording.Count(result.Checked, "open deal")}" : $" in the texts of {Plain(result.Where)}";
        if (result.Total == 0)
            return $"I read no {one}{where}.";
        var text = new StringBuilder(Inv($"I read {result.Total} {(result.Total == 1 ? one : many)}{where}"));
        text.Append(result.Total > result.Found.Count ? Inv($". The first {result.Found.Count}:\n") : ":\n");
        foreach (var (matter, source) in result.Found)
        {
            var topic = matter.Topic.Length == 0 ? "" : $"**{Plain(matter.Topic)}**: ";
            var due = matter.DueOn is { } day ? $", due {Wording.Day(day, result.Today)}" : "";
            var settled = matter.IsSettled ? result.Matter is SpokenMatter.OurPromises or SpokenMatter.TheirPromises ? " (done)" : " (settled)" : "";
            var deal = result.Where is null && matter.Words.Deal is { } name ? $" ({Plain(name)})" : "";
            text.Append(Inv($"\n- {topic}{(matter.Words.Speaker is null ? "" : Plain(matter.Words.Speaker) + ", ")}{matter.Words.At:d MMMM yyyy}{deal}{due}{settled}: \"{Plain(matter.Words.Quote.Trim())}\" [{source}]"));
        }

        return text.ToString();
    }

    private static string Kind(ActivityKind kind, int count) => kind switch
    {
        ActivityKind.Email => count == 1 ? "email" : "emails",
        ActivityKind.Call => count == 1 ? "call" : "calls",
        ActivityKind.Meeting => count == 1 ? "meeting" : "meetings",
        ActivityKind.Note => count == 1 ? "note" : "notes",
        _ => count == 1 ? "document" : "documents",
    };

    private static string Plain(string text) => PlainMarkdown.Of(text);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
