using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>A sentence on its way into a summary.</summary>
/// <param name="index">Position among all of them.</param>
/// <param name="said">Who said it and where.</param>
/// <param name="heading">The section whose heading or label it stands under, or null.</param>
/// <param name="from">First character after such a label.</param>
internal sealed class SpokenSentence(int index, Said said, TemplateSection? heading, int from)
{
    private IReadOnlyCollection<string>? _terms;

    public int Index { get; } = index;

    public Said Said { get; } = said;

    public TemplateSection? Heading { get; } = heading;

    public int From { get; } = from;

    public Sentence Sentence => Said.Sentence;

    public TokenList Tokens => Said.Sentence.Tokens;

    public IReadOnlyCollection<string> Terms => _terms ??= [.. Texts.Terms.Of(Tokens)];

    /// <summary>Sections that the question before asked about, with how directly this sentence answers.</summary>
    public Dictionary<TemplateSection, double> Asked { get; } = [];

    /// <summary>The later sentence that took it back.</summary>
    public SpokenSentence? ReplacedBy { get; set; }

    /// <summary>True when the paragraph says that it is about something else than this deal.</summary>
    public bool IsOtherMatter { get; set; }

    /// <summary>The sentence that this one took back.</summary>
    public SpokenSentence? Replaces { get; set; }
}

/// <summary>All sentences of the texts that are summarized, with what each one answers and which ones were taken back.</summary>
internal sealed class SummaryTalk
{
    /// <summary>An answer rarely goes on about the question for more sentences than this.</summary>
    private const int AnswerLength = 4;

    private static readonly CueSet TakesBack = CueSet.Of(
        "^[oh|ah|well] [,] (no|sorry|wait|actually|correction|scratch) [,] .3", "(no|oh|wait|ah) [,] sorry", "sorry [,] (no|that|it|i|make|wrong|not)", "scratch that", "make that", "i meant", "(i misspoke|i was wrong|my mistake)",
        "let me correct", "correction", "(that was|those were) (last|the old|before)", "no longer", "(it is|we are|that is|there are) (actually|now|closer|more like|rather)", "(changed|moved|pushed|postponed|brought forward|delayed|slipped|cut|raised|reduced|increased|bumped|lowered|revised) .4 (to|from|by)", "instead of", "not # .3 (but|rather)");

    private static readonly CueSet OtherMatter = CueSet.Of(
        "(totally|completely|entirely|quite) (separate|unrelated|different)", "unrelated", "(separate|different|another|other) (topic|matter|deal|subject|story|case|thread)", "not .2 (part of|related to|for) (our|this|that) (deal|project|topic)", "leave .3 out of (our|this|the)");

    private readonly HashSet<string> _ours;
    private readonly HashSet<string> _theirs;
    private readonly Dictionary<ReadActivity, List<PersonMention>> _people = [];

    /// <summary>Takes the texts apart.</summary>
    /// <param name="texts">The texts, oldest first.</param>
    /// <param name="template">The template whose headings and questions are looked for.</param>
    /// <param name="us">Names of us who sell.</param>
    public SummaryTalk(IReadOnlyList<ReadActivity> texts, SummaryTemplate template, IReadOnlyCollection<string> us)
    {
        _ours = NamesOf(texts, Side.Seller).Concat(us).SelectMany(WithFirst).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _theirs = NamesOf(texts, Side.Buyer).SelectMany(WithFirst).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Talk = new(texts, null);
        All = ReadHeadings(Talk, template);
        var asked = template.Sections.Where(s => s.Asked.Count > 0).Select(s => (s, Cues: s.Asked.Select(a => template.Lexicon.Find(a)!).ToList())).ToList();
        MarkAnswers(asked);
        MarkCorrections();
        MarkOtherMatters();
    }

    public Talk Talk { get; }

    /// <summary>For whom a person speaks, by full or first name.</summary>
    public Side SideOf(string name) => _ours.Contains(name) ? Side.Seller : _theirs.Contains(name) ? Side.Buyer : Side.Unknown;

    /// <summary>People named in a sentence.</summary>
    public List<PersonMention> PeopleIn(SpokenSentence s)
    {
        if (!_people.TryGetValue(s.Said.Text, out var people))
            _people[s.Said.Text] = people = People.Find(s.Said.Text);
        return people.FindAll(p => p.Start >= s.Sentence.Start && p.End <= s.Sentence.End);
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<ReadActivity> texts, Side side) =>
        texts.Where(t => t.Kind != ActivityKind.Note).SelectMany(t => t.Utterances).Where(u => u.Side == side && u.Speaker is not null).Select(u => u.Speaker!);

