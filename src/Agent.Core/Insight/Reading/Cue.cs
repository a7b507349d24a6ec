using System.Numerics;

namespace Agent.Core.Insight.Reading;

/// <summary>
/// A pattern over words, as teams write them in frameworks: <c>word</c>, <c>stem*</c>, <c>(one|or another)</c>, <c>[optional]</c>,
/// <c>.3</c> for up to three words in between (<c>~3</c>: none of them "I", "me" or "my"), <c>&lt;class&gt;</c> for a named list of words, <c>#</c> for a number,
/// <c>^</c> and <c>$</c> for the edges of the sentence. It is compiled into a
/// position automaton (Glushkov) that runs in one pass with its states in a bit set, so no pattern can make reading slow.
/// </summary>
public sealed class Cue
{
    /// <summary>The most words, gaps included, that a pattern may have: one per bit of the state.</summary>
    public const int MaxPositions = 128;

    private readonly Position[] _positions;
    private readonly UInt128[] _follow;

    // The same in a machine word for the patterns that fit into one, nearly all; calculating with two is several times slower.
    private readonly ulong[]? _narrowFollow;
    private readonly UInt128 _first;
    private readonly UInt128 _last;
    private readonly bool _fromStart;
    private readonly bool _toEnd;

    // Of each of these groups a sentence has to have something: most sentences are refused by that. What begins a match is none of
    // them, because that is where the search came from.
    private readonly ushort[][] _needed;

    private Cue(string pattern, Position[] positions, UInt128[] follow, Part whole, bool fromStart, bool toEnd)
    {
        Pattern = pattern;
        (_positions, _follow, _first, _last) = (positions, follow, whole.First, whole.Last);
        (_fromStart, _toEnd) = (fromStart, toEnd);
        const int bitsOfWord = 64;
        _narrowFollow = positions.Length <= bitsOfWord ? Array.ConvertAll(follow, f => (ulong)f) : null;
        // Asking for more words than this takes longer than trying the pattern.
        const int mostKeys = 32;
        HashSet<ushort> first = [.. FirstWords?.Select(KeyFilter.KeyOf) ?? []];
        _needed = [.. whole.Needed.Where(keys => keys.Length <= mostKeys && !keys.All(first.Contains)).OrderBy(keys => keys.Length)];
    }

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>Words that can begin a match, for the index of a <see cref="CueSet"/>; null when any word can.</summary>
    internal IReadOnlyList<string>? FirstWords
    {
        get
        {
            var words = new List<string>();
            for (var p = 0; p < _positions.Length; p++)
            {
                if ((_first & (UInt128.One << p)) == 0)
                    continue;
                if (_positions[p].Words is not { } list)
                    return null;
                words.AddRange(list);
            }

            return words;
        }
    }

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="classes">Words and phrases by class name, or null.</param>
    /// <exception cref="FormatException">The pattern is malformed; the message says where.</exception>
    public static Cue Parse(string pattern, IReadOnlyDictionary<string, IReadOnlyList<string>>? classes = null)
    {
        var body = pattern.Trim();
        var fromStart = body.StartsWith('^');
        var toEnd = body.EndsWith('$');
        body = body[(fromStart ? 1 : 0)..^(toEnd ? 1 : 0)];
        var parser = new CueParser(body, pattern, classes);
        var whole = parser.Parse();
        if (whole.Nullable)
            throw new FormatException($"The cue \"{pattern}\" would match nothing at all; make one of its words required.");
        return new(pattern, [.. parser.Positions], [.. parser.Follow], whole, fromStart, toEnd);
    }

    /// <summary>The end (exclusive) of the longest match that starts at token <paramref name="start"/>, or -1.</summary>
    public int Match(TokenList tokens, int start) => (_fromStart && start != 0) || !HasNeeded(tokens.Filter) ? -1
        : _narrowFollow is { } follow ? Match(tokens, start, (ulong)_first, follow, (ulong)_last)
        : Match(tokens, start, _first, _follow, _last);

    private int Match<TBits>(TokenList tokens, int start, TBits first, TBits[] follow, TBits last)
        where TBits : struct, IBinaryInteger<TBits>
    {
        var candidates = first;
        var best = -1;
        var keys = tokens.Keys;
        for (var i = start; i < keys.Length && candidates != TBits.Zero; i++)
        {
            TBits reached = TBits.Zero, next = TBits.Zero;
            for (var rest = candidates; rest != TBits.Zero; rest &= rest - TBits.One)
            {
                var p = int.CreateTruncating(TBits.TrailingZeroCount(rest));
                if (!_positions[p].Accepts(tokens[i], keys[i]))
                    continue;
                reached |= TBits.One << p;
                next |= follow[p];
            }

            if ((reached & last) != TBits.Zero && (!_toEnd || EndsAfter(tokens, i)))
                best = i + 1;
            candidates = next;
        }

        return best;
    }

