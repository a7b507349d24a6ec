using Agent.Core.Insight.Qualification.Topics;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Signals;

namespace Agent.Core.Insight.Updates;

/// <summary>
/// Features of the lines of one activity: their words, whose they are, what stands before and after them, what casts doubt on them. They
/// come in groups that are brought to a length each, so that a long line weighs as much as a short one.
/// </summary>
internal sealed class LineFeatures
{
    // Lengths of the groups; by cross-validation over authors, where half or double is alike within a point.
    private const float OwnWords = 2.5f;
    private const float VoicedWords = 1.5f;
    private const float ClauseWords = 1.5f;
    private const float Classes = 1.2f;
    private const float Neighbours = 1f;
    private const float Dialogues = 1.2f;
    private const float Nearby = 2f;
    private const float Window = 0.7f;
    private const float Whole = 0.7f;
    private const float WholeWords = 0.7f;
    private const float SubjectWords = 0.5f;
    private const float Cue = 0.25f;
    private const float Flag = 0.5f;
    private const float Topical = 1f;
    private const float TextWords = 2.5f;
    private const float TextCues = 1.5f;
    private const float TextFlag = 1f;

    private const int NearWords = 5;
    private const int WindowLines = 4;

    // A mail or the minutes of a meeting as a whole, but not an hour's talk.
    private const int WholeLines = 20;

    private static readonly ulong Edge = FeatureHash.Of("^");

    private readonly UpdateTalk _talk;
    private readonly LineWords[] _words;
    private readonly List<Feature>?[] _features;
    private readonly List<Feature>?[] _own;
    private readonly (int Group, bool Denied)[][] _cues;
    private readonly ILookup<int, FoundPromise> _promises;
    private List<Feature>? _text;

    public LineFeatures(UpdateTalk talk)
    {
        _talk = talk;
        _words = [.. talk.Lines.Select(l => LineWords.Of(talk, l))];
        (_features, _own) = (new List<Feature>?[_words.Length], new List<Feature>?[_words.Length]);
        _cues = [.. talk.Lines.Select(l => UpdateCues.Find(l.Tokens).ToArray())];
        _promises = PromiseReader.Read(new([talk.Text])).ToLookup(p => talk.LineAt(p.Promise.Evidence.Start)?.Index ?? -1);
    }

    /// <summary>What a feature is made of; the numbers are part of its hash, so new ones go to the end.</summary>
    private enum Kind : ulong
    {
        Word = 1, Pair, VoicedWord, Class, ClassPair, Before, After, Asked, Answered, Heading, Cue, CueVoice, Flag, Topic, Left, Right, LeftPair, RightPair, Value, StageWord, Subject, NearCue, TextWord, TextCue, CueFamily, SensedWord, ActorWord, FarPair,
    }

    /// <summary>Features of a line, whatever it is looked at for.</summary>
    public List<Feature> Of(UpdateLine line) => _features[line.Index] ??= Read(line);

    /// <summary>Only the features of the words themselves, for what few lines teach.</summary>
    public List<Feature> OfWords(UpdateLine line)
    {
        Of(line);
        return _own[line.Index]!;
    }

    /// <summary>Features of the text as a whole: all that its lines have, by whose they are.</summary>
    public List<Feature> Text => _text ??= ReadText();

    /// <summary>Features of the place of a value: the words beside it, and what is known of the value.</summary>
    public List<Feature> Near(UpdateLine line, int firstToken, int nextToken, params ReadOnlySpan<string> known)
    {
        var features = new List<Feature>();
        var words = _words[line.Index];
        var (first, next) = (words.IndexOf(firstToken), words.IndexOf(nextToken));
        for (var d = 1; d <= NearWords; d++)
        {
            Add(Kind.Left, first - d, d);
            Add(Kind.Right, next + d - 1, d);
        }

        AddPair(Kind.LeftPair, first - 2, first - 1);
        AddPair(Kind.RightPair, next, next + 1);
        foreach (var (at, id, denied) in words.Classes)
        {
            if (at < first && first - at <= NearWords)
                features.Add(new(Hash(Kind.Left, (ulong)id + 1, denied ? 3UL : 2UL), 1));
            else if (at >= next && at - next < NearWords)
                features.Add(new(Hash(Kind.Right, (ulong)id + 1, denied ? 3UL : 2UL), 1));
        }

        Scale(features, 0, Nearby);
        features.AddRange(Facts(known));
        return features;

        void Add(Kind kind, int i, int distance)
        {
            var word = i >= 0 && i < words.Hashes.Length ? words.Hashes[i] : Edge;
            if (i >= -1 && i <= words.Hashes.Length)
            {
                features.Add(new(Hash(kind, word, 0), 1));
                if (distance <= 1)
                    features.Add(new(Hash(kind, word, 1), 1));
            }
        }

        void AddPair(Kind kind, int a, int b)
        {
            if (a >= 0 && b < words.Hashes.Length)
                features.Add(new(Hash(kind, words.Hashes[a], words.Hashes[b]), 1));
        }
    }

