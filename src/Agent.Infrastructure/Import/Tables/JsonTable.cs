using System.Globalization;
using System.Text.Json;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>The objects of one JSON array. Nested objects become columns (<c>Owner.Name</c>), lists of values one cell.</summary>
internal sealed class JsonTable : SourceTable
{
    private const int MaxColumns = 2_000;
    private const int MaxDepth = 8;

    private readonly string? _array;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private JsonTable(ImportSource source, string? array)
        : base(source, array ?? Path.GetFileNameWithoutExtension(source.Path))
    {
        _array = array;
    }

    public override IReadOnlyList<string> Columns => _names;

    public override bool HintIsCertain => _array is not null;

    /// <summary>Reads the whole file once: it must be sound to its end, and any object may bring a column of its own.</summary>
    public static IReadOnlyList<JsonTable> Open(ImportSource source)
    {
        var tables = new Dictionary<string, JsonTable>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Objects(source, null))
        {
            if (!tables.TryGetValue(item.Array ?? "", out var table))
                tables.Add(item.Array ?? "", table = new(source, item.Array));
            table.Learn(item.Value, "", 0);
        }

        if (tables.Count == 0)
            throw new UnreadableFileException("The file holds no list of objects.");
        return [.. tables.Values];
    }

    public override IEnumerable<SourceRow> Read(Action<long>? read = null)
    {
        foreach (var item in Objects(Source, read))
        {
            if (!string.Equals(item.Array, _array, StringComparison.OrdinalIgnoreCase))
                continue;
            var cells = new string?[_names.Count];
            Fill(item.Value, "", 0, cells);
            yield return new(item.Line, cells);
        }
    }

    private static IEnumerable<JsonItem> Objects(ImportSource source, Action<long>? read)
    {
        using var reader = new JsonItemReader(source.Open(), source.Path.EndsWith("l", StringComparison.OrdinalIgnoreCase) || source.Path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase));
        while (reader.Next() is { } item)
        {
            yield return item;
            read?.Invoke(reader.BytesRead);
        }
    }

    private void Learn(JsonElement element, string prefix, int depth)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = ColumnName(prefix, property.Name);
            if (property.Value.ValueKind == JsonValueKind.Object && depth < MaxDepth)
                Learn(property.Value, name, depth + 1);
            else if (_columns.Count < MaxColumns && _columns.TryAdd(name, _columns.Count))
                _names.Add(name);
        }
    }

    private void Fill(JsonElement element, string prefix, int depth, string?[] cells)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = ColumnName(prefix, property.Name);
            if (property.Value.ValueKind == JsonValueKind.Object && depth < MaxDepth)
                Fill(property.Value, name, depth + 1, cells);
            else if (_columns.TryGetValue(name, out var column))
                cells[column] = Text(property.Value);
        }
    }

    // HubSpot wraps the fields of a record in "properties".
    private static string ColumnName(string prefix, string name) =>
        prefix.Length == 0 || prefix.Equals("properties", StringComparison.OrdinalIgnoreCase) ? name : $"{prefix}.{name}";

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Scalar).Where(t => t is { Length: > 0 })),
        _ => null,
    };

    // A person or company in a list is known by its address or name, else by its id.
    private static string? Scalar(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Text(value);
        foreach (var name in (ReadOnlySpan<string>)["email", "value", "name", "id"])
        {
            if (value.TryGetProperty(name, out var property))
                return Convert.ToString(Text(property), CultureInfo.InvariantCulture);
        }

        return null;
    }
}
