using System.Globalization;
using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Agents.Offline;

/// <summary>Words what was read out of a deal's texts.</summary>
internal static class ReportWriter
{
    // A quote or two show what a verdict stands on; the page has all of them.
    private const int ShownQuotes = 2;
    private const int ShownContacts = 8;

    public static string Write(QualificationReport report) =>
        Write(report.Result, report.File.Deal.Name, $" [{report.DealSource}]", quote => report.Labels.TryGetValue(quote, out var label) ? $"[{label}]" : null);

    public static string Write(QualificationResult result, string title, string titleMark, Func<Evidence, string?> mark)
    {
        var text = new StringBuilder();
        text.Append(Inv($"**{PlainMarkdown.Of(title)}** against {PlainMarkdown.Of(result.Framework)}: {result.Score} of 100, and {result.Known} of 100 is known. A proposal until somebody accepts it.{titleMark}\n"));
        foreach (var criterion in result.Criteria)
        {
            text.Append(Inv($"\n- **{PlainMarkdown.Of(criterion.Criterion)}**: {Word(criterion.Verdict)}"));
            if (criterion.Facts.Count > 0)
                text.Append(Inv($". {PlainMarkdown.Of(string.Join(' ', criterion.Facts))}"));
            foreach (var quote in criterion.Evidence.Where(q => mark(q) is not null).Take(ShownQuotes))
                text.Append(Inv($"\n  - {Quote(quote)} {mark(quote)}"));
            foreach (var change in criterion.Changes.Where(c => mark(c.After) is not null).TakeLast(1))
                text.Append(Inv($"\n  - Said before: {Quote(change.Before)}"));
            if (criterion.Question is { } question)
                text.Append(Inv($"\n  - To find out: {PlainMarkdown.Of(criterion.Missing ?? "")}. Ask: \"{PlainMarkdown.Of(question)}\""));
        }

        if (result.ContradictedPromises.Count > 0)
            text.Append("\n\nPromised, but contradicted by the price book or the delivery policy:\n");
        foreach (var promise in result.ContradictedPromises.Where(p => mark(p.Promise) is not null))
            text.Append(Inv($"\n- {Quote(promise.Promise)} {PlainMarkdown.Of(promise.Fact)} {mark(promise.Promise)}"));
        return text.ToString();
    }

    public static string Write(BriefReport report) => BriefWriter.Markdown(report.Brief, line => Cite(report, line));

    public static string Write(SummaryReport report) =>
        Inv($"# {PlainMarkdown.Of(report.File.Deal.Name)}\n\n") + SummaryWriter.Write(report.Content, quote => report.Labels.GetValueOrDefault(quote, ""));

    public static string Write(DraftReport report)
    {
        var (draft, text) = (report.Draft, new StringBuilder());
        var to = draft.To.Name is null ? "nobody on record" : $"{draft.To.Name}{(draft.To.Email is null ? ", no address on record" : $" <{draft.To.Email}>")}";
        text.Append(Inv($"A draft for you to look over; nothing is sent.\n\n**To:** {PlainMarkdown.Of(to)}  \n**Subject:** {PlainMarkdown.Of(draft.Subject)}\n"));
        foreach (var line in draft.Body.Split('\n'))
            text.Append(line.Length == 0 ? "\n>" : Inv($"\n> {PlainMarkdown.Of(line)}  "));
        if (draft.Gaps.Count > 0)
            text.Append("\n\nTo fill in or to check:\n");
        foreach (var gap in draft.Gaps)
            text.Append(Inv($"\n- {PlainMarkdown.Of(gap)}"));
        if (report.Content.Count > 0)
            text.Append("\n\nMaterial that fits:\n");
        foreach (var content in report.Content)
            text.Append(Inv($"\n- {(content.Offer.MayBeSent ? "To attach, if it helps" : "For you, not to be sent")}: {Say(content)}"));
        var based = draft.Sources.Where(s => s.Evidence is null ? s.Record is not null : report.Labels.ContainsKey(s.Evidence)).ToList();
        if (based.Count > 0)
            text.Append("\n\nWhat it stands on:\n");
        foreach (var source in based)
            text.Append(Inv($"\n- {PlainMarkdown.Of(source.Sentence)} [{(source.Evidence is { } quote ? report.Labels[quote] : report.DealSource)}]"));
        return text.ToString();
    }

    /// <summary>What is worth having at hand for a next step, or nothing.</summary>
    public static string Write(IReadOnlyList<OfferedContent> content) =>
        content.Count == 0 ? "" : $"\n\nTo have at hand:\n{string.Concat(content.Select(c => $"\n- {Say(c)}"))}";

    private static string Say(OfferedContent content) =>
        $"{PlainMarkdown.Of(content.Offer.Name)}: {PlainMarkdown.Of(content.Offer.Why)} {string.Concat(content.Because.Select(l => $"[{l}]"))} It says: \"{PlainMarkdown.Of(content.Offer.Quote.Trim())}\" [{content.Source}]";

    public static string Write(NoDealBrief none)
    {
        var text = new StringBuilder(Inv($"{PlainMarkdown.Of(none.Account)} has no deal that you can see, so there is no brief of one."));
        text.Append(none.Contacts.Count == 0 ? " No contact is on record either." : " People on record:\n");
        foreach (var contact in none.Contacts.Take(ShownContacts))
            text.Append(Inv($"\n- **{PlainMarkdown.Of(contact.Name)}**{(contact.Title is null ? "" : $", {PlainMarkdown.Of(contact.Title)}")}{(contact.LeftOn is { } day ? $", left on {day:d MMMM yyyy}" : "")}"));
        return text.ToString();
    }

    private static string Cite(BriefReport report, BriefLine line)
    {
        if (line.Offer is { } offer && report.Content.FirstOrDefault(c => c.Offer == offer) is { } content)
            return " " + string.Concat(content.Because.Append(content.Source).Select(l => $"[{l}]"));
        if (line.Quote is { } quote && report.Quotes.TryGetValue(quote, out var label))
            return $" [{label}]";
        var labels = line.Activities.Where(report.Labels.ContainsKey).Select(a => report.Labels[a]).Distinct().Take(3).ToList();
        return labels.Count > 0 ? " " + string.Concat(labels.Select(l => $"[{l}]")) : line.Activities.Count == 0 ? $" [{report.DealSource}]" : "";
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Partly => "partly met",
        Verdict.NotMet => "not met",
        _ => "unknown",
    };

    private static string Quote(Evidence evidence) =>
        $"{(evidence.Speaker is null ? "" : $"{PlainMarkdown.Of(evidence.Speaker)}: ")}\"{PlainMarkdown.Of(evidence.Quote.Trim())}\"";

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
