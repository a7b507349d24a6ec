using System.Globalization;
using System.Text.Json;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>A collection in memory that stores, filters and scores as Qdrant documents it.</summary>
internal sealed class ScriptedCollection(JsonElement plan)
{
    private const int DefaultLimit = 10;
    private const int DefaultRrfConstant = 2;

    private readonly SortedDictionary<Guid, Point> _points = [];
    private readonly Dictionary<string, JsonElement> _indexes = [];

    private Dictionary<string, int> Dense { get; } = Names(plan, "vectors").ToDictionary(p => p.Name, p => p.Value.GetProperty("size").GetInt32());

    private Dictionary<string, bool> Sparse { get; } = Names(plan, "sparse_vectors").ToDictionary(
        p => p.Name, p => p.Value.TryGetProperty("modifier", out var modifier) && modifier.ValueEquals("idf"));

    public object Describe() => new
    {
        status = "green",
        optimizer_status = "ok",
        points_count = _points.Count,
        indexed_vectors_count = 0,
        segments_count = 2,
        config = new
        {
            @params = new
            {
                vectors = plan.TryGetProperty("vectors", out var vectors) ? vectors : Empty,
                sparse_vectors = plan.TryGetProperty("sparse_vectors", out var sparse) ? sparse : Empty,
                shard_number = 1,
            },
            hnsw_config = new { m = 16, ef_construct = 100, full_scan_threshold = 10_000 },
            optimizer_config = new { default_segment_number = 0, flush_interval_sec = 5 },
            metadata = plan.TryGetProperty("metadata", out var metadata) ? metadata : (JsonElement?)null,
        },
        payload_schema = _indexes.ToDictionary(i => i.Key, i => new { data_type = i.Value.GetProperty("type"), points = _points.Count }),
    };

    public void Index(JsonElement request) => _indexes[request.GetProperty("field_name").GetString()!] = request.GetProperty("field_schema");

    public void Upsert(JsonElement request)
    {
        // All or nothing: a batch with one bad point writes none.
        foreach (var point in request.GetProperty("points").EnumerateArray().Select(Read).ToList())
            _points[point.Id] = point;
    }

    public void Delete(JsonElement request)
    {
        foreach (var id in Matching(request.GetProperty("filter")).Select(p => p.Id).ToList())
            _points.Remove(id);
    }

    public object Count(JsonElement request) => new { count = Matching(Filter(request)).Count() };

    public object Scroll(JsonElement request)
    {
        var limit = Limit(request);
        var from = request.TryGetProperty("offset", out var offset) && offset.ValueKind == JsonValueKind.String ? offset.GetGuid() : Guid.Empty;
        var page = Matching(Filter(request)).Where(p => p.Id.CompareTo(from) >= 0).Take(limit + 1).ToList();
        return new
        {
            points = page.Take(limit).Select(p => new { id = p.Id, payload = Payload(request, p) }),
            next_page_offset = page.Count > limit ? page[limit].Id : (Guid?)null,
        };
    }

    public object Query(JsonElement request) => new
    {
        points = Rank(request, default).Select(r => new { id = r.Point.Id, version = 1, score = (float)r.Score, payload = Payload(request, r.Point) }),
    };

    private static JsonElement Empty { get; } = JsonDocument.Parse("{}").RootElement;

    private static IEnumerable<JsonProperty> Names(JsonElement plan, string name) => plan.TryGetProperty(name, out var named) ? named.EnumerateObject() : [];

    private static JsonElement Filter(JsonElement request) => request.TryGetProperty("filter", out var filter) ? filter : Empty;

    private static int Limit(JsonElement request) => request.TryGetProperty("limit", out var limit) ? limit.GetInt32() : DefaultLimit;

    private static object? Payload(JsonElement request, Point point) => request.TryGetProperty("with_payload", out var wanted)
        ? wanted.ValueKind switch
        {
            JsonValueKind.True => point.Payload,
            JsonValueKind.Array => wanted.EnumerateArray().Select(w => w.GetString()!).Where(w => point.Payload.TryGetProperty(w, out _)).ToDictionary(w => w, w => point.Payload.GetProperty(w)),
            _ => null,
        }
        : null;

