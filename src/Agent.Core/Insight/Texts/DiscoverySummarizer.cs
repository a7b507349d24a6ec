using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Signals;

namespace Agent.Core.Insight.Texts;

/// <summary>
/// Summarizes calls, notes and emails in the speakers' own words. Nothing is made up: every line is a cleaned stretch of one
/// sentence and carries it as evidence, and what was not said is not there.
/// </summary>
public static class DiscoverySummarizer
{
    /// <summary>Lines that share more of their words than this say the same.</summary>
    private const double Same = 0.75;

    /// <summary>Summarizes all texts of a deal.</summary>
    /// <param name="texts">The deal with its texts.</param>
    /// <param name="settings">What the team tells the reading of its deals: the competitors by name.</param>
    /// <param name="template">The template; null for <see cref="SummaryTemplate.Discovery"/>.</param>
    public static DiscoverySummary Summarize(DealTexts texts, InsightSettings settings, SummaryTemplate? template = null) =>
        Summarize(texts.Texts, template, settings.Competitors, texts.File.Owner is { } owner ? [owner.Name] : []);

    /// <summary>Summarizes texts, such as one call.</summary>
    /// <param name="texts">The texts, in any order; where they disagree, the newest is right.</param>
    /// <param name="template">The template; null for <see cref="SummaryTemplate.Discovery"/>.</param>
    /// <param name="competitors">Names of competitors, beside those that the talk itself reveals.</param>
    /// <param name="us">Names of us who sell, for notes that name who does what.</param>
    public static DiscoverySummary Summarize(
        IReadOnlyList<ReadActivity> texts, SummaryTemplate? template = null, IReadOnlyCollection<string>? competitors = null, IReadOnlyCollection<string>? us = null)
    {
        template ??= SummaryTemplate.Discovery;
        var talk = new SummaryTalk(texts, template, us ?? []);
        var sorted = new StatementSorter(template, talk, competitors ?? []).Sort(talk.All);
        AddObjectionsOnRecord(sorted, talk, texts, competitors ?? []);
        var sections = new List<SummarySection>(template.Sections.Count);
        foreach (var section in template.Sections)
        {
            var lines = section.Reader switch
            {
                SectionReader.Actions => Actions(talk, section.MaxLines),
                SectionReader.OpenQuestions => Lines(OpenQuestions.Find(talk), section.MaxLines, Line),
                SectionReader.Objections => Lines(sorted[section], section.MaxLines, c => Objection(talk, c)),
                SectionReader.Budget => Lines(Newest(sorted[section]), section.MaxLines, Line),
                _ => Lines(sorted[section], section.MaxLines, Line),
            };
            sections.Add(new(section.Key, section.Title, section.Question, lines));
        }

        return new(template.Name, MeetingAbstract.Of(texts, new() { MaxSentences = template.InShort }), sections);
    }

    /// <summary>What marks a deal at risk as an objection stands among the objections of its summary too.</summary>
    private static void AddObjectionsOnRecord(Dictionary<TemplateSection, List<Candidate>> sorted, SummaryTalk talk, IReadOnlyList<ReadActivity> texts, IReadOnlyCollection<string> competitors)
    {
        if (sorted.Keys.FirstOrDefault(s => s.Reader == SectionReader.Objections) is not { } section)
            return;
        const double surely = 0.8;
        var places = talk.All.GroupBy(s => (s.Said.Text.Id, s.Sentence.Start)).ToDictionary(g => g.Key, g => g.First());
        foreach (var signal in ObjectionReader.Read(new(texts), competitors))
        {
            if (signal.Evidence is { } words && places.TryGetValue((words.ActivityId, words.Start), out var spoken) && StatementSorter.MayCount(spoken) && !sorted[section].Exists(c => c.Spoken == spoken))
                sorted[section].Add(new(spoken, surely, 0));
        }

        sorted[section].Sort((a, b) => a.Spoken.Index.CompareTo(b.Spoken.Index));
    }

