using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;

namespace Agent.Core.Insight.Content;

/// <summary>What ties material to a situation, the strongest last.</summary>
internal enum FitKind
{
    Stage,
    Industry,
    Pain,
    Objection,
    Rival,
}

/// <summary>One thing that makes material fit.</summary>
/// <param name="Kind">What ties it.</param>
/// <param name="Why">In words, as a sentence.</param>
/// <param name="Evidence">The words that it answers; empty when it fits the record.</param>
/// <param name="Terms">Terms by which the passage is found.</param>
internal sealed record Fit(FitKind Kind, string Why, IReadOnlyList<Evidence> Evidence, IReadOnlySet<string> Terms);

/// <summary>
/// Decides what makes material fit. What the material says of its use binds: stages, industries and competitors that are named there
/// have to be those of the deal; a playbook on objections is for deals with one of them open.
/// </summary>
internal static class ContentFit
{
    // Fewer shared words are chance.
    private const int SharedWords = 3;

    // What businesses of any kind call themselves.
    private static readonly HashSet<string> Generic = TermsOf("logistics wholesale distribution retail trade manufacturing processing production industry services company import export e-commerce commerce online third party third-party goods products");

    private static readonly HashSet<string>[] Topics =
    [
        TermsOf("price pricing cost expensive discount budget"),
        TermsOf("timeline timing deadline schedule delivery"),
        TermsOf("missing feature functionality integration"),
        TermsOf("security privacy gdpr hosting cloud"),
        TermsOf("trust reference reliability reputation"),
        TermsOf("effort change adoption training migration switching"),
        TermsOf("contract terms liability commitment clause"),
    ];

    /// <summary>All that makes the material fit, the strongest first; empty when it does not.</summary>
    /// <param name="situation">The deal.</param>
    /// <param name="kind">What the material is.</param>
    /// <param name="title">Its title.</param>
    /// <param name="use">What it says of its use.</param>
    /// <param name="passages">Its passages; null to judge by title and use alone.</param>
    public static IReadOnlyList<Fit> Of(DealSituation situation, MaterialKind kind, string title, MaterialUse use, IReadOnlyList<CutPassage>? passages)
    {
        var rivals = situation.Rivals.Where(r => use.Competitors.Any(c => IsSame(c, r.Topic)) || (use.Competitors.Count == 0 && Contains(TextAnalyzer.NameWords(title), TextAnalyzer.NameWords(r.Topic)))).ToList();
        var objections = situation.Objections.Where(o => use.Objections.Count > 0 ? use.Objections.Any(e => IsSameTopic(e, o.Topic)) : Heads(title, passages).Any(h => IsAbout(h, o.Topic))).ToList();
        var inStage = use.Stages.Any(s => string.Equals(s.Trim(), situation.Stage, StringComparison.OrdinalIgnoreCase));
        var inIndustry = situation.Industry is { Length: > 0 } industry && use.Industries.Any(i => IsSameIndustry(i, industry));
        if ((use.Stages.Count > 0 && !inStage)
            || (use.Industries.Count > 0 && !inIndustry)
            || (use.Competitors.Count > 0 && rivals.Count == 0)
            || (kind == MaterialKind.BattleCard && rivals.Count == 0)
            || (kind == MaterialKind.CaseStudy && IsOn(situation.Account, title, passages))
            || (kind == MaterialKind.Playbook && use.Objections.Count > 0 && objections.Count == 0))
            return [];

        var what = ContentOffer.NameOf(kind).ToLowerInvariant();
        var fits = new List<Fit>();
        fits.AddRange(rivals.Select(r => new Fit(FitKind.Rival, $"{Named(r)}; this {what} is about {r.Topic}.", Words(r), TermsOf(r.Topic))));
        fits.AddRange(objections.Select(o => new Fit(FitKind.Objection, $"The objection on {o.Topic} of {Day(o)} is open; this {what} speaks to it.", Words(o), TopicOf(o.Topic))));
        if (kind == MaterialKind.CaseStudy && passages is not null && SharedPain(situation, passages) is { } pain)
            fits.Add(new(FitKind.Pain, $"{pain.Speaker ?? "The buyer"} speaks of the same trouble as this {what}.", [pain], TermsOf(pain.Quote)));
        if (kind == MaterialKind.CaseStudy && inIndustry)
            fits.Add(new(FitKind.Industry, $"The account is in {situation.Industry}; this {what} is from there.", [], TermsOf(situation.Industry!)));
        if (kind == MaterialKind.Playbook && inStage && use.Objections.Count == 0 && use.Competitors.Count == 0)
            fits.Add(new(FitKind.Stage, $"The deal is in {situation.Stage}; this {what} is for it.", [], TermsOf(situation.Stage)));
        return fits;
    }

    /// <summary>The distinct terms of a text.</summary>
    public static HashSet<string> TermsOf(string text) => [.. TextAnalyzer.Terms(text).Select(t => t.Value)];

    private static IEnumerable<string> Heads(string title, IReadOnlyList<CutPassage>? passages) => (passages ?? []).Select(p => p.Context).Prepend(title).Distinct();

    // A customer needs no story about itself.
    private static bool IsOn(string? account, string title, IReadOnlyList<CutPassage>? passages) =>
        account is { Length: > 0 } && (passages ?? []).Select(p => p.Text).Prepend(title).Any(t => Contains(TextAnalyzer.NameWords(t), TextAnalyzer.NameWords(account)));

    private static Evidence? SharedPain(DealSituation situation, IReadOnlyList<CutPassage> passages)
    {
        var said = passages.Select(p => TermsOf(p.Text)).ToList();
        return situation.Pains.FirstOrDefault(pain => TermsOf(pain.Quote) is var words && said.Exists(p => words.Count(p.Contains) >= SharedWords));
    }

    private static string Named(TextSignal rival) => rival.Evidence is { Side: Side.Buyer, Speaker: { } who }
        ? $"{who} named {rival.Topic} on {Day(rival)}"
        : $"{rival.Topic} came up on {Day(rival)}";

    private static string Day(TextSignal signal) => signal.On.ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<Evidence> Words(TextSignal signal) => signal.Evidence is { } words ? [words] : [];

    private static bool IsSame(string entry, string name)
    {
        var (a, b) = (TextAnalyzer.NameWords(entry), TextAnalyzer.NameWords(name));
        return Contains(a, b) || Contains(b, a);
    }

    private static bool Contains(IReadOnlyList<string> words, IReadOnlyList<string> part) =>
        part.Count > 0 && Enumerable.Range(0, Math.Max(0, words.Count - part.Count + 1)).Any(i => words.Skip(i).Take(part.Count).SequenceEqual(part));

    private static HashSet<string> TopicOf(string objection)
    {
        var terms = TermsOf(objection);
        return Topics.FirstOrDefault(t => t.Overlaps(terms)) ?? terms;
    }

    private static bool IsSameTopic(string entry, string objection) => TermsOf(entry).Overlaps(TopicOf(objection));

    // The first word of a topic is its name; the others are how people speak of it, and stand in many a heading.
    private static bool IsAbout(string heading, string objection) => TermsOf(objection) is { Count: > 0 } words && words.IsSubsetOf(TermsOf(heading));

    private static bool IsSameIndustry(string entry, string industry)
    {
        var (a, b) = (TermsOf(entry), TermsOf(industry));
        if (a.SetEquals(b))
            return a.Count > 0;
        var (fewer, more) = a.Count < b.Count ? (a, b) : (b, a);
        return fewer.IsSubsetOf(more) && fewer.Any(t => !Generic.Contains(t));
    }
}
