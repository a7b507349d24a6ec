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

    /// <summary>A heading in the author's own hand says it.</summary>
    private const double ByHeading = 0.95;

    /// <summary>Cues as sure as this decide by themselves, whatever was learned: "I'm worried", "not a problem".</summary>
    private const double Explicit = 0.9;

    private static readonly CueSet SmallTalk = CueSet.Of(
        "(can|could) you (hear|see) (me|us|my)", "(good|nice|great|lovely) (morning|afternoon|evening|weekend|to (meet|see|hear))", "(thanks|thank you) .3 (time|joining|call|taking|everyone|everybody|both|coming|having)", "how are you", "(weather|football|traffic)", "on mute", "(share|sharing) .2 screen", "(bye|goodbye|talk soon|see you|speak soon|cheers|take care)");

    /// <summary>A note also tells what we asked and claimed, which is not what the buyer said.</summary>
    private static readonly CueSet OurWords = CueSet.Of("^(we|i) .1 (asked|claimed|said|pitched|suggested|assumed|guessed|thought|told|explained|showed|offered|promised)", "asked (whether|if) .8", "we claimed");

    private readonly SummaryTemplate _template;
    private readonly SentenceFeatures _features;
    private readonly List<(TemplateSection Section, IReadOnlyList<string> OwnCues, IReadOnlyList<string> Against)> _sections;

    public StatementSorter(SummaryTemplate template, SummaryTalk talk, IReadOnlyCollection<string> competitors)
    {
        _template = template;
        _features = new(template, talk, competitors);
        _sections = [.. template.Sections.Where(s => s.Reader is not (SectionReader.Actions or SectionReader.OpenQuestions)).Select(s => (s, OwnCues(s), s.Against))];
    }

    /// <summary>True for a sentence that may be a statement of the buyer about the matter.</summary>
    public static bool MayCount(SpokenSentence spoken) =>
        spoken.ReplacedBy is null && !spoken.IsOtherMatter && !(spoken.Said.IsReport && OurWords.Matches(spoken.Tokens)) && !spoken.Said.BySeller && spoken.Tokens.Count > 1 && !SmallTalk.Matches(spoken.Tokens) && spoken.Tokens.Count(t => t.Norm is "|") < 2;

    /// <summary>Candidates by section, in the order they were said.</summary>
    public Dictionary<TemplateSection, List<Candidate>> Sort(IReadOnlyList<SpokenSentence> all)
    {
        var sorted = _template.Sections.ToDictionary(s => s, _ => new List<Candidate>());
        foreach (var spoken in all.Where(MayCount))
        {
            if (spoken.Heading is { } heading)
            {
                sorted[heading].Add(new(spoken, ByHeading, 0));
                continue;
            }

            var (features, places) = _features.Of(spoken);
            foreach (var (section, ownCues, against) in _sections)
            {
                var denied = against.Where(features.ContainsKey).ToList();
                if (denied.Exists(a => _template.Lexicon.Find(a)!.Strength >= Explicit))
                    continue;
                var score = SectionModel.Default.Score(section.LearnedAs, features) ?? 0;
                if (ownCues.Count > 0 && denied.Count == 0 && !spoken.Sentence.IsQuestion && spoken.Terms.Count > 1)
                    score = Math.Max(score, ownCues.Where(features.ContainsKey).Select(c => _template.Lexicon.Find(c)!.Strength).DefaultIfEmpty(0).Max());
                if (score >= Enough)
                    sorted[section].Add(new(spoken, score, section.For.Where(places.ContainsKey).Select(f => places[f]).DefaultIfEmpty(0).First()));
            }
        }

        return sorted;
    }

    /// <summary>Cue groups that decide by themselves: explicit ones, and a team's own ones that nothing was learned about.</summary>
    private List<string> OwnCues(TemplateSection section)
    {
        var learned = SectionModel.Default.Sections.GetValueOrDefault(section.LearnedAs);
        return [.. section.For.Where(f => _template.Lexicon.Find(f)!.Strength >= Explicit || learned is null || (!learned.Weights.ContainsKey(f) && SummaryTemplate.Discovery.Lexicon.Find(f) is null))];
    }
}
