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
        // A note is no touch and no sign of life, whatever direction its source gave it.
        Deal = new(texts.File with { Activities = [.. texts.File.Activities.Where(a => a.Kind != ActivityKind.Note)] }, now, PaceHistory.None);
        var domain = texts.File.Owner?.Email is { } email && email.IndexOf('@') is >= 0 and var at ? email[at..] : null;
        _heads = texts.File.Activities.DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => (a, Exchanges.Of(a, domain)));
        _ownNames = [.. texts.File.Stakeholders.Select(s => s.Contact.Name), .. request.Products.Select(p => p.Name), .. Known(texts.File.Account?.Name), .. Known(texts.File.Owner?.Name)];
        _ownNames.AddRange(_ownNames.Select(n => n.Split(' ')[0]).ToList());
        var all = new Talk([.. texts.Texts.Where(t => t.At <= Deal.Now)], null).All;
        var shared = all.Where(IsShared).ToList();
        SpeaksOfOtherDeals = texts.Texts.Any(t => t.Utterances.Any(u => u.Part == TextPart.OtherDeal));
        Said = [.. shared.Where(s => !IsRecord(s.Text))];
        Records = [.. shared.Where(s => IsRecord(s.Text))];
        Notes = [.. all.Where(s => s.Text.Kind == ActivityKind.Note)];
        _competitors = new(request.Settings.Competitors.Concat(texts.File.Reading.Signals.Where(s => s.Kind == TextSignalKind.Competitor).Select(s => s.Topic)).Concat(CompetitorsInTalk()).Concat(Rivals.InLossReason(texts.File.Deal.LossReason)), StringComparer.OrdinalIgnoreCase);
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

    /// <summary>Sentences of our records of talks with the buyer: ours in words, the buyer's in content.</summary>
    public IReadOnlyList<Said> Records { get; }

    /// <summary>Sentences that we noted among ourselves: facts to go by, not words for the buyer.</summary>
    public IReadOnlyList<Said> Notes { get; }

    /// <summary>True when the texts speak of other deals with the same buyer as well.</summary>
    public bool SpeaksOfOtherDeals { get; }

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

    /// <summary>A talk without turns: one of us wrote down what was said.</summary>
    private static bool IsRecord(ReadActivity text) => text.Kind is ActivityKind.Call or ActivityKind.Meeting && text.Statements.All(u => u.Side != Side.Buyer) && text.Statements.Count() == 1;

    private bool IsShared(Said said) =>
        said.Text.Kind is ActivityKind.Email or ActivityKind.Call or ActivityKind.Meeting
        && ExchangeOf(said.Text.Id) is Exchange.Inbound or Exchange.Outbound or Exchange.TwoWay;

    private IEnumerable<string> CompetitorsInTalk() =>
        Said.Concat(Records).Concat(Notes).SelectMany(said => Reading.Competitors.Find(said.Text.Text, said.Sentence, Request.Settings.Competitors, _ownNames).Select(m => m.Name)
            .Concat(Rivals.In(said.Text.Text[said.Sentence.Start..said.Sentence.End])))
            .Where(name => name.Length > 2 && !_ownNames.Contains(name, StringComparer.OrdinalIgnoreCase));

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

    /// <summary>Words that carry meaning, cut to their beginnings so that inflected forms meet; words of one everyday topic count as one.</summary>
    public static HashSet<string> Stems(IEnumerable<Token> tokens) =>
        [.. tokens.Where(t => t.Kind == TokenKind.Word && t.Norm.Length > 2 && !Empty.Contains(t.Norm)).Select(t => Topics.GetValueOrDefault(t.Norm) ?? Stem(t.Norm)).Where(s => s.Length > 2)];

    private static string Stem(string word)
    {
        var plain = word.EndsWith("ing", StringComparison.Ordinal) && word.Length > 5 ? word[..^3] : word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 4 ? word[..^2] : word.TrimEnd('s');
        return plain[..Math.Min(plain.Length, 6)];
    }

    private static readonly Dictionary<string, string> Topics = new[]
    {
        "pay payment payments payable paid invoice invoices terms term", "notice cancel cancellation terminate termination", "price prices fee fees cost costs pricing rate", "deliver delivery delivered ship shipped arrive lead-time",
        "install installation installed setup set-up", "valid validity hold holds expire expires", "train training trained", "hotline helpdesk opening", "start starts begin begins started starting kick-off kickoff go-live golive",
        "use uses used using reference references", "host hosted hosting hosts server servers", "encrypt encrypted encryption",
    }.SelectMany(t => t.Split(' ').Select(w => (Word: w, Topic: t.Split(' ')[0]))).ToDictionary(t => t.Word, t => t.Topic);

    private static readonly HashSet<string> Empty =
    [
        "about", "after", "again", "also", "another", "anything", "around", "because", "been", "before", "being", "both", "could", "does", "done", "down", "each", "even", "every", "first",
        "from", "give", "going", "have", "having", "here", "into", "just", "know", "less", "like", "long", "look", "make", "many", "more", "most", "much", "need", "next", "only", "other",
        "over", "please", "really", "same", "send", "should", "since", "some", "something", "soon", "still", "such", "sure", "take", "tell", "than", "that", "their", "them", "then", "there",
        "these", "they", "thing", "think", "this", "those", "time", "today", "together", "under", "until", "very", "want", "well", "were", "what", "when", "where", "which", "while", "will",
        "the", "and", "for", "you", "our", "are", "was", "has", "had", "not", "but", "can", "all", "any", "one", "out", "now", "how", "who", "why", "its", "his", "her", "him", "she", "may", "got", "get", "let", "put", "per", "day", "too",
        "with", "without", "would", "your", "yours", "ours", "back", "come", "good", "great", "thanks", "thank",
    ];
}
