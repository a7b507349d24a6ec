using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Signals;
using CriterionVerdict = Agent.Core.Insight.Qualification.Verdict;

namespace Agent.Core.Insight;

/// <summary>Reads out of a deal's texts what its health, its next step and its qualification are judged by.</summary>
public static class DealReadings
{
    /// <summary>Raised when the rules or the shape of a reading change: what an earlier version read is read again.</summary>
    public const int Version = 8;

    private static readonly CueSet PriceInSubject = CueSet.Of("(price|prices|pricing|quote|quotation|offer|proposal|budget|cost|costs|commercials|angebot|preis|preise)");

    /// <summary>Reads a deal. Every quote is an exact span of its activity's text.</summary>
    /// <param name="texts">The deal and its texts.</param>
    /// <param name="settings">What the team tells the reading.</param>
    /// <param name="today">The day of the reading: what was said nowhere, such as an open criterion, is of this day.</param>
    public static DealReading Read(DealTexts texts, InsightSettings settings, DateOnly today)
    {
        if (texts.Texts.Count == 0)
            return DealReading.Empty;
        var (file, talk) = (texts.File, new Conversation(texts.Texts));
        var qualification = Qualifier.Assess(settings.Framework, texts.Texts, settings.Prices, settings.Delivery, today, file.Account, settings.Competitors, file.Stakeholders);
        var rivals = RivalReader.Read(talk, settings.Competitors.Count > 0 ? new(settings.Competitors) : null, OwnNames(texts, settings));
        var names = rivals.Select(r => r.Topic).Concat(settings.Competitors).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var withBuyer = talk.Lines.Any(l => l.Said.ByBuyer);
        var now = texts.Texts.Max(t => t.At);
        List<TextSignal> signals =
        [
            .. ObjectionReader.Read(talk, names),
            .. rivals,
            .. NewsReader.ReadCompany(talk),
            .. NewsReader.ReadPeople(talk, file),
            .. withBuyer && AreAllTalksWritten(texts, now) && !IsPriceDiscussed(talk, file) ? [new TextSignal(TextSignalKind.PriceNotDiscussed, "price", today)] : Array.Empty<TextSignal>(),
            .. withBuyer ? Gaps(qualification, today) : [],
            .. qualification.ContradictedPromises.Select(p => new TextSignal(TextSignalKind.BrokenPromise, p.About, DateOnly.FromDateTime(p.Promise.At.UtcDateTime), p.Promise) { Fact = p.Fact }),
        ];
        return new()
        {
            Signals = [.. signals.OrderByDescending(s => s.On).Take(DealReading.MaxEntries)],
            Promises = [.. PromiseKeeping.Decide(talk, PromiseReader.Read(talk), file).Take(DealReading.MaxEntries)],
            Qualification = qualification,
        };
    }

    private static IEnumerable<TextSignal> Gaps(QualificationResult qualification, DateOnly today) => qualification.Criteria
        .Where(c => c.Verdict is CriterionVerdict.NotMet or CriterionVerdict.Unknown)
        .Select(c => new TextSignal(TextSignalKind.QualificationGap, c.Criterion, today, c is { Verdict: CriterionVerdict.NotMet, Against: [var against, ..] } ? against : null));

    /// <summary>A talk whose words nobody wrote down may well have been about the price.</summary>
    private static bool AreAllTalksWritten(DealTexts texts, DateTimeOffset until)
    {
        var written = texts.Texts.Where(t => t.Statements.Any(u => u.Sentences.Count > 0)).Select(t => t.Id).ToHashSet();
        return texts.File.Activities.All(a => a.At > until || a.Kind is not (ActivityKind.Call or ActivityKind.Meeting or ActivityKind.Document) || written.Contains(a.Id));
    }

    private static bool IsPriceDiscussed(Conversation talk, DealFile file) =>
        talk.Lines.Any(l => (l.Subjects & Subjects.Price) != 0 || l.Tokens.Any(t => t.Norm is "$" or "€" or "£" or "eur" or "usd" or "chf" or "gbp" or "pay" or "spend"))
        || talk.Lines.Any(l => l.Tokens.Any(t => t.Kind == TokenKind.Number) && Amounts.Find(l.Said.Text.Text, l.Said.Sentence).Count > 0)
        || file.Activities.Any(a => PriceInSubject.Matches(Tokenizer.Read(a.Subject, 0, a.Subject.Length)));

    /// <summary>Names that are no competitors: the people, the account, what we sell and who we are.</summary>
    private static HashSet<string> OwnNames(DealTexts texts, InsightSettings settings)
    {
        var file = texts.File;
        var people = file.Stakeholders.Select(s => s.Contact.Name)
            .Concat(texts.Texts.SelectMany(t => t.Utterances).Select(u => u.Speaker).OfType<string>())
            .Append(file.Owner?.Name).OfType<string>().ToList();
        var mail = file.Owner?.Email is { } email && email.IndexOf('@') is >= 0 and var at ? email[(at + 1)..].Split('.')[0] : null;
        var names = people.Concat(people.Select(p => p.Split(' ')[0]))
            .Concat(settings.Prices?.Entries.SelectMany(e => new[] { e.Product, e.Product.Split(' ')[0] }) ?? [])
            .Concat(new[] { file.Account?.Name, file.Account?.Name.Split(' ')[0], mail }.OfType<string>());
        return names.Where(n => n.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
