using System.Diagnostics.CodeAnalysis;

namespace Agent.Core.Insight.Texts;

/// <summary>How warm a draft sounds.</summary>
public enum DraftTone
{
    /// <summary>Friendly and to the point.</summary>
    Plain,

    /// <summary>A little more personal.</summary>
    Warm,

    /// <summary>Without contractions, with full forms of address.</summary>
    Formal,
}

/// <summary>How long a draft may be.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The words that people choose from.")]
public enum DraftLength
{
    /// <summary>At most <see cref="WritingStyle.ShortWords"/> words.</summary>
    Short,

    /// <summary>At most <see cref="WritingStyle.NormalWords"/> words.</summary>
    Normal,

    /// <summary>At most <see cref="WritingStyle.LongWords"/> words.</summary>
    Long,
}

/// <summary>How a user writes; stored as JSON with camelCase names. The word limits are our choice and count greeting and sign-off.</summary>
public sealed record WritingStyle
{
    /// <summary>The most words of a short draft.</summary>
    public const int ShortWords = 100;

    /// <summary>The most words of a normal draft.</summary>
    public const int NormalWords = 180;

    /// <summary>The most words of a long draft.</summary>
    public const int LongWords = 280;

    /// <summary>Plain and of normal length.</summary>
    public static WritingStyle Default { get; } = new();

    /// <summary>How it sounds.</summary>
    public DraftTone Tone { get; init; }

    /// <summary>How long it may be.</summary>
    public DraftLength Length { get; init; } = DraftLength.Normal;

    /// <summary>The first line, where <c>{name}</c> stands for the form of address; without it the name is added. Null for the tone's own.</summary>
    public string? Greeting { get; init; }

    /// <summary>The lines at the end; the sender's name is added unless it is among them. Null for the tone's own.</summary>
    public string? SignOff { get; init; }

    /// <summary>The most words of a draft in this style.</summary>
    public int MaxWords => Length switch { DraftLength.Short => ShortWords, DraftLength.Long => LongWords, _ => NormalWords };
}