    private bool HasNeeded(KeyFilter words)
    {
        foreach (var keys in _needed)
        {
            if (!words.HasAny(keys))
                return false;
        }

        return true;
    }

    private static bool EndsAfter(TokenList tokens, int i)
    {
        for (var j = i + 1; j < tokens.Count; j++)
        {
            if (tokens[j].Kind != TokenKind.Symbol)
                return false;
        }

        return true;
    }

    /// <summary>What a stretch of a pattern contributes to the automaton.</summary>
    /// <param name="First">Positions that can begin it.</param>
    /// <param name="Last">Positions that can end it.</param>
    /// <param name="Nullable">True when it may be left out.</param>
    /// <param name="Needed">Groups of keys: a sentence without any key of a group does not have it.</param>
    internal readonly record struct Part(UInt128 First, UInt128 Last, bool Nullable, ushort[][] Needed)
    {
        /// <summary>This or the other.</summary>
        public Part Or(Part other) => new(First | other.First, Last | other.Last, Nullable || other.Nullable, EitherOf(Needed, other.Needed));

        /// <summary>This or nothing.</summary>
        public Part OrNothing() => this with { Nullable = true, Needed = [] };

        private static ushort[][] EitherOf(ushort[][] a, ushort[][] b) =>
            a.Length == 0 || b.Length == 0 ? [] : [[.. a.MinBy(keys => keys.Length)!.Union(b.MinBy(keys => keys.Length)!)]];
    }

    /// <summary>One place of the pattern: any of some words, any word, or a number.</summary>
    internal sealed record Position(IReadOnlyList<string>? Words, bool Number, bool SameSubject = false)
    {
        private readonly string[] _exact = [.. Words?.Where(w => !w.EndsWith('*')) ?? []];
        private readonly uint[] _hashes = [.. Words?.Where(w => !w.EndsWith('*')).Select(w => TokenKey.Of(w).Hash) ?? []];
        private readonly string[] _stems = [.. Words?.Where(w => w.EndsWith('*')).Select(w => w[..^1]) ?? []];

        private readonly TokenTraits _wanted = Number ? TokenTraits.Number : SameSubject ? TokenTraits.FillsGap | TokenTraits.SameSubject : TokenTraits.FillsGap;

        // Which keys the words have, one bit of 64 each: most tokens are refused here.
        private readonly ulong _words = Words?.Where(w => !w.EndsWith('*')).Aggregate(0UL, (bits, w) => bits | Bit(TokenKey.Of(w).Word)) ?? 0;
        private readonly ulong _beginnings = Words?.Where(w => w.EndsWith('*')).Aggregate(0UL, (bits, w) => bits | (IsShort(w) ? ulong.MaxValue : Bit(TokenKey.Of(w).Beginning))) ?? 0;

        /// <summary>The keys of what it accepts; null when no keys tell that.</summary>
        public ushort[]? Keys => Words is not null && !Words.Any(IsShort) ? [.. Words.Select(KeyFilter.KeyOf).Distinct()] : Number ? [KeyFilter.Number] : null;

        public bool Accepts(in Token token, TokenKey key)
        {
            if (Words is null)
                return (key.Traits & _wanted) == _wanted;
            return ((_words & Bit(key.Word)) != 0 && IsExact(token.Norm, key.Hash)) || ((_beginnings & Bit(key.Beginning)) != 0 && HasStem(token.Norm));
        }

        private bool IsExact(string word, uint hash)
        {
            for (var i = 0; i < _hashes.Length; i++)
            {
                if (_hashes[i] == hash && _exact[i] == word)
                    return true;
            }

            return false;
        }