    private Point Read(JsonElement point)
    {
        var dense = new Dictionary<string, float[]>();
        var sparse = new Dictionary<string, Dictionary<uint, float>>();
        foreach (var (name, value) in point.GetProperty("vector").EnumerateObject().Select(v => (v.Name, v.Value)))
        {
            if (value.ValueKind == JsonValueKind.Array && Dense.TryGetValue(name, out var size))
                dense[name] = Numbers(value, size);
            else if (value.ValueKind == JsonValueKind.Object && Sparse.ContainsKey(name))
                sparse[name] = Weights(value);
            else
                throw new ScriptedRefusal(400, $"Wrong input: Not existing vector name error: {name}");
        }

        return new(point.GetProperty("id").GetGuid(), dense, sparse, point.TryGetProperty("payload", out var payload) ? payload : Empty);
    }

    private static float[] Numbers(JsonElement vector, int size) => vector.GetArrayLength() == size
        ? [.. vector.EnumerateArray().Select(v => v.GetSingle())]
        : throw new ScriptedRefusal(400, $"Wrong input: Vector dimension error: expected dim: {size}, got {vector.GetArrayLength()}");

    private static Dictionary<uint, float> Weights(JsonElement vector)
    {
        var indices = vector.GetProperty("indices").EnumerateArray().Select(i => i.GetUInt32()).ToList();
        var values = vector.GetProperty("values").EnumerateArray().Select(i => i.GetSingle()).ToList();
        if (indices.Count != values.Count)
            throw new ScriptedRefusal(422, "Validation error in JSON body: [values: must be the same length as indices]");
        if (indices.Distinct().Count() < indices.Count)
            throw new ScriptedRefusal(422, "Validation error in JSON body: [indices: must be unique]");
        return indices.Zip(values).ToDictionary(p => p.First, p => p.Second);
    }

    // The filter of a query holds for its prefetches too.
    private List<(Point Point, double Score)> Rank(JsonElement request, JsonElement outer)
    {
        var candidates = Matching(Filter(request)).Where(p => outer.ValueKind != JsonValueKind.Object || Fits(outer, p)).ToList();
        if (request.GetProperty("query") is { ValueKind: JsonValueKind.Object } query && query.TryGetProperty("order_by", out var order))
            return [.. Ordered(order, candidates).Take(Limit(request)).Select(p => (p, 0d))];
        var ranked = request.TryGetProperty("prefetch", out var prefetch)
            ? Fuse(request.GetProperty("query"), [.. prefetch.EnumerateArray().Select(p => Rank(p, Filter(request)))])
            : Score(request.GetProperty("query"), request.GetProperty("using").GetString()!, candidates);
        return [.. ranked.OrderByDescending(r => r.Score).ThenBy(r => r.Point.Id).Take(Limit(request))];
    }

    private static IEnumerable<(Point Point, double Score)> Fuse(JsonElement query, IReadOnlyList<List<(Point Point, double Score)>> rankings)
    {
        JsonElement rrf = query.TryGetProperty("rrf", out var plan) ? plan : Empty;
        var k = rrf.TryGetProperty("k", out var constant) ? constant.GetInt32() : DefaultRrfConstant;
        var weights = rrf.TryGetProperty("weights", out var given) ? given.EnumerateArray().Select(w => w.GetDouble()).ToList() : [.. rankings.Select(_ => 1d)];
        return rankings
            .SelectMany((ranking, i) => ranking.Select((r, rank) => (r.Point, Score: 1 / (k + ((rank + 1) / weights[i]) - 1))))
            .GroupBy(r => r.Point, r => r.Score)
            .Select(g => (g.Key, g.Sum()));
    }

    private IEnumerable<Point> Ordered(JsonElement order, List<Point> candidates)
    {
        var key = order.GetProperty("key").GetString()!;
        if (!_indexes.TryGetValue(key, out var index) || !index.GetProperty("type").ValueEquals("datetime"))
            throw new ScriptedRefusal(400, $"Bad request: No range index for `order_by` key: `{key}`. Please create one to use `order_by`.");
        var having = candidates.Where(p => Values(p, key).Any());
        return order.GetProperty("direction").ValueEquals("desc") ? having.OrderByDescending(Latest) : having.OrderBy(Latest);

        DateTimeOffset Latest(Point point) => Values(point, key).Max(Moment);
    }