    /// <summary>What is known of a value.</summary>
    public static List<Feature> Facts(params ReadOnlySpan<string> known)
    {
        var features = new List<Feature>(known.Length);
        foreach (var fact in known)
            features.Add(new(Hash(Kind.Value, FeatureHash.Of(fact), 0), Flag));
        return features;
    }

    private static uint Hash(Kind kind, ulong a, ulong b) => (uint)FeatureHash.Of((ulong)kind, a, b);

    private static void Scale(List<Feature> features, int from, float length)
    {
        if (features.Count == from)
            return;
        var factor = length / MathF.Sqrt(features.Count - from);
        for (var i = from; i < features.Count; i++)
            features[i] = new(features[i].Hash, factor);
    }

    /// <summary>Who a word is said of, and by whom: "we" are somebody else in the buyer's mouth.</summary>
    private static ulong ActorOf(LineWords words, int i, UpdateLine line) => (words.Subjects[i] * 4) + (ulong)line.Voice;

    private List<Feature> ReadText()
    {
        var features = new List<Feature>();
        var seen = new HashSet<uint>();
        foreach (var line in _talk.Lines)
        {
            var (words, voice) = (_words[line.Index], (ulong)line.Voice);
            for (var i = 0; i < words.Hashes.Length; i++)
            {
                Add(Kind.Word, words.Hashes[i], voice);
                Add(Kind.Pair, i > 0 ? words.Hashes[i - 1] : Edge, words.Hashes[i]);
                Add(Kind.SensedWord, words.Hashes[i], words.Senses[i]);
                Add(Kind.ActorWord, words.Hashes[i], ActorOf(words, i, line));
            }

            foreach (var (_, id, denied) in words.Classes)
                Add(Kind.Class, (ulong)id + 1, (voice * 2) + (denied ? 1UL : 0UL));
        }

        Scale(features, 0, TextWords);
        var from = features.Count;
        foreach (var line in _talk.Lines)
        {
            foreach (var (group, denied) in _cues[line.Index])
                Add(Kind.TextCue, (ulong)group + 1, ((ulong)line.Voice * 2) + (denied ? 1UL : 0UL));
        }

        Scale(features, from, TextCues);
        foreach (var token in Tokenizer.Read(_talk.Activity.Subject, 0, _talk.Activity.Subject.Length))
            features.Add(new(Hash(Kind.Subject, FeatureHash.Of(Stems.Of(token.Norm)), 0), Flag));
        features.Add(new(Hash(Kind.Flag, FeatureHash.Of("leaves"), (ulong)StageCandidates.Leaves(_talk.File.Stage)), TextFlag));
        features.Add(new(Hash(Kind.Flag, FeatureHash.Of("form"), Form), TextFlag));
        return features;

        void Add(Kind kind, ulong a, ulong b)
        {
            if (Hash(kind, a, b) is var hash && seen.Add(hash))
                features.Add(new(hash, 1));
        }
    }

    private ulong Form => _talk.IsTalk ? 1UL : _talk.IsEmail ? 2UL : 3UL;

