using System.Text.Json;

namespace Agent.Evals;

/// <summary>Reads cases, one JSON document a line; empty lines and lines that start with <c>//</c> are passed over.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<List<T>> ReadAsync<T>(string path, CancellationToken ct)
    {
        var cases = new List<T>();
        var lines = await File.ReadAllLinesAsync(path, ct);
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i].StartsWith("//", StringComparison.Ordinal))
                continue;
            try
            {
                cases.Add(JsonSerializer.Deserialize<T>(lines[i], Json) ?? throw new FormatException($"Line {i + 1} of {path} is empty."));
            }
            catch (JsonException e)
            {
                throw new FormatException($"Line {i + 1} of {path} cannot be read: {e.Message}", e);
            }
        }

        return cases;
    }
}
