using System.Buffers.Binary;
using System.Security.Cryptography;
using Agent.Core.Deals;

namespace Agent.Core.Retrieval;

/// <summary>What a passage is cut out of.</summary>
public enum SourceKind
{
    /// <summary>The text of an <see cref="Activity"/>.</summary>
    Activity,

    /// <summary>The text of a <see cref="Material"/>.</summary>
    Material,
}

/// <summary>A text that passages are cut out of.</summary>
/// <param name="Kind">Which kind of record holds it.</param>
/// <param name="Id">The id of that record.</param>
public readonly record struct PassageSource(SourceKind Kind, Guid Id)
{
    /// <summary>An activity's text.</summary>
    public static PassageSource Of(ActivityId id) => new(SourceKind.Activity, id.Value);

    /// <summary>The text of material of the team.</summary>
    public static PassageSource Of(MaterialId id) => new(SourceKind.Material, id.Value);
}

/// <summary>Names a passage by where it stands, so that the same stretch of the same text has the same id in every index and after every rebuild.</summary>
/// <param name="Value">A version 8 GUID made of the source and the stretch.</param>
public readonly record struct PassageId(Guid Value)
{
    /// <summary>The id of a stretch.</summary>
    public static PassageId Of(PassageSource source, int start, int length)
    {
        Span<byte> key = stackalloc byte[25];
        key[0] = (byte)source.Kind;
        source.Id.TryWriteBytes(key[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(key[17..], start);
        BinaryPrimitives.WriteInt32BigEndian(key[21..], length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        // Version 8 of RFC 9562: bits that an application chooses.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(new Guid(hash[..16], bigEndian: true));
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What a passage was said or written in.</summary>
public enum PassageKind
{
    /// <summary>An email.</summary>
    Email,

    /// <summary>A call.</summary>
    Call,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>A note.</summary>
    Note,

    /// <summary>A document that was sent or received, or one of the team that is none of the kinds below.</summary>
    Document,

    /// <summary>How the team sells.</summary>
    Playbook,

    /// <summary>How to meet a competitor.</summary>
    BattleCard,

    /// <summary>What a customer got out of it.</summary>
    CaseStudy,

    /// <summary>What may be offered at which price.</summary>
    PricingPolicy,

    /// <summary>A text to start from.</summary>
    Template,
}

/// <summary>Who may find a passage besides those who see everything: any of the people, any of the teams, or everybody.</summary>
/// <param name="Everybody">Nobody is kept out.</param>
/// <param name="People">Users; whoever sees their deals finds the passage.</param>
/// <param name="Teams">Teams whose members and managers find the passage.</param>
public sealed record Audience(bool Everybody, IReadOnlyList<UserId> People, IReadOnlyList<TeamId> Teams)
{
    /// <summary>Everybody.</summary>
    public static Audience All { get; } = new(true, [], []);
}

/// <summary>What a viewer may find: the other side of <see cref="Audience"/>. It is part of every query of an index.</summary>
/// <param name="Everything">Nothing is hidden from the viewer.</param>
/// <param name="People">Users whose deals the viewer sees, the viewer included.</param>
/// <param name="Teams">The viewer's teams.</param>
public sealed record PassageScope(bool Everything, IReadOnlyList<UserId> People, IReadOnlyList<TeamId> Teams);

/// <summary>A passage as an index stores it.</summary>
/// <param name="Source">The text that it is cut out of.</param>
/// <param name="Start">First character in that text.</param>
/// <param name="Length">Characters, at least 1.</param>
/// <param name="Text">The words to be found: what was said, without labels, stamps, greetings and quoted history.</param>
/// <param name="Context">Words that tell what it is about and count less: the question answered, the subject, headings.</param>
/// <param name="Kind">What it was said or written in.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Speaker">Who said or wrote it, or null.</param>
/// <param name="DealId">Its deal, or null.</param>
/// <param name="AccountId">Its account or its deal's account, or null.</param>
/// <param name="OwnerId">Who owns the deal; without a deal the account's owner, else the author.</param>
/// <param name="Audience">Who may find it.</param>
/// <param name="Vector">Its embedding, of the size of the index's <see cref="EmbeddingSpace"/>; empty without a model.</param>
public sealed record IndexedPassage(
    PassageSource Source,
    int Start,
    int Length,
    string Text,
    string Context,
    PassageKind Kind,
    DateTimeOffset At,
    string? Speaker,
    DealId? DealId,
    AccountId? AccountId,
    UserId? OwnerId,
    Audience Audience,
    ReadOnlyMemory<float> Vector = default)
{
    /// <summary>Names that it can be found by besides its words: the subject, the deal, the account, who took part.</summary>
    public string About { get; init; } = "";

    /// <summary>Identity.</summary>
    public PassageId Id => PassageId.Of(Source, Start, Length);
}

/// <summary>All passages of a text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Passages">Its passages; none when the text is gone or says nothing.</param>
public sealed record SourcePassages(PassageSource Source, IReadOnlyList<IndexedPassage> Passages);

/// <summary>Where vectors come from. Vectors of two spaces cannot be compared.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Dimensions">Numbers in a vector.</param>
public sealed record EmbeddingSpace(string Model, int Dimensions);

/// <summary>What an index holds.</summary>
/// <param name="Passages">How many passages.</param>
/// <param name="Space">The space of its vectors, or null when it has none.</param>
public sealed record IndexState(long Passages, EmbeddingSpace? Space);

/// <summary>Conditions that all have to hold; null and empty ones hold always.</summary>
/// <param name="DealId">Only of this deal.</param>
/// <param name="AccountId">Only of this account and its deals.</param>
/// <param name="OwnerId">Only what this user owns.</param>
/// <param name="Speakers">Only words of one of these people: the passage's speaker has all <see cref="TextAnalyzer.NameWords"/> of one of the names.</param>
/// <param name="Kinds">Only of one of these kinds.</param>
/// <param name="From">Only since this moment.</param>
/// <param name="To">Only before this moment.</param>
public sealed record PassageFilter(
    DealId? DealId = null,
    AccountId? AccountId = null,
    UserId? OwnerId = null,
    IReadOnlyList<string>? Speakers = null,
    IReadOnlyList<PassageKind>? Kinds = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null)
{
    /// <summary>No condition.</summary>
    public static PassageFilter None { get; } = new();
}

/// <summary>A query that an index can answer as it stands. Without terms, phrases and a vector it asks for whatever fits, the latest first.</summary>
/// <param name="Scope">What the viewer may find.</param>
/// <param name="Filter">Conditions.</param>
/// <param name="Terms">Terms by <see cref="TextAnalyzer"/>, the telling ones first, since an index may bound how many rows it reads; a passage needs one of them, in its text or its context, unless it is near <paramref name="Vector"/>.</param>
/// <param name="Phrases">Terms that have to follow each other, in the text or in the context; a passage needs all of the phrases.</param>
/// <param name="Vector">The embedding of the question in the space of the index; empty for a search by words alone.</param>
/// <param name="Take">The most hits, 1 to <see cref="MaxTake"/>.</param>
public sealed record PassageSearch(
    PassageScope Scope,
    PassageFilter Filter,
    IReadOnlyList<string> Terms,
    IReadOnlyList<IReadOnlyList<string>> Phrases,
    ReadOnlyMemory<float> Vector,
    int Take)
{
    /// <summary>The most hits of one search.</summary>
    public const int MaxTake = 500;
}

/// <summary>A passage that an index found.</summary>
/// <param name="Id">The passage.</param>
/// <param name="Source">The text that it is cut out of.</param>
/// <param name="Start">First character in that text.</param>
/// <param name="Length">Characters.</param>
/// <param name="Speaker">Who said or wrote it, or null.</param>
/// <param name="Context">The words that count less, as they were stored.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record PassageHit(PassageId Id, PassageSource Source, int Start, int Length, string? Speaker, string Context, double Score);

/// <summary>
/// An index of passages: where they are kept and found. What it finds is checked against the deal store before anybody sees it, but the
/// scope and the filters are part of its own query, so that a page of hits is never emptied by what the viewer may not see.
/// </summary>
public interface IPassageStore
{
    /// <summary>What the index holds.</summary>
    Task<IndexState> GetStateAsync(CancellationToken ct);

    /// <summary>Puts the passages of these texts in the place of all that the index had of them. Doing it twice changes nothing.</summary>
    /// <exception cref="ArgumentException">A vector has another size than the index's space.</exception>
    Task ReplaceAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct);

    /// <summary>The passages that fit, best first: by BM25 over the terms, those of the text counting more than those of the context; with a vector, fused with the nearest ones.</summary>
    Task<IReadOnlyList<PassageHit>> FindAsync(PassageSearch search, CancellationToken ct);

    /// <summary>Starts to build the index again from nothing, while searches go on in what there is.</summary>
    /// <param name="space">The space of the new vectors, or null for none.</param>
    /// <param name="ct">Cancels the start.</param>
    Task<IPassageRebuild> BeginRebuildAsync(EmbeddingSpace? space, CancellationToken ct);
}

/// <summary>An index in the making. Without <see cref="CompleteAsync"/> the old one stays as it was found, or as good.</summary>
public interface IPassageRebuild : IAsyncDisposable
{
    /// <summary>Adds the passages of texts.</summary>
    Task AddAsync(IReadOnlyList<SourcePassages> sources, CancellationToken ct);

    /// <summary>Puts the new index in the place of the old: texts that were not added are gone from it.</summary>
    Task CompleteAsync(CancellationToken ct);
}
