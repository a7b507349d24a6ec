using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>How much an abstract may hold.</summary>
public sealed record AbstractOptions
{
    /// <summary>The most sentences.</summary>
    public int MaxSentences { get; init; } = 8;

    /// <summary>The most words over all sentences.</summary>
    public int MaxWords { get; init; } = MeetingAbstract.DefaultWords;
}

/// <summary>
/// Picks the sentences that tell most of what a talk was about. Each is ranked by its centrality (LexRank, Erkan and Radev 2004,
/// over TF-IDF vectors), its likeness to the whole (centroid, Radev et al. 2004), words of decision and need, place and length (Edmundson 1969);
/// maximal marginal relevance (Carbonell and Goldstein 1998) keeps them from saying the same twice.
/// </summary>
public static class MeetingAbstract
{
    /// <summary>Words of an abstract unless asked otherwise: about as many as people write for a meeting.</summary>
    public const int DefaultWords = 110;

    /// <summary>More sentences than this are ranked by their words alone before the pairwise comparison, which grows with the square.</summary>
    private const int MaxCompared = 600;

    private const int FewestTerms = 4;

    private static readonly CueSet Telling = CueSet.Of(
        "(decide|decided|decision|agree|agreed|conclusion|conclude|settled|chose|chosen|choose|go with|going with|went with|final)", "(need|needs|want|wants|should|must|have to|has to|require|required|requirement|requirements|important|main|goal|aim|target|focus|idea|plan|problem|issue|budget|deadline|because|reason|priority|key|most)",
        "(suggest|propose|recommend|prefer|found|shows|showed|results|research|survey|percent|market|customers|users|people)", "(next (step|meeting|phase)|will (be|have|do|send|work|prepare|present))", "(summary|summarise|summarize|to sum up|overall|in short|agenda|purpose|objective|today)");

    private static readonly CueSet Chatter = CueSet.Of("(email|powerpoint|laptop|screen|mouse|microphone|slide|slides|camera|pen|whiteboard|press|click|file|folder|computer|minutes left|five minutes|lunch|coffee)", "(you know what|what do you|do you want|i do not know|i think that is|is that|that is it|thank you)");

    /// <summary>The abstract of texts, in the order the sentences were said; empty when nothing tells anything.</summary>
    public static IReadOnlyList<SummaryLine> Of(IReadOnlyList<ReadActivity> texts, AbstractOptions? options = null)
    {
        options ??= new();
        var units = Read(texts);
        if (units.Count == 0 || options.MaxSentences <= 0)
            return [];
        Weigh(units);
        if (units.Count > MaxCompared)
            units = [.. units.OrderByDescending(u => u.Centroid).Take(MaxCompared).OrderBy(u => u.Order)];
        var central = LexRank(units);
        var (mostCentral, mostLike) = (central.Max(), units.Max(u => u.Centroid));
        for (var i = 0; i < units.Count; i++)
            units[i].Score = Score(units[i], central[i] / mostCentral, mostLike > 0 ? units[i].Centroid / mostLike : 0, units[^1].Order + 1);
        return [.. Choose(units, options).OrderBy(u => u.Order).Select(u => u.Line!)];
    }

    private static List<Unit> Read(IReadOnlyList<ReadActivity> texts)
    {
        var units = new List<Unit>();
        var order = 0;
        foreach (var text in texts.OrderBy(t => t.At))
        {
            foreach (var utterance in text.Statements)
            {
                foreach (var sentence in utterance.Sentences)
                {
                    order++;
                    string[] terms = [.. Terms.Of(sentence.Tokens)];
                    if (terms.Length >= FewestTerms)
                        units.Add(new(text, utterance, sentence, order, terms));
                }
            }
        }

        return units;
    }

    /// <summary>TF-IDF with the sentences as documents; vectors of length 1.</summary>
    private static void Weigh(List<Unit> units)
    {
        var ids = new Dictionary<string, int>();
        var seenIn = new List<int>();
        foreach (var unit in units)
        {
            foreach (var term in unit.Terms.Distinct())
            {
                if (!ids.TryGetValue(term, out var id))
                {
                    ids[term] = id = seenIn.Count;
                    seenIn.Add(0);
                }

                seenIn[id]++;
            }
        }

        var centroid = new double[seenIn.Count];
        foreach (var unit in units)
        {
            unit.Vector = [.. unit.Terms.GroupBy(t => t).Select(g => (ids[g.Key], g.Count() * Math.Log(1 + (units.Count / (double)seenIn[ids[g.Key]]))))];
            var length = Math.Sqrt(unit.Vector.Sum(v => v.Weight * v.Weight));
            for (var k = 0; k < unit.Vector.Length; k++)
            {
                unit.Vector[k].Weight /= length;
                centroid[unit.Vector[k].Term] += unit.Vector[k].Weight;
            }
        }

        foreach (var unit in units)
            unit.Centroid = unit.Vector.Sum(v => v.Weight * centroid[v.Term]);
    }