        private bool HasStem(string word)
        {
            foreach (var stem in _stems)
            {
                if (word.StartsWith(stem, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }

        private static ulong Bit(int key) => 1UL << (key & 63);

        // The key of a beginning is made of two letters.
        private static bool IsShort(string word) => word.EndsWith('*') && word.Length <= 2;
    }
}

/// <summary>Reads the pattern language of <see cref="Cue"/>.</summary>
internal sealed class CueParser(string body, string pattern, IReadOnlyDictionary<string, IReadOnlyList<string>>? classes)
{
    private static readonly Cue.Part Empty = new(0, 0, true, []);
    private int _at;

    public List<Cue.Position> Positions { get; } = [];

    public List<UInt128> Follow { get; } = [];

    public Cue.Part Parse()
    {
        var whole = ParseAlternatives();
        return _at < body.Length ? throw Error($"unexpected '{body[_at]}'") : whole;
    }

    /// <summary>Alternatives of one word share a position, so that a long list of words costs one bit.</summary>
    private Cue.Part ParseAlternatives()
    {
        var words = new List<string>();
        Cue.Part? result = null;
        while (true)
        {
            if (SingleWord() is { } word)
            {
                words.Add(word);
            }
            else
            {
                var part = ParseSequence();
                result = result?.Or(part) ?? part;
            }

            if (_at >= body.Length || body[_at] != '|')
                break;
            _at++;
        }

        if (words.Count == 0)
            return result ?? Empty;
        var place = Place(new(words, false));
        return result?.Or(place) ?? place;
    }

    private string? SingleWord()
    {
        var end = _at;
        while (end < body.Length && body[end] is not ('|' or ')' or ']'))
        {
            if (body[end] is ' ' or '(' or '[' or '<' or '#' || (body[end] is '.' or '~' && end == _at))
                return null;
            end++;
        }

        if (end == _at)
            return null;
        var word = body[_at..end].ToLowerInvariant();
        _at = end;
        return word;
    }

    private Cue.Part ParseSequence()
    {
        var result = Empty;
        while (_at < body.Length && body[_at] is not ('|' or ')' or ']'))
        {
            if (body[_at] == ' ')
                _at++;
            else
                result = Join(result, ParseItem());
        }

        return result;
    }

    private Cue.Part ParseItem()
    {
        switch (body[_at])
        {
            case '(':
                return ParseGroup(')');
            case '[':
                return ParseGroup(']').OrNothing();
            case '#':
                _at++;
                return Place(new(null, true));
            case '<':
                var close = body.IndexOf('>', _at);
                if (close < 0)
                    throw Error("'<' without '>'");
                var name = body[(_at + 1)..close];
                _at = close + 1;
                return classes is not null && classes.TryGetValue(name, out var members) ? PlaceClass(members) : throw Error($"unknown word class <{name}>");
            case '.' or '~' when _at + 1 < body.Length && char.IsAsciiDigit(body[_at + 1]):
                var sameSubject = body[_at] == '~';
                var most = body[_at + 1] - '0';
                _at += 2;
                var gap = Empty;
                for (var k = 0; k < most; k++)
                    gap = Join(gap, Place(new(null, false, sameSubject)).OrNothing());
                return gap;
            default:
                var start = _at;
                while (_at < body.Length && body[_at] is not (' ' or '|' or '(' or ')' or '[' or ']' or '<'))
                    _at++;
                return Place(new([body[start.._at].ToLowerInvariant()], false));
        }
    }

    private Cue.Part ParseGroup(char close)
    {
        _at++;
        var inner = ParseAlternatives();
        if (_at >= body.Length || body[_at] != close)
            throw Error($"'{close}' is missing");
        _at++;
        return inner;
    }

    private Cue.Part PlaceClass(IReadOnlyList<string> members)
    {
        var single = members.Where(m => !m.Contains(' ', StringComparison.Ordinal)).ToList();
        Cue.Part? result = single.Count > 0 ? Place(new(single, false)) : null;
        foreach (var phrase in members.Where(m => m.Contains(' ', StringComparison.Ordinal)))
        {
            var part = Empty;
            foreach (var word in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                part = Join(part, Place(new([word], false)));
            result = result?.Or(part) ?? part;
        }

        return result ?? new(0, 0, false, []);
    }

    private Cue.Part Place(Cue.Position position)
    {
        if (Positions.Count == Cue.MaxPositions)
            throw Error($"it has more than {Cue.MaxPositions} words");
        var bit = UInt128.One << Positions.Count;
        Positions.Add(position);
        Follow.Add(0);
        return new(bit, bit, false, position.Keys is { } keys ? [keys] : []);
    }

    private Cue.Part Join(Cue.Part a, Cue.Part b)
    {
        for (var p = 0; p < Positions.Count; p++)
        {
            if ((a.Last & (UInt128.One << p)) != 0)
                Follow[p] |= b.First;
        }

        return new(a.Nullable ? a.First | b.First : a.First, b.Nullable ? a.Last | b.Last : b.Last, a.Nullable && b.Nullable, [.. a.Needed, .. b.Needed]);
    }

    private FormatException Error(string what) => new($"The cue \"{pattern}\" cannot be read: {what}.");
}
