using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Insight.Content;

/// <summary>
/// Picks the material for the moment: what fits a deal's rivals, open objections, pains, industry or stage, in this order, with the
/// passage that makes it fit. Where nothing fits, nothing is offered.
/// </summary>
public static class ContentOffers
{
    /// <summary>The most offers: one is read, a list is not.</summary>
    public const int Most = 2;

    private const double OfReason = 2;
    private const double OfPain = 1;
    private const double OfObjection = 0.5;

    // A heading says what its passages are about, yet the words themselves say more.
    private const double InContext = 0.5;

    /// <summary>True for kinds that are offered. Prices are no answer for the moment, and templates are for writing.</summary>
    public static bool IsOffered(MaterialKind kind) => kind is MaterialKind.Playbook or MaterialKind.BattleCard or MaterialKind.CaseStudy;

    /// <summary>The material that fits by its title and by what it says of its use, the strongest first.</summary>
    public static IReadOnlyList<MaterialId> Plausible(DealSituation situation, IEnumerable<MaterialHead> heads) =>
    [
        .. heads.Where(h => IsOffered(h.Kind))
            .Select(h => (h.Id, Fits: ContentFit.Of(situation, h.Kind, h.Title, h.Use, null)))
            .Where(h => h.Fits.Count > 0)
            .OrderByDescending(h => h.Fits[0].Kind).ThenByDescending(h => h.Fits.Count)
            .Select(h => h.Id),
    ];

    /// <summary>The material to offer, best first, at most <see cref="Most"/>.</summary>
    /// <param name="situation">The deal.</param>
    /// <param name="candidates">Material in sight of whoever it is offered to, of any kind.</param>
    public static IReadOnlyList<ContentOffer> For(DealSituation situation, IReadOnlyList<Material> candidates)
    {
        var fitting = candidates
            .Where(m => IsOffered(m.Kind))
            .Select(m => (Material: m, Passages: PassageCutter.CutDocument(m.Title, m.Text)))
            .Where(m => m.Passages.Count > 0)
            .Select(m => (m.Material, m.Passages, Fits: ContentFit.Of(situation, m.Material.Kind, m.Material.Title, m.Material.Use, m.Passages)))
            .Where(m => m.Fits.Count > 0)
            .OrderByDescending(m => m.Fits[0].Kind)
            .ThenBy(m => Age(situation, m.Fits[0]))
            .ThenByDescending(m => m.Fits.Count)
            .ThenByDescending(m => m.Material.ChangedAt)
            .ToList();
        if (fitting.Count == 0)
            return [];

        // Another need of the deal comes before a second piece on the same; two pieces on one thing say it twice.
        var first = fitting[0];
        var rest = fitting.Skip(1).Where(m => m.Fits[0].Why != first.Fits[0].Why && !SameNeed(m.Fits[0], first.Fits[0])).ToList();
        var others = rest.Where(m => m.Fits[0].Kind != first.Fits[0].Kind).Concat(rest.Where(m => m.Fits[0].Kind == first.Fits[0].Kind));
        return [.. others.Take(Most - 1).Prepend(first).Select(m => Offer(situation, m.Material, m.Passages, m.Fits))];
    }

    private static bool SameNeed(Fit a, Fit b) => a.Kind == b.Kind && a.Terms.SetEquals(b.Terms);

    private static int Age(DealSituation situation, Fit fit)
    {
        var signals = fit.Kind == FitKind.Rival ? situation.Rivals : situation.Objections;
        var at = signals.TakeWhile(s => s.Evidence is null || !fit.Evidence.Contains(s.Evidence)).Count();
        return at;
    }

    private static ContentOffer Offer(DealSituation situation, Material material, IReadOnlyList<CutPassage> passages, IReadOnlyList<Fit> fits)
    {
        var weights = Weights(situation, fits);
        var best = passages.MaxBy(p => Worth(p.Text, weights) + (InContext * Worth(p.Context, weights)))!;
        var (start, length) = PassagePicker.Quote(material.Text, best.Start, best.Length, weights, transcript: false);
        while (length > 1 && material.Text[start] is '-' or '*' or '>' or ' ')
            (start, length) = (start + 1, length - 1);
        return new(material.Id, material.Title, material.Kind, fits[0].Why, start, material.Text.Substring(start, length), fits[0].Evidence);
    }

    private static Dictionary<string, double> Weights(DealSituation situation, IReadOnlyList<Fit> fits)
    {
        var weights = new Dictionary<string, double>();
        Add(fits.SelectMany(f => f.Terms), OfReason);
        Add(situation.Pains.SelectMany(p => ContentFit.TermsOf(p.Quote)), OfPain);
        Add(situation.Objections.Select(o => o.Evidence).OfType<Reading.Evidence>().SelectMany(e => ContentFit.TermsOf(e.Quote)), OfObjection);
        return weights;

        void Add(IEnumerable<string> terms, double weight)
        {
            foreach (var term in terms)
                weights[term] = Math.Max(weight, weights.GetValueOrDefault(term));
        }
    }

    private static double Worth(string text, Dictionary<string, double> weights) => ContentFit.TermsOf(text).Sum(t => weights.GetValueOrDefault(t));
}