    private List<Feature> Read(UpdateLine line)
    {
        var features = new List<Feature>();
        var words = _words[line.Index];
        Group(OwnWords, () =>
        {
            for (var i = 0; i <= words.Hashes.Length; i++)
            {
                if (i < words.Hashes.Length)
                    features.Add(new(Hash(Kind.Word, words.Hashes[i], 0), 1));
                features.Add(new(Hash(Kind.Pair, i > 0 ? words.Hashes[i - 1] : Edge, i < words.Hashes.Length ? words.Hashes[i] : Edge), 1));
            }
        });
        Group(VoicedWords, () => AddWords(Kind.VoicedWord, line, (ulong)line.Voice + 1));
        Group(ClauseWords, () =>
        {
            for (var i = 0; i < words.Hashes.Length; i++)
                features.Add(new(Hash(Kind.SensedWord, words.Hashes[i], words.Senses[i]), 1));
        });
        Group(ClauseWords, () =>
        {
            for (var i = 0; i < words.Hashes.Length; i++)
                features.Add(new(Hash(Kind.ActorWord, words.Hashes[i], ActorOf(words, i, line)), 1));
        });
        Group(ClauseWords, () =>
        {
            for (var i = 0; i + 2 < words.Hashes.Length; i++)
                features.Add(new(Hash(Kind.FarPair, words.Hashes[i], words.Hashes[i + 2]), 1));
        });
        Group(Classes, () =>
        {
            foreach (var (at, id, denied) in words.Classes)
            {
                features.Add(new(Hash(Kind.Class, (ulong)id + 1, denied ? 1UL : 0UL), 1));
                foreach (var (otherAt, other, _) in words.Classes)
                {
                    if (otherAt > at && otherAt - at <= NearWords)
                        features.Add(new(Hash(Kind.ClassPair, (ulong)id + 1, (ulong)other + 1), 1));
                }
            }
        });
        AddCues(line, features);
        _own[line.Index] = [.. features];
        AddNeighbours(line, features, AddWords);
        Group(Window, () =>
        {
            foreach (var near in Within(line, WindowLines))
            {
                foreach (var (group, denied) in _cues[near.Index])
                    features.Add(new(Hash(Kind.NearCue, (ulong)group + 1, denied ? 1UL : 0UL), 1));
            }
        });
        Group(Whole, () =>
        {
            foreach (var other in Within(line, WholeLines).Where(l => l.Voice != Voice.Seller))
            {
                foreach (var (group, denied) in _cues[other.Index].Where(c => !c.Denied))
                    features.Add(new(Hash(Kind.TextCue, (ulong)group + 1, 0), 1));
            }
        });
        Group(WholeWords, () =>
        {
            foreach (var other in Within(line, WholeLines).Where(l => l.Voice != Voice.Seller))
                AddWords(Kind.TextWord, other, 0);
        });
        Group(SubjectWords, () =>
        {
            foreach (var token in Tokenizer.Read(_talk.Activity.Subject, 0, _talk.Activity.Subject.Length))
                features.Add(new(Hash(Kind.Subject, FeatureHash.Of(Stems.Of(token.Norm)), 0), 1));
        });
        Group(Neighbours, () => AddWords(Kind.StageWord, line, FeatureHash.Of(StageCandidates.Leaves(_talk.File.Stage).ToString())));
        AddFlags(line, features);
        return features;

        void Group(float length, Action add)
        {
            var from = features.Count;
            add();
            // A word that comes twice counts once.
            var own = features.Skip(from).DistinctBy(f => f.Hash).ToList();
            features.RemoveRange(from, features.Count - from);
            features.AddRange(own);
            Scale(features, from, length);
        }

        void AddWords(Kind kind, UpdateLine of, ulong with)
        {
            foreach (var word in _words[of.Index].Hashes)
                features.Add(new(Hash(kind, word, with), 1));
        }
    }

    /// <summary>The lines before and behind one, as far as that.</summary>
    private IEnumerable<UpdateLine> Within(UpdateLine line, int reach)
    {
        for (var i = Math.Max(0, line.Index - reach); i < Math.Min(_talk.Lines.Count, line.Index + reach + 1); i++)
        {
            if (i != line.Index)
                yield return _talk.Lines[i];
        }
    }

    private void AddNeighbours(UpdateLine line, List<Feature> features, Action<Kind, UpdateLine, ulong> addWords)
    {
        var (before, after) = (_talk.At(line.Index - 1), _talk.At(line.Index + 1));
        Add(Kind.Before, before is not null && before.Utterance == line.Utterance && before.Paragraph >= line.Paragraph - 1 ? [before] : [], Neighbours);
        Add(Kind.After, after is not null && after.Utterance == line.Utterance && after.Paragraph <= line.Paragraph + 1 ? [after] : [], Neighbours);
        if (_talk.IsTalk)
        {
            Add(Kind.Asked, _talk.Asked(line), Dialogues);
            Add(Kind.Answered, [.. _talk.Answer(line).Take(2)], Dialogues);
            if (_talk.Answer(line) is [var answer, ..])
                features.Add(new(Hash(Kind.Flag, FeatureHash.Of("reply"), (ulong)Dialogue.Of(answer.Utterance)), Flag));
            features.Add(new(Hash(Kind.Flag, FeatureHash.Of("replies"), (ulong)Dialogue.Of(line.Utterance)), Flag));
        }

        Add(Kind.Heading, _talk.Heading(line) is { } heading ? [heading] : [], Neighbours);

        void Add(Kind kind, IReadOnlyList<UpdateLine> lines, float length)
        {
            var from = features.Count;
            foreach (var other in lines)
                addWords(kind, other, 0);
            Scale(features, from, length);
        }
    }

