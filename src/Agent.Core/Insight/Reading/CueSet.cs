namespace Agent.Core.Insight.Reading;

/// <summary>A match of a cue in a sentence.</summary>
/// <param name="Cue">The cue.</param>
/// <param name="Start">Index of the first token.</param>
/// <param name="End">Index after the last token.</param>
public readonly record struct CueMatch(Cue Cue, int Start, int End);

/// <summary>Many cues, indexed by their first words.</summary>
public sealed class CueSet
{
    private readonly Dictionary<uint, List<(string Word, Cue Cue)>> _byWord = [];
    private readonly Dictionary<int, List<(string Stem, Cue Cue)>> _byStem = [];
    private readonly List<Cue> _anywhere = [];

    // Most words of a text end their look-up here.
    private readonly KeyFilter _filter = new();

    /// <summary>A set of compiled cues.</summary>
    public CueSet(IEnumerable<Cue> cues)
    {
        Cues = [.. cues];
        foreach (var cue in Cues)
        {
            if (cue.FirstWords is not { } words)
            {
                _anywhere.Add(cue);
                continue;
            }

            foreach (var word in words.Distinct())
            {
                var key = TokenKey.Of(word);
                if (word.EndsWith('*'))
                {
                    _filter.AddBeginning(key);
                    Bucket(_byStem, key.Beginning).Add((word[..^1], cue));
                }
                else
                {
                    _filter.AddWord(key);
                    Bucket(_byWord, key.Hash).Add((word, cue));
                }
            }
        }
    }

    /// <summary>The cues of the set.</summary>
    internal IReadOnlyList<Cue> Cues { get; }

    /// <summary>Compiles patterns that need no word classes.</summary>
    public static CueSet Of(params string[] patterns) => new(patterns.Select(p => Cue.Parse(p)));

    /// <summary>All matches in a sentence: the longest per cue and starting token.</summary>
    public IReadOnlyList<CueMatch> Find(TokenList tokens)
    {
        // Nearly always nothing is found, so nothing is made for it.
        List<CueMatch>? found = null;
        Find(tokens, firstOnly: false, ref found);
        return found ?? (IReadOnlyList<CueMatch>)[];
    }

    /// <summary>How many matches a sentence has.</summary>
    public int Count(TokenList tokens) => Find(tokens).Count;

    /// <summary>True when a sentence has a match.</summary>
    public bool Matches(TokenList tokens)
    {
        List<CueMatch>? found = null;
        return Find(tokens, firstOnly: true, ref found);
    }

    /// <summary>True when a sentence has a match that no negation reaches.</summary>
    internal bool MatchesUndenied(TokenList tokens)
    {
        foreach (var match in Find(tokens))
        {
            if (!Statements.IsNegated(tokens, match.Start))
                return true;
        }

        return false;
    }

    /// <summary>Adds the matches to a list, or ends with the first.</summary>
    /// <returns>True when a match ended the search.</returns>
    private bool Find(TokenList tokens, bool firstOnly, ref List<CueMatch>? found)
    {
        if (_anywhere.Count == 0 && !_filter.Overlaps(tokens.Filter))
            return false;
        var keys = tokens.Keys;
        for (var i = 0; i < keys.Length; i++)
        {
            if (_filter.HasWord(keys[i]) && _byWord.TryGetValue(keys[i].Hash, out var cues))
            {
                foreach (var (word, cue) in cues)
                {
                    if (tokens[i].Norm == word && Try(cue, tokens, i, firstOnly, ref found))
                        return true;
                }
            }

            if (_filter.HasBeginning(keys[i]) && _byStem.TryGetValue(keys[i].Beginning, out var stems))
            {
                foreach (var (stem, cue) in stems)
                {
                    if (tokens[i].Norm.StartsWith(stem, StringComparison.Ordinal) && Try(cue, tokens, i, firstOnly, ref found))
                        return true;
                }
            }

            foreach (var cue in _anywhere)
            {
                if (Try(cue, tokens, i, firstOnly, ref found))
                    return true;
            }
        }

        return false;
    }

    /// <returns>True when the search is over: there is a match, and no more is asked for.</returns>
    private static bool Try(Cue cue, TokenList tokens, int i, bool firstOnly, ref List<CueMatch>? found)
    {
        var end = cue.Match(tokens, i);
        if (end <= i)
            return false;
        if (firstOnly)
            return true;
        found ??= [];
        if (!found.Contains(new(cue, i, end)))
            found.Add(new(cue, i, end));
        return false;
    }

    private static List<T> Bucket<TKey, T>(Dictionary<TKey, List<T>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        return list;
    }
}