    /// <summary>Continuous LexRank: the stationary distribution of a walk over the sentences along their likeness.</summary>
    private static double[] LexRank(List<Unit> units)
    {
        var postings = new Dictionary<int, List<(int Unit, double Weight)>>();
        for (var i = 0; i < units.Count; i++)
        {
            foreach (var (term, weight) in units[i].Vector)
            {
                if (!postings.TryGetValue(term, out var list))
                    postings[term] = list = [];
                list.Add((i, weight));
            }
        }

        // The walk needs sums over likenesses only, and likeness is a product of vectors: one pass over the postings per step instead of all pairs.
        const double damping = 0.85;
        const int steps = 20;
        var degree = Spread(postings, [.. Enumerable.Repeat(1.0, units.Count)]);
        var rank = Enumerable.Repeat(1.0 / units.Count, units.Count).ToArray();
        for (var step = 0; step < steps; step++)
        {
            var next = Spread(postings, [.. rank.Select((r, i) => r / degree[i])]);
            for (var i = 0; i < next.Length; i++)
                next[i] = ((1 - damping) / units.Count) + (damping * next[i]);
            rank = next;
        }

        return rank;
    }

    private static double[] Spread(Dictionary<int, List<(int Unit, double Weight)>> postings, double[] from)
    {
        var to = new double[from.Length];
        foreach (var list in postings.Values)
        {
            var sum = 0.0;
            foreach (var (unit, weight) in list)
                sum += from[unit] * weight;
            foreach (var (unit, weight) in list)
                to[unit] += sum * weight;
        }

        return to;
    }

    // Weights, words and sentences were chosen for the best ROUGE on the first, third, fifth … meeting of QMSum's product part; the others confirm them.
    private static double Score(Unit unit, double central, double like, int orders)
    {
        var tokens = unit.Sentence.Tokens;
        var place = (double)unit.Order / orders;
        var edge = Math.Max(0, 1 - (Math.Min(place, 1 - place) / 0.1));
        var cues = Math.Min(3, Telling.Count(tokens)) / 3.0;
        var score = (0.5 * central) + (0.35 * like) + (0.4 * cues) + (0.1 * edge);
        if (unit.Sentence.IsQuestion)
            score *= 0.5;
        if (Chatter.Matches(tokens))
            score *= 0.8;
        return score;
    }

    private static List<Unit> Choose(List<Unit> units, AbstractOptions options)
    {
        const double relevance = 0.7;
        var chosen = new List<Unit>();
        var words = 0;
        var open = units.OrderByDescending(u => u.Score).Take(120).ToList();
        var alike = open.ToDictionary(u => u, _ => 0.0);
        while (chosen.Count < options.MaxSentences && open.Count > 0)
        {
            var best = open.MaxBy(u => (relevance * u.Score) - ((1 - relevance) * alike[u]))!;
            open.Remove(best);
            if (Line(best) is not { } line)
                continue;
            var count = line.Text.Count(c => c == ' ') + 1;
            if (words + count > options.MaxWords && chosen.Count > 0)
                continue;
            best.Line = line;
            chosen.Add(best);
            words += count;
            foreach (var unit in open)
                alike[unit] = Math.Max(alike[unit], Likeness(unit, best));
        }

        return chosen;
    }

    private static double Likeness(Unit a, Unit b)
    {
        var weights = b.Vector.ToDictionary(v => v.Term, v => v.Weight);
        return a.Vector.Sum(v => v.Weight * weights.GetValueOrDefault(v.Term));
    }

    private static SummaryLine? Line(Unit unit)
    {
        var focus = Telling.Find(unit.Sentence.Tokens) is [var match, ..] ? match.Start : 0;
        var (start, end) = Clauses.Around(unit.Sentence, focus);
        var evidence = unit.Text.Quote(unit.Utterance, start, end);
        var text = SpokenText.Clean(evidence.Quote);
        if (text.Length == 0)
            return null;
        if (end < unit.Sentence.End)
            text += " …";
        return new(start > unit.Sentence.Start ? "… " + text : text, evidence);
    }

    private sealed class Unit(ReadActivity text, Utterance utterance, Sentence sentence, int order, string[] terms)
    {
        public ReadActivity Text { get; } = text;

        public Utterance Utterance { get; } = utterance;

        public Sentence Sentence { get; } = sentence;

        public int Order { get; } = order;

        public string[] Terms { get; } = terms;

        public (int Term, double Weight)[] Vector { get; set; } = [];

        public double Centroid { get; set; }

        public double Score { get; set; }

        public SummaryLine? Line { get; set; }
    }
}
