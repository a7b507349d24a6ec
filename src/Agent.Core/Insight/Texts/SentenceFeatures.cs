using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Texts;

/// <summary>What is known about a sentence before it is sorted: its cues, what the classifier takes it to be about, the question it answers, figures, dates and names in it.</summary>
internal sealed partial class SentenceFeatures
{
    private static readonly CueSet Share = CueSet.Of("(half|third|quarter|fifth|tenth|double|twice|percent|%|out of|dozens|hundreds|thousands)");
    private static readonly CueSet Span = CueSet.Of("(hour|hours|minutes|days|weeks|months|week|month|day|year|evening|weekend)");
    private static readonly CueSet Role = CueSet.Of("(ceo|cfo|cto|cio|coo|ciso|cmo|vp|director|boss|manager|head of|chief|president|owner|owners|founders|partners|board|committee|council|procurement|purchasing|legal|finance|controller|management|works council|security|group|wife|husband|father|mother|brother|daughter|son)");
    private static readonly CueSet Wish = CueSet.Of("(want|wants|need|needs|would like|hope|should|must|goal|target|ideally|less|fewer|more than|no more)");

    // One set over all groups: a sentence is looked through once, not once a group.
    private readonly CueSet _cues;
    private readonly Dictionary<Cue, string> _groupOf;
    private readonly HashSet<string> _denials;
    private readonly IReadOnlyCollection<string> _competitors;
    private readonly HashSet<string> _own;
    private readonly HashSet<string> _places;
    private readonly ILookup<Said, TopicSign> _topics;

