using System.Globalization;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>A condition on points, or several combined; serialized as Qdrant's <c>Filter</c> and <c>Condition</c>.</summary>
internal sealed record QdrantFilter
{
    public string? Key { get; private init; }

    public QdrantMatch? Match { get; private init; }

    public QdrantRange? Range { get; private init; }

    public QdrantField? IsEmpty { get; private init; }

    public IReadOnlyList<Guid>? HasId { get; private init; }

    public IReadOnlyList<QdrantFilter>? Must { get; private init; }

    public IReadOnlyList<QdrantFilter>? Should { get; private init; }

    public IReadOnlyList<QdrantFilter>? MustNot { get; private init; }

    /// <summary>A field has the value; of a field with several values one is enough.</summary>
    public static QdrantFilter Is(string key, string value) => new() { Key = key, Match = new(Value: value) };

    /// <summary>A field has one of the values; none of them means that nothing fits.</summary>
    public static QdrantFilter IsAny(string key, IEnumerable<string> values) =>
        new() { Key = key, Match = new(Any: [.. values.Distinct(StringComparer.Ordinal)]) };

    /// <summary>A field indexed as <see cref="FieldIndex.Terms"/> has these terms in a row.</summary>
    public static QdrantFilter HasPhrase(string key, IEnumerable<string> terms) => new() { Key = key, Match = new(Phrase: string.Join(' ', terms)) };

    /// <summary>A moment lies since <paramref name="from"/> and before <paramref name="to"/>; null leaves that side open.</summary>
    public static QdrantFilter Within(string key, DateTimeOffset? from, DateTimeOffset? to) => new() { Key = key, Range = new(Moment(from), Moment(to)) };

    /// <summary>A field is missing, null or an empty list.</summary>
    public static QdrantFilter Without(string key) => new() { IsEmpty = new(key) };

    /// <summary>The points with these ids.</summary>
    public static QdrantFilter Ids(IEnumerable<Guid> ids) => new() { HasId = [.. ids.Distinct()] };

    /// <summary>All conditions hold; without conditions every point fits.</summary>
    public static QdrantFilter All(params IEnumerable<QdrantFilter> conditions) => new() { Must = [.. conditions] };

    /// <summary>At least one condition holds; without conditions nothing fits.</summary>
    public static QdrantFilter Some(params IEnumerable<QdrantFilter> conditions)
    {
        QdrantFilter[] any = [.. conditions];
        // Qdrant takes an empty "should" for no condition at all, which would let everything through.
        return any.Length > 0 ? new() { Should = any } : All(Ids([]));
    }

    /// <summary>None of the conditions holds.</summary>
    public static QdrantFilter None(params IEnumerable<QdrantFilter> conditions) => new() { MustNot = [.. conditions] };

    private static string? Moment(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

internal sealed record QdrantMatch(string? Value = null, IReadOnlyList<string>? Any = null, string? Phrase = null);

internal sealed record QdrantRange(string? Gte, string? Lt);

internal sealed record QdrantField(string Key);
