using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>A sentence that belongs to a section.</summary>
/// <param name="Spoken">The sentence.</param>
/// <param name="Score">How surely, 0 to 1.</param>
/// <param name="Focus">Index of the token that says so, for cutting long sentences.</param>
internal sealed record Candidate(SpokenSentence Spoken, double Score, int Focus);

/// <summary>Sorts the statements of the buyer into the sections of a template.</summary>
internal sealed class StatementSorter
{
    /// <summary>Below this a sentence only might belong to a section, and silence is better.</summary>
    private const double Enough = 0.5;

    /// <summary>A sentence stands in a second section when it fits it nearly as well.</summary>
    private const double Margin = 0.12;

    /// <summary>A heading in the author's own hand says it.</summary>
    private const double ByHeading = 0.95;

    /// <summary>Shorter ones are interjections.</summary>
    private const int FewestWords = 3;

    private static readonly CueSet Figure = CueSet.Of("#", "(half|third|quarter|fifth|tenth|double|twice|dozens|hundreds|thousands|hours|days|weeks|evening|weekend|weekends|percent|%)");

    private static readonly CueSet SmallTalk = CueSet.Of(
        "(can|could) you (hear|see) (me|us|my)", "(good|nice|great|lovely) (morning|afternoon|evening|weekend|to (meet|see|hear))", "(thanks|thank you) .3 (time|joining|call|taking|everyone|everybody|both|coming|having)", "how are you", "(weather|holiday|vacation|football|traffic|coffee|parking|weekend)", "on mute", "(share|sharing) .2 screen", "(bye|goodbye|talk soon|see you|speak soon|cheers|take care)");

    private readonly SummaryTemplate _template;
    private readonly IReadOnlyCollection<string> _competitors;
    private readonly HashSet<string> _own;
    private readonly List<(TemplateSection Section, List<CueGroup> For, List<CueGroup> Against)> _sections;

    public StatementSorter(SummaryTemplate template, SummaryTalk talk, IReadOnlyCollection<string> competitors)
    {
        (_template, _competitors) = (template, competitors);
        _own = talk.All.Select(s => s.Said.Utterance.Speaker).OfType<string>().SelectMany(n => n.Split(' ').Append(n)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _sections = [.. template.Sections.Where(s => s.Reader is not (SectionReader.Actions or SectionReader.OpenQuestions))
            .Select(s => (s, s.For.Select(f => template.Lexicon.Find(f)!).ToList(), s.Against.Select(a => template.Lexicon.Find(a)!).ToList()))];
    }

    /// <summary>Candidates by section, in the order they were said.</summary>
    public Dictionary<TemplateSection, List<Candidate>> Sort(IReadOnlyList<SpokenSentence> all)
    {
        var sorted = _template.Sections.ToDictionary(s => s, _ => new List<Candidate>());
        var fits = new List<(TemplateSection Section, Candidate Candidate)>();
        foreach (var spoken in all)
        {
            if (spoken.ReplacedBy is not null || !SummaryTalk.MayBeBuyers(spoken) || spoken.Tokens.Count < FewestWords && spoken.Heading is null)
                continue;
            fits.Clear();
            foreach (var (section, inFavour, against) in _sections)
            {
                if (Fit(spoken, section, inFavour, against) is { } candidate && candidate.Score >= Enough)
                    fits.Add((section, candidate));
            }

            if (fits.Count == 0)
                continue;
            var best = fits.Max(f => f.Candidate.Score);
            foreach (var (section, candidate) in fits)
            {
                if (candidate.Score >= best - Margin)
                    sorted[section].Add(candidate);
            }
        }

        return sorted;
    }

    private Candidate? Fit(SpokenSentence spoken, TemplateSection section, List<CueGroup> inFavour, List<CueGroup> against)
    {
        if (spoken.Heading == section)
            return new(spoken, ByHeading, 0);
        if (spoken.Heading is not null)
            return null;
        var sentence = spoken.Sentence;
        var mayAsk = section.Reader == SectionReader.Objections;
        if ((sentence.IsQuestion && !mayAsk) || SmallTalk.Matches(spoken.Tokens) || against.Exists(g => g.Cues.Matches(spoken.Tokens)))
            return null;
        var tokens = spoken.Said.IsReport ? Notes.InFirstPerson(spoken.Said.Text.Text, spoken.Tokens) : spoken.Tokens;
        double doubt = 1, strongest = 0;
        var (focus, cues) = (0, 0);
        foreach (var group in inFavour)
        {
            foreach (var match in group.Cues.Find(tokens))
            {
                if (Statements.IsNegated(tokens, match.Start) || (Statements.At(sentence, match.Start, match.End) & (StatementStatus.Hypothetical | StatementStatus.Sarcastic)) != 0 && !mayAsk)
                    continue;
                cues++;
                if (group.Strength > strongest)
                    (strongest, focus) = (group.Strength, match.Start);
                doubt *= 1 - (0.3 * group.Strength);
            }
        }

        var said = cues == 0 ? 0 : 1 - ((1 - strongest) * Math.Min(1, doubt / (1 - (0.3 * strongest))));
        said *= Required(spoken, section, ref focus);
        var asked = spoken.Asked.GetValueOrDefault(section) * Content(spoken);
        var score = 1 - ((1 - said) * (1 - (0.8 * asked)));
        return score > 0 ? new(spoken, score, focus) : null;
    }

    /// <summary>An answer of three words and no content ("I think so") answers nothing by itself.</summary>
    private static double Content(SpokenSentence spoken) => Math.Min(1, spoken.Terms.Count / 3.0);

    /// <summary>What a section must hold beside its cues: 1 when it is there, less when it is not.</summary>
    private double Required(SpokenSentence spoken, TemplateSection section, ref int focus)
    {
        var text = spoken.Said.Text;
        switch (section.Reader)
        {
            case SectionReader.Figures:
                return Figure.Matches(spoken.Tokens) ? 1 : 0.3;
            case SectionReader.Budget:
                var money = Amounts.Find(text.Text, spoken.Sentence, ofMoney: true);
                if (money.Count > 0)
                    focus = money[0].FirstToken;
                return money.Count > 0 ? 1 : 0.75;
            case SectionReader.Timeline:
                var dates = Dates.Find(text.Text, spoken.Sentence, text.Day);
                if (dates.Count > 0)
                    focus = dates[0].FirstToken;
                return dates.Count > 0 || Durations.Find(text.Text, spoken.Sentence).Count > 0 ? 1.15 : 0.7;
            case SectionReader.Competition:
                return Competitors.Find(text.Text, spoken.Sentence, _competitors, _own).Count > 0 ? 1.15 : 0.8;
            default:
                return 1;
        }
    }
}
