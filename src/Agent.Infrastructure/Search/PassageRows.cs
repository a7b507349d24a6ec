using System.Data.Common;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>What the embedded index knows of itself.</summary>
/// <param name="Space">Number of the embedding model in the rows.</param>
/// <param name="Embedding">That model, or null.</param>
internal sealed record PassageTableState(long Space, EmbeddingSpace? Embedding);

/// <summary>Pieces of SQL over the tables of passages.</summary>
internal static class PassageRows
{
    /// <summary>What a hit is made of; the score comes after them.</summary>
    public const string Fields = """p."RowId", p."SourceKind", p."SourceId", p."Start", p."Length", p."Speaker", p."Context" """;

    public static DbCommand Command(this DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public static void Set(this DbCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
            return;
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    public static async Task<PassageTableState> StateAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.Command("""SELECT "Space", "Model", "Dimensions" FROM "index_state" """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.IsDBNull(1) ? null : new(reader.GetString(1), reader.GetInt32(2)));
    }

    /// <summary>Conditions that the full-text index does not know, or only by the month.</summary>
    public static string Outside(PassageFilter filter) =>
        (filter.From is null ? "" : """ AND p."At" >= $from""")
        + (filter.To is null ? "" : """ AND p."At" < $to""");

    public static void SetOutside(DbCommand command, PassageFilter filter, int take)
    {
        if (filter.From is { } from)
            command.Set("$from", from.ToUnixTimeMilliseconds());
        if (filter.To is { } to)
            command.Set("$to", to.ToUnixTimeMilliseconds());
        if (take > 0)
            command.Set("$take", take);
    }

    /// <summary>The passages in rows, in the order of these, with their scores; rows that are gone or of another time than the filter's are left out.</summary>
    public static async Task<IReadOnlyList<PassageHit>> ReadAsync(DbConnection connection, IReadOnlyList<(long Row, double Score)> rows, PassageFilter filter, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        await using var command = connection.Command($"""SELECT {Fields}, 0.0 FROM "passages" p WHERE p."RowId" IN (SELECT value FROM json_each($rows)) {Outside(filter)}""");
        command.Set("$rows", $"[{string.Join(',', rows.Select(r => r.Row))}]");
        SetOutside(command, filter, 0);
        var read = (await ReadAsync(command, ct)).ToDictionary(h => h.Row, h => h.Hit);
        return [.. rows.Where(r => read.ContainsKey(r.Row)).Select(r => read[r.Row] with { Score = r.Score })];
    }

    public static async Task<List<(long Row, PassageHit Hit)>> ReadAsync(DbCommand command, CancellationToken ct)
    {
        var hits = new List<(long, PassageHit)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var source = new PassageSource((SourceKind)reader.GetInt32(1), new Guid((byte[])reader.GetValue(2), bigEndian: true));
            var (start, length) = (reader.GetInt32(3), reader.GetInt32(4));
            var speaker = reader.IsDBNull(5) ? null : reader.GetString(5);
            hits.Add((reader.GetInt64(0), new(PassageId.Of(source, start, length), source, start, length, speaker, reader.GetString(6), reader.GetDouble(7))));
        }

        return hits;
    }
}
