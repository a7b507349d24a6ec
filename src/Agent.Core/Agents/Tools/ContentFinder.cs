using Agent.Core.Deals;
using Agent.Core.Insight.Content;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>Material that fits a deal, with the labels of what that stands on.</summary>
/// <param name="Offer">The material.</param>
/// <param name="Source">Label of its passage.</param>
/// <param name="Because">Labels of the words that it answers, or of the deal's record.</param>
public sealed record OfferedContent(ContentOffer Offer, string Source, IReadOnlyList<string> Because);

/// <summary>Finds the team's material that fits a deal, within the sight of whoever asks.</summary>
/// <param name="context">The turn.</param>
public sealed class ContentFinder(TurnContext context)
{
    // Each is read whole to find its passage.
    private const int MostRead = 8;
    private const int MostHits = 10;

    /// <summary>The material to offer on a deal; empty when nothing fits.</summary>
    public async Task<IReadOnlyList<OfferedContent>> FindAsync(DealFile file, CancellationToken ct)
    {
        if (DealSituation.Of(file, context.Now) is not { } situation)
            return [];
        var heads = (await context.Reader.ListMaterialsAsync(ct)).Where(h => ContentOffers.IsOffered(h.Kind)).ToList();
        if (heads.Count == 0)
            return [];
        var ids = ContentOffers.Plausible(situation, heads).Concat(await SearchAsync(situation, heads, ct)).Distinct().Take(MostRead).ToList();
        var materials = ids.Count == 0 ? [] : await context.Reader.GetMaterialsAsync(ids, ct);
        var offers = new List<OfferedContent>();
        foreach (var offer in ContentOffers.For(situation, materials))
        {
            if (await CiteAsync(file, offer, ct) is { } cited)
                offers.Add(cited);
        }

        return offers;
    }

    // What material says of its use, its text may say in other words: the index knows the texts.
    private async Task<IEnumerable<MaterialId>> SearchAsync(DealSituation situation, List<MaterialHead> heads, CancellationToken ct)
    {
        var words = string.Join(' ', situation.Rivals.Concat(situation.Objections).Select(s => s.Topic).Concat(situation.Pains.Select(p => p.Quote)));
        if (words.Length == 0)
            return [];
        var found = new List<Passage>();
        foreach (var kind in heads.Select(h => h.Kind).Distinct())
            found.AddRange(await context.Index.SearchAsync(context.Reader.Viewer, new(words, Kind: Enum.Parse<PassageKind>(kind.ToString()), Take: MostHits), ct));
        return found.OrderByDescending(p => p.Score).Select(p => p.MaterialId).OfType<MaterialId>();
    }

    // Words that are no longer in their text are no reason.
    private async Task<OfferedContent?> CiteAsync(DealFile file, ContentOffer offer, CancellationToken ct)
    {
        var because = new List<string>();
        foreach (var quote in offer.Evidence)
        {
            if (await context.Reader.GetActivityAsync(quote.ActivityId, ct) is not { } activity || context.Sources.CiteQuote(activity, quote) is not { } label)
                return null;
            because.Add(label);
        }

        if (because.Count == 0)
            because.Add(context.Sources.CiteDeal(file.Deal.Id, file.Deal.Name));
        return new(offer, context.Sources.CiteMaterial(offer), because);
    }
}