    private void AddCues(UpdateLine line, List<Feature> features)
    {
        foreach (var (group, denied) in _cues[line.Index])
        {
            features.Add(new(Hash(Kind.Cue, (ulong)group + 1, denied ? 1UL : 0UL), Cue));
            features.Add(new(Hash(Kind.CueFamily, (ulong)UpdateCues.FamilyOf(group), denied ? 1UL : 0UL), Cue));
            features.Add(new(Hash(Kind.CueVoice, (ulong)group + 1, ((ulong)line.Voice * 2) + (line.IsSolid ? 1UL : 0UL)), Cue));
        }

        if (Units.Of(line.Text.Text, line.Sentence, line.Text.Day) is not { } units)
            return;
        var topics = StatementModel.Default.Read(StatementFeatures.Of([], [units], Dialogue.Of(line.Utterance)));
        for (var t = 0; t < topics.Length; t++)
        {
            features.Add(new(Hash(Kind.Topic, (ulong)t + 1, 0), (float)topics[t].Spoken * Topical));
            features.Add(new(Hash(Kind.Topic, (ulong)t + 1, 1), (float)(topics[t].Spoken * topics[t].Yes) * Topical));
        }
    }

    private void AddFlags(UpdateLine line, List<Feature> features)
    {
        var tokens = line.Tokens;
        AddFlag("voice", (ulong)line.Voice);
        AddFlag("kind", (ulong)_talk.Activity.Kind);
        AddFlag("direction", (ulong)_talk.Activity.Direction);
        AddFlag("form", Form);
        AddFlag("leaves", (ulong)StageCandidates.Leaves(_talk.File.Stage));
        AddFlag("length", tokens.Count switch { <= 3 => 1, <= 7 => 2, <= 14 => 3, <= 25 => 4, _ => 5 });
        AddFlag("place", line.Index == 0 ? 1UL : line.Index == _talk.Lines.Count - 1 ? 3UL : 2UL);
        AddFlag("size", _talk.Lines.Count switch { <= 2 => 1, <= 5 => 2, <= 12 => 3, _ => 4 });
        AddDoubts("doubt", line);
        AddDoubts("doubtBefore", _talk.At(line.Index - 1));
        AddDoubts("doubtAfter", _talk.At(line.Index + 1));
        var (past, future) = (line.Dates.Any(d => d.To < _talk.Text.Day), line.Dates.Any(d => d.To >= _talk.Text.Day));
        AddFlag("dates", (past ? 1UL : 0UL) + (future ? 2UL : 0UL));
        AddFlag("futureVoice", future ? (ulong)line.Voice + 1 : 0);
        AddFlag("money", Amounts.Find(line.Text.Text, line.Sentence).Count > 0 ? (ulong)line.Voice + 1 : 0);
        AddFlag("not", (ulong)Math.Min(2, tokens.Count(t => t.Norm is "not" or "no" or "never" or "nobody" or "nothing" or "without")));
        AddFlag("ends", line.Words.TrimEnd() is [.., var last] && last is ':' or '?' or '!' or '…' ? last : 0UL);
        AddFlag("bullet", line.Words.TrimStart() is ['-' or '*' or '•' or '–' or '>', ..] ? 1UL : 0UL);
        AddFlag("subject", tokens.Count > 0 ? FeatureHash.Of(Stems.Of(tokens[0].Norm)) : 0);
        AddFlag("ours", _words[line.Index].Words.Contains(LineWords.Ours) ? (ulong)line.Voice + 1 : 0);
        AddFlag("theirs", _words[line.Index].Words.Contains(LineWords.Theirs) ? (ulong)line.Voice + 1 : 0);
        AddFlag("about", _talk.IsAboutDeal(line) ? 1UL : 0UL);
        foreach (var promise in _promises[line.Index])
            AddFlag("promise", ((ulong)promise.Kind * 4) + (ulong)promise.Promise.By);

        void AddDoubts(string name, UpdateLine? of)
        {
            if (of is null)
                return;
            if (of.Doubts == Doubt.None)
                AddFlag(name, 0);
            for (var bit = 1; bit <= (int)Doubt.Sarcastic; bit *= 2)
            {
                if (((int)of.Doubts & bit) != 0)
                    AddFlag(name, (ulong)bit);
            }
        }

        void AddFlag(string name, ulong value) => features.Add(new(Hash(Kind.Flag, FeatureHash.Of(name), value), Flag));
    }
}
