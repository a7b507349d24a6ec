using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>What a draft can be made of, worked out once: who said what to whom, and what is planned.</summary>
internal sealed class DraftFacts
{
    private readonly Dictionary<ActivityId, (ActivityHead Head, Exchange Exchange)> _heads;
    private readonly HashSet<string> _competitors;
    private readonly List<string> _ownNames;

    public DraftFacts(DraftRequest request, DealTexts texts, DateTimeOffset now)
    {
        Request = request;
        Texts = texts;
        Deal = new(texts.File, now, PaceHistory.None);
        var domain = texts.File.Owner?.Email is { } email && email.IndexOf('@') is >= 0 and var at ? email[at..] : null;
        _heads = texts.File.Activities.DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => (a, Exchanges.Of(a, domain)));
        _ownNames = [.. texts.File.Stakeholders.Select(s => s.Contact.Name), .. request.Products.Select(p => p.Name), .. Known(texts.File.Account?.Name), .. Known(texts.File.Owner?.Name)];
        _ownNames.AddRange(_ownNames.Select(n => n.Split(' ')[0]).ToList());
        // Everything that passed between us and the buyer; what we noted among ourselves is not for the buyer's eyes.
        Said = [.. new Talk([.. texts.Texts.Where(t => t.At <= Deal.Now)], null).All.Where(IsShared)];
        _competitors = new(request.Settings.Competitors.Concat(texts.File.Reading.Signals.Where(s => s.Kind == TextSignalKind.Competitor).Select(s => s.Topic)).Concat(CompetitorsInTalk()), StringComparer.OrdinalIgnoreCase);
        Prices = DealPrices.Of(texts.File.Deal, request.Products);
        LastTalk = texts.File.Activities
            .Where(a => a.At <= Deal.Now && a.Kind is ActivityKind.Meeting or ActivityKind.Call && ExchangeOf(a.Id) == Exchange.TwoWay)
            .MaxBy(a => a.At);
    }

    public DraftRequest Request { get; }

    public DealTexts Texts { get; }

    public DealFacts Deal { get; }

    public DealFile File => Texts.File;

    public DateOnly Today => Deal.Today;

    /// <summary>Sentences that the buyer and we exchanged, oldest first.</summary>
    public IReadOnlyList<Said> Said { get; }

    public DealPrices Prices { get; }

    /// <summary>The last meeting or call in which both sides took part.</summary>
    public ActivityHead? LastTalk { get; }

    /// <summary>Names that must not occur in a draft.</summary>
    public IReadOnlyCollection<string> Competitors => _competitors;

    public IEnumerable<Said> ByBuyer => Said.Where(s => s.ByBuyer);

    public IEnumerable<Said> ByUs => Said.Where(s => s.BySeller);

    public ActivityHead? HeadOf(ActivityId id) => _heads.TryGetValue(id, out var known) ? known.Head : null;

    public Exchange ExchangeOf(ActivityId id) => _heads.TryGetValue(id, out var known) ? known.Exchange : Exchange.None;

    /// <summary>True when the words name a competitor.</summary>
    public bool NamesCompetitor(string words) => _competitors.Any(c => WordSearch.Contains(words, c));

    /// <summary>True for a machine's reply, which says when somebody is back though it says nothing else.</summary>
    public bool IsAutomatic(ActivityId id) => _heads.TryGetValue(id, out var known) && known is { Exchange: Exchange.None, Head.Kind: ActivityKind.Email };

    private bool IsShared(Said said) =>
        said.Text.Kind is ActivityKind.Email or ActivityKind.Call or ActivityKind.Meeting
        && ExchangeOf(said.Text.Id) is Exchange.Inbound or Exchange.Outbound or Exchange.TwoWay;

    private IEnumerable<string> CompetitorsInTalk() =>
        from said in Said
        from mention in Reading.Competitors.Find(said.Text.Text, said.Sentence, Request.Settings.Competitors, _ownNames)
        where mention.Name.Length > 2
        select mention.Name;

    private static IEnumerable<string> Known(string? name) => name is { Length: > 0 } ? [name] : [];
}

/// <summary>Finds whole words.</summary>
internal static class WordSearch
{
    public static bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }

    /// <summary>Words that carry meaning, cut to their beginnings so that inflected forms meet.</summary>
    public static HashSet<string> Stems(IEnumerable<Token> tokens) =>
        [.. tokens.Where(t => t.Kind == TokenKind.Word && t.Norm.Length > 3 && !Empty.Contains(t.Norm)).Select(t => t.Norm[..Math.Min(t.Norm.Length, 6)].TrimEnd('s'))];

    private static readonly HashSet<string> Empty =
    [
        "about", "after", "again", "also", "another", "anything", "around", "because", "been", "before", "being", "both", "could", "does", "done", "down", "each", "even", "every", "first",
        "from", "give", "going", "have", "having", "here", "into", "just", "know", "less", "like", "long", "look", "make", "many", "more", "most", "much", "need", "next", "only", "other",
        "over", "please", "really", "same", "send", "should", "since", "some", "something", "soon", "still", "such", "sure", "take", "tell", "than", "that", "their", "them", "then", "there",
        "these", "they", "thing", "think", "this", "those", "time", "today", "together", "under", "until", "very", "want", "well", "were", "what", "when", "where", "which", "while", "will",
        "with", "without", "would", "your", "yours", "ours", "back", "come", "good", "great", "thanks", "thank",
    ];
}
