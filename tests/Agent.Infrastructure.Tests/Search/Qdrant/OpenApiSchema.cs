using System.Globalization;
using System.Text.Json;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>
/// Checks HTTP exchanges against an OpenAPI 3.0 description, for the part of JSON Schema that such descriptions of Rust
/// services use. Two readings are stricter than the standard, because the standard's would let nearly everything pass: a
/// property that is not described is an error, and <c>{"nullable": true}</c> alone means null.
/// </summary>
internal sealed class OpenApiSchema(JsonElement root)
{
    /// <summary>The description of Qdrant 1.19 beside the repository; null when it is not there.</summary>
    public static OpenApiSchema? Qdrant { get; } = Load();

    /// <summary>What is wrong with a request; null when it is as described.</summary>
    public string? RequestProblem(string method, string path, IEnumerable<string> query, JsonElement? body)
    {
        if (FindOperation(method, path) is not { } operation)
            return $"{method} {path} is not described";
        var known = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").ValueEquals("query")).Select(p => p.GetProperty("name").GetString()!).ToHashSet()
            : [];
        if (query.FirstOrDefault(q => !known.Contains(q)) is { } unknown)
            return $"{method} {path} has no parameter {unknown}";
        if (!operation.TryGetProperty("requestBody", out var described))
            return body is null ? null : $"{method} {path} takes no body";
        return body is { } value ? Problem(BodySchema(described), value, "body") : $"{method} {path} needs a body";
    }

    /// <summary>What is wrong with an answer in JSON; null when it is as described.</summary>
    public string? ResponseProblem(string method, string path, int status, JsonElement body)
    {
        if (FindOperation(method, path) is not { } operation)
            return $"{method} {path} is not described";
        var responses = operation.GetProperty("responses");
        foreach (var name in new[] { status.ToString(CultureInfo.InvariantCulture), $"{status / 100}XX", "default" })
        {
            if (responses.TryGetProperty(name, out var described) && described.TryGetProperty("content", out _))
                return Problem(BodySchema(described), body, $"answer {status}");
        }

        return $"{method} {path} does not answer {status}";
    }

    /// <summary>What is wrong with a value by a named schema; null when it fits.</summary>
    public string? Problem(string schema, JsonElement value) => Problem(root.GetProperty("components").GetProperty("schemas").GetProperty(schema), value, schema);