    private static IEnumerable<string> WithFirst(string name) => [name, name.Split(' ')[0]];

    public IReadOnlyList<SpokenSentence> All { get; }

    private static List<SpokenSentence> ReadHeadings(Talk talk, SummaryTemplate template)
    {
        var labels = new Dictionary<string, TemplateSection>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in template.Sections)
        {
            foreach (var heading in section.Headings)
                labels.TryAdd(heading, section);
        }

        var all = new List<SpokenSentence>(talk.All.Count);
        TemplateSection? under = null;
        Said? before = null;
        foreach (var said in talk.All)
        {
            if (said.Text.Kind is ActivityKind.Call or ActivityKind.Meeting && said.Utterance.Speaker is not null)
            {
                under = null;
                all.Add(new(all.Count, said, null, said.Sentence.Start));
                continue;
            }

            if (before is null || before.Utterance != said.Utterance || HasBlankLine(said.Text.Text, before.Sentence.End, said.Sentence.Start))
                under = null;
            var (label, from) = ReadLabel(said, labels);
            if (label is not null)
            {
                if (from >= said.Sentence.End)
                    under = label;
                else
                    all.Add(new(all.Count, said, label, from));
                if (from < said.Sentence.End)
                    under = null;
            }
            else
            {
                // The rest of a labelled line belongs to its label.
                var onLine = before is not null && all.Count > 0 && all[^1].Said == before && all[^1].Heading is not null && under is null
                    && said.Text == before.Text && said.Text.Text.IndexOf('\n', before.Sentence.End, said.Sentence.Start - before.Sentence.End) < 0;
                all.Add(new(all.Count, said, onLine ? all[^1].Heading : under, said.Sentence.Start));
            }

            before = said;
        }