    public SentenceFeatures(SummaryTemplate template, SummaryTalk talk, IReadOnlyCollection<string> competitors)
    {
        // Weights were learned with the cues of all contents: a template with fewer sections leaves out lines, and moves none.
        var sections = template.Sections.Concat(SummaryTemplate.Discovery.Sections).ToList();
        _groupOf = sections.SelectMany(s => s.For.Concat(s.Against)).Distinct()
            .SelectMany(n => template.Lexicon.Find(n)!.Cues.Cues.Select(c => (Cue: c, Name: n))).ToDictionary(c => c.Cue, c => c.Name);
        _cues = new(_groupOf.Keys);
        _denials = [.. sections.SelectMany(s => s.Against)];
        _competitors = competitors;
        _own = talk.All.Select(s => s.Said.Utterance.Speaker).OfType<string>().SelectMany(n => n.Split(' ').Append(n)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _places = [.. talk.Talk.All.Select(s => s.Text).Distinct().SelectMany(t => Place().Matches(t.Text)).Select(m => m.Groups["place"].Value)];
        _topics = TopicReader.Read(talk.Talk, StatementModel.Default).ToLookup(t => t.Said);
    }

    /// <summary>Features with their values, each between 0 and 1; places of the first cue by group.</summary>
    public (Dictionary<string, double> Features, Dictionary<string, int> Places) Of(SpokenSentence spoken)
    {
        var features = new Dictionary<string, double> { ["bias"] = 1 };
        var places = new Dictionary<string, int>();
        var text = spoken.Said.Text;
        var tokens = spoken.Said.IsReport ? Notes.InFirstPerson(text.Text, spoken.Sentence) : spoken.Tokens;
        var figures = Figures(spoken).ToList();
        foreach (var matches in _cues.Find(tokens).GroupBy(m => _groupOf[m.Cue]))
        {
            var name = matches.Key;
            // "No, no-shows are not a problem": what denies is not denied by a further no.
            var plain = matches.Where(m => _denials.Contains(name) || !Statements.IsNegated(tokens, m.Start)).ToList();
            if (plain.Count == 0)
            {
                features["denied " + name] = 1;
                continue;
            }

            features[name] = 1;
            places[name] = plain.Min(m => m.Start);
            var topic = name.Split('.')[0];
            if (!features.TryAdd("any " + topic, 1))
                features["several " + topic] = 1;
            foreach (var figure in figures)
                features[$"any {topic} {figure}"] = 1;
        }

        foreach (var (section, strength) in spoken.Asked)
        {
            features["asked " + section.LearnedAs] = strength;
            foreach (var figure in figures)
                features[$"asked {section.LearnedAs} {figure}"] = strength;
        }

        foreach (var topic in _topics[spoken.Said].GroupBy(t => t.Topic))
            features[$"topic {topic.Key}"] = topic.Max(t => t.Reading.Spoken);
        foreach (var figure in figures)
            features[figure] = 1;
        foreach (var term in spoken.Terms)
            features[$"word {term}"] = 0.5;
        AddForm(spoken, features);
        return (features, places);
    }

    private IEnumerable<string> Figures(SpokenSentence spoken)
    {
        var (text, sentence) = (spoken.Said.Text, spoken.Sentence);
        if (spoken.Tokens.Any(t => t.Kind == TokenKind.Number || (Numbers.IsNumberWord(t.Norm) && !t.Is("one"))))
            yield return "number";
        if (Amounts.Find(text.Text, sentence).Count > 0)
            yield return "money";
        if (Dates.Find(text.Text, sentence, text.Day) is [..] dates && dates.Any(d => d.To >= text.Day))
            yield return "date";
        if (Share.Matches(spoken.Tokens))
            yield return "share";
        if (Span.Matches(spoken.Tokens))
            yield return "span";
        if (Competitors.Find(text.Text, sentence, _competitors, _own).Count > 0)
            yield return "rival";
        if (Role.Matches(spoken.Tokens))
            yield return "role";
        if (HasName(spoken))
            yield return "name";
        if (Wish.Matches(spoken.Tokens))
            yield return "wish";
    }

    /// <summary>True when all that is named like a rival is elsewhere spoken of as a place: "in Ghent".</summary>
    public bool NamesPlacesOnly(SpokenSentence spoken) =>
        Competitors.Find(spoken.Said.Text.Text, spoken.Sentence, _competitors, _own) is { Count: > 0 } named && named.TrueForAll(n => _places.Contains(n.Name));

    [GeneratedRegex(@"\b(?i:in|near|around|outside|site|hall|warehouse) (?<place>\p{Lu}\p{L}+)")]
    private static partial Regex Place();

    private bool HasName(SpokenSentence spoken)
    {
        var text = spoken.Said.Text.Text;
        for (var i = 1; i < spoken.Tokens.Count; i++)
        {
            var token = spoken.Tokens[i];
            if (token.Kind == TokenKind.Word && char.IsUpper(text[token.Start]) && token.Norm is not ("i" or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday")
                && spoken.Tokens[i - 1].Norm is not ("." or ":" or "-") && Calendar.MonthOf(token.Norm) is null && !_own.Contains(text[token.Start..token.End]))
                return true;
        }

        return false;
    }

    private static void AddForm(SpokenSentence spoken, Dictionary<string, double> features)
    {
        var status = Statements.OfSentence(spoken.Sentence);
        Add("question", spoken.Sentence.IsQuestion);
        Add("conditional", (status & StatementStatus.Conditional) != 0);
        Add("reported", (status & StatementStatus.Reported) != 0);
        Add("if", spoken.Tokens.Any(t => t.Is("if")));
        Add("note", spoken.Said.IsReport);
        Add("email", spoken.Said.Text.Kind == ActivityKind.Email);
        Add("bare", spoken.Terms.Count < 2);
        Add("short", spoken.Terms.Count < 4);
        Add("long", spoken.Terms.Count > 10);
        Add("we", spoken.Tokens.Any(t => t.Norm is "we" or "our" or "us"));
        Add("i", spoken.Tokens.Any(t => t.Norm is "i" or "my" or "me"));
        Add("they", spoken.Tokens.Any(t => t.Norm is "they" or "he" or "she" or "their"));
        Add("you", spoken.Tokens.Any(t => t.Norm is "you" or "your"));
        Add("future", spoken.Tokens.Any(t => t.Norm is "will" or "going"));
        Add("would", spoken.Tokens.Any(t => t.Norm is "would" or "could"));
        Add("past", spoken.Tokens.Any(t => t.Norm is "was" or "were" or "had" or "did"));
        Add("not", spoken.Tokens.Any(t => t.Norm is "not" or "no" or "never" or "nobody"));
        Add("but", spoken.Tokens.Any(t => t.Norm is "but"));
        Add("answers", spoken.Asked.Count > 0);

        void Add(string name, bool holds)
        {
            if (holds)
                features[name] = 1;
        }
    }
}
