using System.Text.Json;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>What a point holds beside its vectors: what filters need, and what tells where the passage stands.</summary>
/// <param name="Source">Kind and id of the text.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Terms">Terms of the text, for phrases.</param>
/// <param name="ContextTerms">Terms of the context, for phrases.</param>
/// <param name="Context">The context as it was given.</param>
/// <param name="Kind">What it was said or written in.</param>
/// <param name="At">When.</param>
/// <param name="Speaker">Who, or null.</param>
/// <param name="SpeakerWords">The words of that name.</param>
/// <param name="Deal">Its deal.</param>
/// <param name="Account">Its account.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Audience">Who may find it, as marks.</param>
internal sealed record PassagePayload(
    string Source,
    int Start,
    int Length,
    string Terms,
    string ContextTerms,
    string Context,
    string Kind,
    DateTimeOffset At,
    string? Speaker,
    IReadOnlyList<string>? SpeakerWords,
    Guid? Deal,
    Guid? Account,
    Guid? Owner,
    IReadOnlyList<string> Audience)
{
    private const string Everybody = "all";

    /// <summary>The fields that a hit is made of.</summary>
    public static IReadOnlyList<string> HitFields { get; } =
        [.. new[] { nameof(Source), nameof(Start), nameof(Length), nameof(Speaker), nameof(Context) }.Select(Field)];

    /// <summary>How each field that a filter names is indexed.</summary>
    public static IReadOnlyList<(string Field, FieldIndex Index)> Indexes { get; } =
    [
        (Field(nameof(Source)), FieldIndex.Keyword),
        (Field(nameof(Terms)), FieldIndex.Terms),
        (Field(nameof(ContextTerms)), FieldIndex.Terms),
        (Field(nameof(Kind)), FieldIndex.Keyword),
        (Field(nameof(At)), FieldIndex.Datetime),
        (Field(nameof(SpeakerWords)), FieldIndex.Keyword),
        (Field(nameof(Deal)), FieldIndex.Uuid),
        (Field(nameof(Account)), FieldIndex.Uuid),
        (Field(nameof(Owner)), FieldIndex.Uuid),
        (Field(nameof(Audience)), FieldIndex.Keyword),
    ];

    /// <summary>The point that stores a passage.</summary>
    public static QdrantPoint PointOf(IndexedPassage passage)
    {
        var (text, context) = (TextAnalyzer.Terms(passage.Text), TextAnalyzer.Terms($"{passage.Context}\n{passage.About}"));
        var payload = new PassagePayload(
            Mark(passage.Source),
            passage.Start,
            passage.Length,
            Joined(text),
            Joined(context),
            passage.Context,
            Name(passage.Kind),
            passage.At,
            passage.Speaker,
            passage.Speaker is null ? null : TextAnalyzer.NameWords(passage.Speaker),
            passage.DealId?.Value,
            passage.AccountId?.Value,
            passage.OwnerId?.Value,
            [.. passage.Audience.Everybody ? [Everybody] : Marks(passage.Audience.People, passage.Audience.Teams)]);
        return new(
            passage.Id.Value,
            PointVectors.Of(Bm25Vectors.OfPassage(text, context), passage.Vector),
            JsonSerializer.SerializeToElement(payload, QdrantJson.Default.PassagePayload));
    }

    /// <summary>The hit that a point found stands for.</summary>
    public static PassageHit HitOf(ScoredPoint point)
    {
        var stored = point.Payload?.Deserialize(QdrantJson.Default.PassagePayload) ?? throw new JsonException("A point came without its payload.");
        return new(new(point.Id), SourceOf(stored.Source), stored.Start, stored.Length, stored.Speaker, stored.Context, point.Score);
    }

    /// <summary>All that a search demands, its scope first.</summary>
    public static QdrantFilter FilterOf(PassageSearch search) => QdrantFilter.All(Conditions(search.Scope, search.Filter).Concat(search.Phrases.Where(p => p.Count > 0).Select(Phrase)));

    /// <summary>The points of these texts.</summary>
    public static QdrantFilter Of(IEnumerable<PassageSource> sources) => QdrantFilter.IsAny(Field(nameof(Source)), sources.Select(Mark));

    /// <summary>The field by which the latest come first.</summary>
    public static string MomentField => Field(nameof(At));

    private static IEnumerable<QdrantFilter> Conditions(PassageScope scope, PassageFilter filter)
    {
        if (!scope.Everything)
            yield return QdrantFilter.IsAny(Field(nameof(Audience)), Marks(scope.People, scope.Teams).Prepend(Everybody));
        if (filter.DealId is { } deal)
            yield return QdrantFilter.Is(Field(nameof(Deal)), deal.Value.ToString());
        if (filter.AccountId is { } account)
            yield return QdrantFilter.Is(Field(nameof(Account)), account.Value.ToString());
        if (filter.OwnerId is { } owner)
            yield return QdrantFilter.Is(Field(nameof(Owner)), owner.Value.ToString());
        if (filter.Speakers is { Count: > 0 } speakers)
            yield return QdrantFilter.Some(speakers.Select(TextAnalyzer.NameWords).Where(words => words.Count > 0).Select(words => QdrantFilter.All(words.Select(w => QdrantFilter.Is(Field(nameof(SpeakerWords)), w)))));
        if (filter.Kinds is { Count: > 0 } kinds)
            yield return QdrantFilter.IsAny(Field(nameof(Kind)), kinds.Select(Name));
        if (filter.From is not null || filter.To is not null)
            yield return QdrantFilter.Within(Field(nameof(At)), filter.From, filter.To);
    }

    private static QdrantFilter Phrase(IReadOnlyList<string> terms) =>
        QdrantFilter.Some(QdrantFilter.HasPhrase(Field(nameof(Terms)), terms), QdrantFilter.HasPhrase(Field(nameof(ContextTerms)), terms));

    private static IEnumerable<string> Marks(IReadOnlyList<UserId> people, IReadOnlyList<TeamId> teams) =>
        people.Select(p => $"user/{p.Value}").Concat(teams.Select(t => $"team/{t.Value}"));

    private static string Mark(PassageSource source) => $"{Name(source.Kind)}/{source.Id}";

    private static PassageSource SourceOf(string mark)
    {
        var slash = mark.IndexOf('/', StringComparison.Ordinal);
        return new(Enum.Parse<SourceKind>(mark.AsSpan(0, slash), ignoreCase: true), Guid.Parse(mark.AsSpan(slash + 1)));
    }

    private static string Joined(IReadOnlyList<Term> terms) => string.Join(' ', terms.Select(t => t.Value));

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Field(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}

/// <summary>What the index says about itself, stored with its collection.</summary>
/// <param name="Model">Name of the embedding model, or null for none.</param>
internal sealed record IndexMetadata(string? Model);