    private IEnumerable<(Point Point, double Score)> Score(JsonElement query, string name, List<Point> candidates)
    {
        if (query.ValueKind == JsonValueKind.Array && Dense.TryGetValue(name, out var size))
        {
            var asked = Numbers(query, size);
            return candidates.Where(p => p.Dense.ContainsKey(name)).Select(p => (p, Cosine(asked, p.Dense[name])));
        }

        if (query.ValueKind == JsonValueKind.Object && Sparse.TryGetValue(name, out var idf))
        {
            var asked = Weights(query).ToDictionary(w => w.Key, w => w.Value * (idf ? Idf(name, w.Key) : 1));
            return
                from point in candidates
                where point.Sparse.TryGetValue(name, out var own) && asked.Keys.Any(own.ContainsKey)
                select (point, asked.Sum(a => a.Value * point.Sparse[name].GetValueOrDefault(a.Key)));
        }

        throw new ScriptedRefusal(400, $"Wrong input: Not existing vector name error: {name}");
    }

    private double Idf(string name, uint index)
    {
        var having = _points.Values.Count(p => p.Sparse.TryGetValue(name, out var own) && own.ContainsKey(index));
        var all = _points.Values.Count(p => p.Sparse.ContainsKey(name));
        return Math.Log(((all - having + 0.5) / (having + 0.5)) + 1);
    }

    private static double Cosine(float[] a, float[] b) => a.Zip(b).Sum(p => (double)p.First * p.Second) / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));

    private IEnumerable<Point> Matching(JsonElement filter) => _points.Values.Where(p => Fits(filter, p));

    private bool Fits(JsonElement condition, Point point)
    {
        if (condition.TryGetProperty("has_id", out var ids))
            return ids.EnumerateArray().Any(i => i.GetGuid() == point.Id);
        if (condition.TryGetProperty("is_empty", out var field))
            return !Values(point, field.GetProperty("key").GetString()!).Any();
        if (condition.TryGetProperty("key", out var key))
            return Values(point, key.GetString()!).Any(v => condition.TryGetProperty("match", out var match) && match.TryGetProperty("phrase", out var phrase)
                ? HasPhrase(key.GetString()!, v.GetString()!, phrase.GetString()!)
                : ValueFits(condition, v));
        return Conditions("must").All(c => Fits(c, point))
            && (Conditions("should") is not { Count: > 0 } some || some.Any(c => Fits(c, point)))
            && !Conditions("must_not").Any(c => Fits(c, point));

        List<JsonElement> Conditions(string name) =>
            !condition.TryGetProperty(name, out var all) ? [] : all.ValueKind == JsonValueKind.Array ? [.. all.EnumerateArray()] : [all];
    }

    private static IEnumerable<JsonElement> Values(Point point, string key) =>
        !point.Payload.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : [value];

    // Without an index for phrases Qdrant looks for the characters.
    private bool HasPhrase(string key, string value, string phrase) =>
        _indexes.TryGetValue(key, out var index) && index.TryGetProperty("phrase_matching", out var phrases) && phrases.GetBoolean()
            ? $" {value} ".Contains($" {string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))} ", StringComparison.Ordinal)
            : value.Contains(phrase, StringComparison.Ordinal);

    private static bool ValueFits(JsonElement condition, JsonElement value)
    {
        if (condition.TryGetProperty("match", out var match))
        {
            return match.TryGetProperty("any", out var any)
                ? any.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value))
                : JsonElement.DeepEquals(match.GetProperty("value"), value);
        }

        return condition.GetProperty("range").EnumerateObject().All(bound =>
        {
            var order = bound.Value.ValueKind == JsonValueKind.String ? Moment(value).CompareTo(Moment(bound.Value)) : value.GetDouble().CompareTo(bound.Value.GetDouble());
            return bound.Name switch { "gte" => order >= 0, "gt" => order > 0, "lte" => order <= 0, _ => order < 0 };
        });
    }

    private static DateTimeOffset Moment(JsonElement value) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private sealed record Point(Guid Id, Dictionary<string, float[]> Dense, Dictionary<string, Dictionary<uint, float>> Sparse, JsonElement Payload);
}

/// <summary>What the scripted server answers instead of a result.</summary>
internal sealed class ScriptedRefusal(int status, string error) : Exception(error)
{
    public int Status { get; } = status;
}