        return all;
    }

    private static bool HasBlankLine(string text, int from, int to)
    {
        var first = text.IndexOf('\n', from, Math.Max(0, to - from));
        return first >= 0 && text.IndexOf('\n', first + 1, Math.Max(0, to - first - 1)) >= 0;
    }

    /// <summary>"Budget: 40k", "- Next steps" and "## Pains" name a section.</summary>
    private static (TemplateSection? Section, int From) ReadLabel(Said said, Dictionary<string, TemplateSection> labels)
    {
        var text = said.Text.Text;
        var (start, end) = (said.Sentence.Start, said.Sentence.End);
        while (start < end && text[start] is '-' or '*' or '•' or '#' or ' ' or '\t' or '_' or '>')
            start++;
        const int longestLabel = 32;
        var colon = text.IndexOf(':', start, Math.Min(longestLabel, end - start));
        if (colon < 0 && said.Sentence.End - start <= longestLabel && (start == 0 || said.Sentence.Start != start))
            return labels.TryGetValue(text[start..end].Trim('*', '_', '#', ' '), out var alone) ? (alone, end) : (null, start);
        if (colon < 0 || !labels.TryGetValue(text[start..colon].Trim('*', '_', ' '), out var section))
            return (null, start);
        var from = colon + 1;
        while (from < end && text[from] is ' ' or '*' or '_' or '\t')
            from++;
        return (section, from);
    }

    private void MarkAnswers(List<(TemplateSection Section, List<CueGroup> Cues)> asked)
    {
        Utterance? current = null;
        var topics = new List<(TemplateSection Section, double Strength)>();
        var asking = new List<(TemplateSection Section, double Strength)>();
        var (askedBy, answered) = ((Utterance?)null, 0);
        foreach (var s in All)
        {
            if (s.Said.Utterance != current)
            {
                current = s.Said.Utterance;
                // A short word in between ("Right.", "Mm.") does not change the topic.
                if (asking.Count > 0)
                    topics = asking;
                if (s.Said.BySeller)
                    answered = 0;
                asking = [];
            }

            if (s.Said.BySeller)
            {
                if (s.Sentence.IsQuestion || s.Terms.Count > 3)
                    topics = [];
                if (s.Sentence.IsQuestion || IsRequest(s))
                {
                    var now = asked.Select(a => (a.Section, Strength: a.Cues.Where(c => c.Cues.Matches(s.Tokens)).Select(c => c.Strength).DefaultIfEmpty(0).Max())).Where(a => a.Strength > 0).ToList();
                    // "…as it is today? Okay?": a question about nothing leaves the one before standing; of two questions the last is answered.
                    asking = now.Count > 0 ? now : asking;
                    askedBy = current;
                }
            }
            else if (topics.Count > 0 && askedBy != current && s.Terms.Count > 0 && !s.Sentence.IsQuestion && answered < AnswerLength)
            {
                foreach (var (section, strength) in topics)
                    s.Asked[section] = strength * (1 - (0.2 * answered));
                answered++;
            }
        }
    }

    private static bool IsRequest(SpokenSentence s) => s.Tokens[0].Norm is "tell" or "walk" or "describe";

    /// <summary>"About 9,000. No, sorry, that was last year. It is closer to 11,500 now": the first sentence no longer holds.</summary>
    private void MarkCorrections()
    {
        for (var i = 1; i < All.Count; i++)
        {
            if (!TakesBack.Matches(All[i].Tokens) && (Statements.OfSentence(All[i].Sentence) & StatementStatus.Correction) == 0)
                continue;
            var after = HasFigure(All[i]) ? i : i + 1 < All.Count && All[i + 1].Said.Utterance == All[i].Said.Utterance && HasFigure(All[i + 1]) ? i + 1 : -1;
            if (after < 0)
                continue;
            const int reach = 3;
            for (var k = i - 1; k >= Math.Max(0, i - reach); k--)
            {
                if (All[k].Said.Text != All[i].Said.Text || All[k].Said.Utterance.Side != All[i].Said.Utterance.Side || !HasFigure(All[k]) || All[k].Sentence.IsQuestion || !MaySupersede(All[after], All[k])
                    // The lines of a note stand side by side: there only what is about the same takes something back.
                    || (All[k].Said.IsReport && !All[k].Terms.Intersect(All[after].Terms).Any()))
                    continue;
                All[k].ReplacedBy = All[after];
                All[after].Replaces = All[k];
                break;
            }
        }
    }

    /// <summary>True when two statements give the same kind of figure, as facts: an amount does not take back a date, nor a thing that was only imagined.</summary>
    public static bool MaySupersede(SpokenSentence later, SpokenSentence former)
    {
        if ((Statements.OfSentence(former.Sentence) & (StatementStatus.Hypothetical | StatementStatus.Conditional)) != 0 || former.Tokens.Any(t => t.Is("if")))
            return false;
        var (now, then) = (FigureKinds(later), FigureKinds(former));
        return now.Overlaps(then) || now.Count == 0 || then.Count == 0;
    }

    /// <summary>What the figures of a sentence are of: money, a day, a span, or a plain number.</summary>
    private static HashSet<string> FigureKinds(SpokenSentence s)
    {
        var text = s.Said.Text.Text;
        var spans = new List<(int Start, int End, string Kind)>();
        spans.AddRange(Dates.Find(text, s.Sentence, s.Said.Text.Day).Select(d => (d.Start, d.End, "day")));
        spans.AddRange(Durations.Find(text, s.Sentence).Select(d => (d.Start, d.End, "span")));
        spans.AddRange(Amounts.Find(text, s.Sentence).Where(a => a.Currency is not null).Select(a => (a.Start, a.End, "money")));
        var kinds = spans.Select(k => k.Kind).ToHashSet();
        // An amount is often corrected without its currency: "no, 40 thousand".
        if (s.Tokens.Any(t => t.Kind == TokenKind.Number && !spans.Exists(k => t.Start >= k.Start && t.End <= k.End)))
            kinds.UnionWith(["number", "money"]);
        else if (kinds.Contains("money"))
            kinds.Add("number");
        return kinds;
    }

    /// <summary>A paragraph of an email or a note that says so speaks of another deal.</summary>
    private void MarkOtherMatters()
    {
        foreach (var s in All)
        {
            if ((s.Said.Utterance.Speaker is not null && s.Said.Text.Kind != ActivityKind.Email) || !OtherMatter.Matches(s.Tokens))
                continue;
            for (var step = -1; step <= 1; step += 2)
            {
                for (var k = s.Index; k >= 0 && k < All.Count && All[k].Said.Utterance == s.Said.Utterance; k += step)
                {
                    if (k != s.Index && HasBlankLine(s.Said.Text.Text, All[Math.Min(k, k - step)].Sentence.End, All[Math.Max(k, k - step)].Sentence.Start))
                        break;
                    All[k].IsOtherMatter = true;
                }
            }
        }
    }

    public static bool HasFigure(SpokenSentence s) => s.Tokens.Any(t => t.Kind == TokenKind.Number || Numbers.IsNumberWord(t.Norm)) || Dates.Find(s.Said.Text.Text, s.Sentence, s.Said.Text.Day).Count > 0;
}
