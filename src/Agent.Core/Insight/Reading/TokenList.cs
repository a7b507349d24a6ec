using System.Collections;
using System.Runtime.Intrinsics;

namespace Agent.Core.Insight.Reading;

/// <summary>
/// The tokens of a stretch of text. A class of its own and no interface, because readers ask for single tokens thousands of times a
/// sentence; it also keeps what every set of cues needs to know of a token, so that it is worked out once.
/// </summary>
public sealed class TokenList : IReadOnlyList<Token>
{
    private readonly Token[] _tokens;
    private TokenKey[]? _keys;
    private KeyFilter? _filter;

    /// <summary>A list that owns the array.</summary>
    internal TokenList(Token[] tokens) => _tokens = tokens;

    /// <summary>No tokens.</summary>
    public static TokenList Empty { get; } = new([]);

    /// <summary>How many tokens there are.</summary>
    public int Count => _tokens.Length;

    /// <summary>What cues look tokens up by, in the order of the tokens.</summary>
    internal ReadOnlySpan<TokenKey> Keys => _keys ??= KeysOf(_tokens);

    /// <summary>The keys of all tokens: a set of cues that shares none of them has no match here.</summary>
    internal KeyFilter Filter => _filter ??= KeyFilter.Of(Keys);

    /// <summary>The token at an index.</summary>
    public ref readonly Token this[int index] => ref _tokens[index];

    Token IReadOnlyList<Token>.this[int index] => _tokens[index];

    /// <summary>True when any token is as described.</summary>
    public bool Any(Predicate<Token> isMeant) => Array.Exists(_tokens, isMeant);

    /// <summary>Goes through the tokens in order.</summary>
    public ReadOnlySpan<Token>.Enumerator GetEnumerator() => new ReadOnlySpan<Token>(_tokens).GetEnumerator();

    IEnumerator<Token> IEnumerable<Token>.GetEnumerator() => _tokens.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _tokens.GetEnumerator();

    private static TokenKey[] KeysOf(Token[] tokens)
    {
        var keys = new TokenKey[tokens.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = TokenKey.Of(tokens[i]);
        return keys;
    }
}

/// <summary>What cues accept besides words.</summary>
[Flags]
internal enum TokenTraits : byte
{
    None = 0,

    /// <summary>A number in digits or words.</summary>
    Number = 1,

    /// <summary>May stand in a gap. A gap never swallows a denial: "current system is .3 working" must not find "is not working".</summary>
    FillsGap = 2,

    /// <summary>Not the speaker as another subject.</summary>
    SameSubject = 4,
}

/// <summary>Two numbers by which most look-ups of a word end before its letters are compared, and what else cues ask of it.</summary>
/// <param name="Hash">Of all letters.</param>
/// <param name="Word">Below <see cref="Range"/>, from the hash.</param>
/// <param name="Beginning">Below <see cref="Range"/>, from the first two letters.</param>
/// <param name="Traits">What cues accept it as besides its word.</param>
internal readonly record struct TokenKey(uint Hash, ushort Word, ushort Beginning, TokenTraits Traits)
{
    public const int Range = 1024;

    /// <summary>True for a number in digits and for a word that numbers consist of.</summary>
    public bool IsNumber => (Traits & TokenTraits.Number) != 0;

    public static TokenKey Of(in Token token)
    {
        var key = Of(token.Norm);
        var traits = TokenTraits.None;
        if (token.Kind == TokenKind.Number || Numbers.IsNumberWord(token.Norm, key))
            traits |= TokenTraits.Number;
        if (token.Norm is not ("not" or "no" or "never" or "nothing") && (token.Kind != TokenKind.Symbol || token.Norm is "," or "$" or "€" or "£" or "%" or "(" or ")"))
            traits |= TokenTraits.FillsGap;
        if (token.Norm is not ("i" or "me" or "my"))
            traits |= TokenTraits.SameSubject;
        return key with { Traits = traits };
    }

    public static TokenKey Of(string word)
    {
        var hash = 2166136261u;
        foreach (var letter in word)
            hash = (hash ^ letter) * 16777619u;
        var first = word.Length > 0 ? word[0] : 0u;
        var second = word.Length > 1 ? word[1] : 0u;
        return new(hash, (ushort)((hash ^ (hash >> 15)) % Range), (ushort)(((first * 31) + second) % Range), TokenTraits.None);
    }
}

/// <summary>Words, beginnings of words and whether there are numbers, one bit each.</summary>
internal sealed class KeyFilter
{
    /// <summary>The key of any number.</summary>
    public const ushort Number = 2 * TokenKey.Range;

    // Whole vectors, with room for the number.
    private readonly ulong[] _bits = new ulong[(2 * TokenKey.Range / 64) + Vector256<ulong>.Count];

    public static KeyFilter Of(ReadOnlySpan<TokenKey> keys)
    {
        var filter = new KeyFilter();
        foreach (var key in keys)
        {
            filter.AddWord(key);
            filter.AddBeginning(key);
            if (key.IsNumber)
                filter.Add(Number);
        }

        return filter;
    }

    /// <summary>A filter of words and, with a star at the end, of beginnings.</summary>
    public static KeyFilter OfWords(params IEnumerable<string> words)
    {
        var filter = new KeyFilter();
        foreach (var word in words)
            filter.Add(KeyOf(word));
        return filter;
    }

    /// <summary>The key of a word or, with a star at the end, of a beginning, among all keys.</summary>
    public static ushort KeyOf(string word) =>
        TokenKey.Of(word) is var key && word.EndsWith('*') ? (ushort)(TokenKey.Range + key.Beginning) : key.Word;

    public void AddWord(TokenKey key) => Add(key.Word);

    public void AddBeginning(TokenKey key) => Add(TokenKey.Range + key.Beginning);

    public bool HasNumber => Has(Number);

    public bool HasWord(TokenKey key) => Has(key.Word);

    public bool HasBeginning(TokenKey key) => Has(TokenKey.Range + key.Beginning);

    /// <summary>True when it holds any of these keys.</summary>
    public bool HasAny(ReadOnlySpan<ushort> keys)
    {
        foreach (var key in keys)
        {
            if (Has(key))
                return true;
        }

        return false;
    }

    /// <summary>True when both hold the same word or beginning, or numbers.</summary>
    public bool Overlaps(KeyFilter other)
    {
        for (var i = 0; i < _bits.Length; i += Vector256<ulong>.Count)
        {
            if ((Vector256.Create(_bits, i) & Vector256.Create(other._bits, i)) != Vector256<ulong>.Zero)
                return true;
        }

        return false;
    }

    /// <summary>This filter, holding numbers as well.</summary>
    public KeyFilter AndNumbers()
    {
        Add(Number);
        return this;
    }

    private void Add(int bit) => _bits[bit >> 6] |= 1UL << (bit & 63);

    private bool Has(int bit) => (_bits[bit >> 6] & (1UL << (bit & 63))) != 0;
}