    private static List<SummaryLine> Lines(List<Candidate> candidates, int most, Func<Candidate, SummaryLine?> write)
    {
        var chosen = new List<(Candidate Candidate, SummaryLine Line)>();
        // Of two that say the same the later one counts when it is as sure.
        foreach (var candidate in candidates.OrderByDescending(c => Math.Round(c.Score, 1)).ThenByDescending(c => c.Score).ThenByDescending(c => c.Spoken.Said.Order))
        {
            if (chosen.Count == most)
                break;
            if (!chosen.Exists(c => IsSame(c.Candidate.Spoken, candidate.Spoken)) && write(candidate) is { } line)
                chosen.Add((candidate, line));
        }

        return [.. chosen.OrderBy(c => c.Candidate.Spoken.Said.Order).Select(c => c.Line)];
    }

    private static bool IsSame(SpokenSentence a, SpokenSentence b) => a.Terms.Count >= 2 && b.Terms.Count >= 2 && Terms.Overlap(a.Terms, b.Terms) > Same;

    private static SummaryLine? Line(Candidate candidate)
    {
        var spoken = candidate.Spoken;
        var (start, end) = Clauses.Around(spoken.Sentence, candidate.Focus);
        start = Math.Max(start, spoken.From);
        if (start >= end)
            return null;
        var evidence = spoken.Said.Text.Quote(spoken.Said.Utterance, start, end);
        var text = SpokenText.Clean(evidence.Quote);
        if (text.Length == 0)
            return null;
        if (end < spoken.Sentence.End)
            text += " …";
        if (start > Math.Max(spoken.From, spoken.Sentence.Start))
            text = "… " + text;
        var former = spoken.Replaces;
        return new(text, evidence) { Former = former is null ? null : new(SpokenText.Clean(former.Said.Quote.Quote), former.Said.Quote) };
    }

    private static SummaryLine? Objection(SummaryTalk talk, Candidate candidate)
    {
        if (Line(candidate) is not { } line)
            return null;
        var answer = Replies.To(talk, candidate.Spoken.Index);
        return line with { Answered = answer is not null, Answer = answer };
    }

    private static List<SummaryLine> Actions(SummaryTalk talk, int most)
    {
        var chosen = new List<(AgreedAction Action, SummaryLine Line)>();
        // The last ones of a talk are the ones that were agreed.
        foreach (var action in ActionReader.Find(talk).OrderByDescending(a => a.DueOn is not null).ThenByDescending(a => a.Spoken.Said.Order))
        {
            if (chosen.Count == most)
                break;
            if (chosen.Exists(c => IsSame(c.Action.Spoken, action.Spoken) && c.Action.Owner?.Side == action.Owner?.Side))
                continue;
            if (Line(new(action.Spoken, 1, action.Focus)) is { } line)
                chosen.Add((action, line with { Owner = action.Owner, DueOn = action.DueOn }));
        }

        return [.. chosen.OrderBy(c => c.Action.Spoken.Said.Order).Select(c => c.Line)];
    }

    /// <summary>Of several amounts the newest counts; the one before it is named with it.</summary>
    private static List<Candidate> Newest(List<Candidate> budgets)
    {
        var amounts = budgets.Select(b => (b, Money: Amounts.Find(b.Spoken.Said.Text.Text, b.Spoken.Sentence, ofMoney: true))).Where(b => b.Money.Count > 0).ToList();
        if (amounts.Count < 2)
            return budgets;
        var last = amounts[^1];
        foreach (var (former, money) in amounts.SkipLast(1).Reverse())
        {
            // Another text that names another amount, or words that take the first one back, replace it; two amounts in one breath do not.
            var takesBack = former.Spoken.Said.Text != last.b.Spoken.Said.Text || (Statements.OfSentence(last.b.Spoken.Sentence) & StatementStatus.Correction) != 0;
            if (!takesBack || !SummaryTalk.MaySupersede(last.b.Spoken, former.Spoken) || money.Any(m => last.Money.Any(l => l.High == m.High)))
                continue;
            last.b.Spoken.Replaces ??= former.Spoken;
            former.Spoken.ReplacedBy = last.b.Spoken;
        }

        return budgets.FindAll(b => b.Spoken.ReplacedBy is null);
    }
}
