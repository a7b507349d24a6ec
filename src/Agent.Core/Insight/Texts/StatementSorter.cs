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
    private const double Enough = TemplateSection.Enough;

    /// <summary>A heading in the author's own hand says it.</summary>
    private const double ByHeading = 0.95;

    /// <summary>Cues as sure as this decide by themselves, whatever was learned: "I'm worried", "not a problem".</summary>
    private const double Explicit = 0.9;

    private static readonly CueSet SmallTalk = CueSet.Of(
        "(can|could) you (hear|see) (me|us|my)", "(good|nice|great|lovely) (morning|afternoon|evening|weekend|to (meet|see|hear))", "(thanks|thank you) .3 (time|joining|call|taking|everyone|everybody|both|coming|having)", "how are you", "(weather|football|traffic)", "on mute", "(share|sharing) .2 screen", "(bye|goodbye|talk soon|see you|speak soon|cheers|take care)");

    /// <summary>A note also tells what we asked and claimed, which is not what the buyer said.</summary>
    private static readonly CueSet OurWords = CueSet.Of("(i|we) should have", "^(have|has) not .2 (answered|asked|told|called|sent|heard)", "^(want|need) to (hear|see|ask|wait|talk|check|know)", "^(call|phone|ring|ask|chase|remind|nudge) .8", "> (phone|call|ring|ask|chase|remind) .4", "^(we|i) .1 (asked|claimed|said|pitched|suggested|assumed|guessed|thought|told|explained|showed|offered|promised)", "asked (whether|if) .8", "we claimed");

    /// <summary>Plans of who is where and when say nothing about what goes wrong.</summary>
    private static readonly CueSet Scheduling = CueSet.Of("(call|meeting|demo|visit|session|workshop|appointment) .2 (set|booked|scheduled|moved|pushed|confirmed|planned|agreed|fixed)", "(away|back|on leave|on holiday|off|out of office) .2 (until|till|from|#)", "no (rush|hurry)", "close date");

    private static readonly CueSet Approvals = CueSet.Of("(approved|signed off|signed|agreed|accepted)", "(go ahead|green light)", "send .2 contract", "(happy|fine|okay|ok) (with|to)");

    private static readonly CueSet Limits = CueSet.Of("(but|however|unless|except|only|until|though|although|too|yet|not|no|never)");

    /// <summary>Says that there is a doubt, not which one: the next words do.</summary>
    private static readonly CueSet Announces = CueSet.Of("(have|got|see|is|are|raise|with) .2 (a|an|one|two|three|some|only|my|few) .2 (concern|concerns|worry|worries|doubt|doubts|reservation|reservations|objection|objections|fear|fears)", "^(one|my|a|the) .2 (concern|worry|doubt|reservation|objection)$");

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
                if (!MayHold(section, spoken))
                    continue;
                var score = SectionModel.Default.Score(section.LearnedAs, features) ?? 0;
                if (ownCues.Count > 0 && denied.Count == 0 && !spoken.Sentence.IsQuestion && spoken.Terms.Count > 1)
                    score = Math.Max(score, ownCues.Where(features.ContainsKey).Select(c => _template.Lexicon.Find(c)!.Strength).DefaultIfEmpty(0).Max());
                var shown = section.For.Count == 0 || section.For.Any(features.ContainsKey) || spoken.Asked.ContainsKey(section);
                if (score >= (shown ? Enough : section.LeastWithoutCue))
                    sorted[section].Add(new(spoken, score, section.For.Where(places.ContainsKey).Select(f => places[f]).DefaultIfEmpty(0).First()));
            }
        }

        foreach (var section in _template.Sections.Where(s => s.Reader == SectionReader.Objections))
            AddAnnounced(sorted[section], all);
        return sorted;
    }

    /// <summary>False for what looks like the section and is not: approvals among doubts, places among rivals, appointments among the rest.</summary>
    private bool MayHold(TemplateSection section, SpokenSentence spoken) => section.Reader switch
    {
        SectionReader.Objections => Limits.Matches(spoken.Tokens) || !Approvals.Find(spoken.Tokens).Any(m => !Statements.IsNegated(spoken.Tokens, m.Start)),
        SectionReader.Competition => !_features.NamesPlacesOnly(spoken),
        SectionReader.Statements => !Scheduling.Matches(spoken.Tokens),
        _ => true,
    };

    /// <summary>"I have a concern. You stored names in plain text": the sentence that says which takes the place of the one that announces it.</summary>
    private static void AddAnnounced(List<Candidate> objections, IReadOnlyList<SpokenSentence> all)
    {
        const int mostTerms = 3;
        for (var i = 0; i + 1 < all.Count; i++)
        {
            var (spoken, next) = (all[i], all[i + 1]);
            if (spoken.Terms.Count > mostTerms || spoken.Said.Utterance != next.Said.Utterance || next.Sentence.IsQuestion || next.Terms.Count < 2 || !MayCount(spoken) || !MayCount(next)
                || !Announces.Find(spoken.Tokens).Any(m => !Statements.IsNegated(spoken.Tokens, m.Start)))
                continue;
            objections.RemoveAll(c => c.Spoken == spoken || c.Spoken == next);
            objections.Add(new(next, Explicit, 0));
        }
    }

    /// <summary>Cue groups that decide by themselves: explicit ones, and a team's own ones that nothing was learned about.</summary>
    private List<string> OwnCues(TemplateSection section)
    {
        var learned = SectionModel.Default.Sections.GetValueOrDefault(section.LearnedAs);
        return [.. section.For.Where(f => _template.Lexicon.Find(f)!.Strength >= Explicit || learned is null || (!learned.Weights.ContainsKey(f) && SummaryTemplate.Discovery.Lexicon.Find(f) is null))];
    }
}
