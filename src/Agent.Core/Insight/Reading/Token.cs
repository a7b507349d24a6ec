namespace Agent.Core.Insight.Reading;

/// <summary>What a token is made of.</summary>
public enum TokenKind
{
    /// <summary>Letters.</summary>
    Word,

    /// <summary>Digits with their separators.</summary>
    Number,

    /// <summary>A punctuation mark or currency sign.</summary>
    Symbol,
}

/// <summary>The smallest piece of text that readers look at.</summary>
/// <param name="Start">First character in the source.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Norm">Lower case, contractions written out: "don't" is the two tokens <c>do</c> and <c>not</c>.</param>
public readonly record struct Token(int Start, int End, TokenKind Kind, string Norm)
{
    /// <summary>True for this word.</summary>
    public bool Is(string word) => Norm == word;
}