    private static OpenApiSchema? Load()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "qdrant", "openapi.json");
            if (File.Exists(file))
                return new(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);
        }

        return null;
    }

    private static JsonElement BodySchema(JsonElement described) => described.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");

    private JsonElement? FindOperation(string method, string path)
    {
        var segments = path.Split('/');
        // A literal segment wins over a parameter: /collections/aliases is not the collection "aliases".
        var fitting =
            from described in root.GetProperty("paths").EnumerateObject()
            let template = described.Name.Split('/')
            where template.Length == segments.Length && template.Zip(segments).All(s => s.First.StartsWith('{') || s.First == s.Second)
            orderby template.Count(s => s.StartsWith('{'))
            select described.Value;
        foreach (var candidate in fitting)
        {
            if (candidate.TryGetProperty(method.ToLowerInvariant(), out var operation))
                return operation;
        }

        return null;
    }

    private string? Problem(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Problem(Resolve(reference.GetString()!), value, at);
        if (value.ValueKind == JsonValueKind.Null && IsTrue(schema, "nullable"))
            return null;
        if (schema.TryGetProperty("anyOf", out var any))
            return Alternatives(any, value, at) is { } problems && problems.All(p => p is not null) ? problems.MaxBy(p => p!.Split(':')[0].Length) : null;
        if (schema.TryGetProperty("oneOf", out var one))
            return Alternatives(one, value, at).Count(p => p is null) == 1 ? null : $"{at}: fits none or several of its forms";
        if (schema.TryGetProperty("enum", out var values))
            return values.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)) ? null : $"{at}: {value.GetRawText()} is not one of {values.GetRawText()}";
        if (!schema.TryGetProperty("type", out var type))
            return IsTrue(schema, "nullable") ? $"{at}: must be null" : null;
        return (type.GetString(), value.ValueKind) switch
        {
            ("object", JsonValueKind.Object) => ObjectProblem(schema, value, at),
            ("array", JsonValueKind.Array) => ArrayProblem(schema, value, at),
            ("string", JsonValueKind.String) => TextProblem(schema, value.GetString()!, at),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
            ("integer" or "number", JsonValueKind.Number) => NumberProblem(schema, type.GetString()!, value, at),
            var (expected, kind) => $"{at}: {kind} where {expected} is described",
        };
    }

    private List<string?> Alternatives(JsonElement schemas, JsonElement value, string at) => [.. schemas.EnumerateArray().Select(s => Problem(s, value, at))];

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(root, (node, name) => node.GetProperty(name));

    private string? ObjectProblem(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required)
            && required.EnumerateArray().FirstOrDefault(r => !value.TryGetProperty(r.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
            return $"{at}: lacks {missing.GetString()}";
        schema.TryGetProperty("properties", out var properties);
        schema.TryGetProperty("additionalProperties", out var others);
        foreach (var property in value.EnumerateObject())
        {
            var where = $"{at}.{property.Name}";
            var problem = properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var described)
                ? Problem(described, property.Value, where)
                : others.ValueKind switch
                {
                    JsonValueKind.Object => Problem(others, property.Value, where),
                    JsonValueKind.True => null,
                    _ when properties.ValueKind == JsonValueKind.Undefined && others.ValueKind != JsonValueKind.False => null,
                    _ => $"{where}: is not described",
                };
            if (problem is not null)
                return problem;
        }

        return null;
    }

    private string? ArrayProblem(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32())
            return $"{at}: has fewer than {least} items";
        if (IsTrue(schema, "uniqueItems") && value.EnumerateArray().Select(v => v.GetRawText()).Distinct().Count() < value.GetArrayLength())
            return $"{at}: an item occurs twice";
        return schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().Select((item, i) => Problem(items, item, $"{at}[{i}]")).FirstOrDefault(p => p is not null)
            : null;
    }

    private static string? TextProblem(JsonElement schema, string value, string at)
    {
        if (schema.TryGetProperty("minLength", out var least) && value.Length < least.GetInt32())
            return $"{at}: is shorter than {least}";
        var fits = !schema.TryGetProperty("format", out var format) || format.GetString() switch
        {
            "uuid" => Guid.TryParse(value, out _),
            "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) && value.Contains('T', StringComparison.Ordinal),
            _ => true,
        };
        return fits ? null : $"{at}: '{value}' is no {format.GetString()}";
    }

    private static string? NumberProblem(JsonElement schema, string type, JsonElement value, string at)
    {
        if (!value.TryGetDecimal(out var number))
            return type == "number" && double.IsFinite(value.GetDouble()) ? null : $"{at}: {value} is no {type}";
        if (type == "integer" && number != decimal.Truncate(number))
            return $"{at}: {value} is no integer";
        var (low, high) = (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "uint8" => (byte.MinValue, byte.MaxValue),
            "uint16" => (ushort.MinValue, ushort.MaxValue),
            "uint32" => (uint.MinValue, uint.MaxValue),
            "uint" or "uint64" => (ulong.MinValue, ulong.MaxValue),
            "int64" => (long.MinValue, long.MaxValue),
            _ => (decimal.MinValue, decimal.MaxValue),
        };
        if (schema.TryGetProperty("minimum", out var minimum))
            low = Math.Max(low, minimum.GetDecimal());
        if (schema.TryGetProperty("maximum", out var maximum))
            high = Math.Min(high, maximum.GetDecimal());
        return number >= low && number <= high ? null : $"{at}: {value} is out of range";
    }

    private static bool IsTrue(JsonElement schema, string name) => schema.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
