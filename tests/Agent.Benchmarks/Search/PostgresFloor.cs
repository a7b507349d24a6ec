using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Agent.Benchmarks.Search;

/// <summary>PostgreSQL's own full-text search (tsvector, GIN, ts_rank) and the vectors of pgvector (IVFFlat), each asked for a hundred passages.</summary>
internal sealed class PostgresFloor : IAsyncDisposable
{
    private const string Columns = "id bigint, deal int, account int, owner int, team int, kind int, at bigint";
    // What pgvector's manual starts from: a list for a thousand rows; lists searched by the square root of the lists.
    private const int RowsOfList = 1_000;

    private readonly NpgsqlConnection _connection;

    private PostgresFloor(NpgsqlConnection connection) => _connection = connection;

    /// <summary>True when the server has pgvector.</summary>
    public bool HasVectors { get; private set; }

    /// <summary>Connects, and loads the passages unless the server holds as many.</summary>
    public static async Task<PostgresFloor> OpenAsync(string connection, StoredPassages passages, long count, CancellationToken ct)
    {
        var floor = new PostgresFloor(new(connection));
        await floor._connection.OpenAsync(ct);
        floor.HasVectors = await floor.ScalarAsync("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'", ct) > 0;
        if (floor.HasVectors)
            await floor.ExecuteAsync("CREATE EXTENSION IF NOT EXISTS vector", ct);
        var isThere = await floor.ScalarAsync("SELECT count(*) FROM pg_class WHERE relname = 'bench_words_tsv'", ct) > 0 && await floor.ScalarAsync("SELECT count(*) FROM bench_words", ct) == count;
        if (!isThere)
            await floor.BuildAsync(passages, count, ct);
        if (floor.HasVectors)
            await floor.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SET ivfflat.probes = {(int)Math.Ceiling(Math.Sqrt(Lists(count)))}; SET ivfflat.iterative_scan = relaxed_order"), ct);
        return floor;
    }

    public Task<IReadOnlyList<long>> FindWordsAsync(SearchCase question, CancellationToken ct) => FindAsync(
        $"SELECT p.id FROM bench_words p, to_tsquery('english', $1) q WHERE p.words @@ q {question.Filter.Sql("p")} ORDER BY ts_rank(p.words, q) DESC LIMIT 100", string.Join(" | ", question.Words), ct);

    public Task<IReadOnlyList<long>> FindNearAsync(SearchCase question, ReadOnlyMemory<float> vector, int take, CancellationToken ct)
    {
        var text = $"[{string.Join(',', vector.ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]";
        return FindAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT p.id FROM bench_vectors p WHERE true {question.Filter.Sql("p")} ORDER BY p.vector <=> $1::text::vector LIMIT {take}"), text, ct);
    }

    public async Task<double> MegabytesAsync(CancellationToken ct) => await ScalarAsync("SELECT pg_database_size(current_database())", ct) / 1e6;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static long Lists(long count) => Math.Max(10, count / RowsOfList);

    private async Task BuildAsync(StoredPassages passages, long count, CancellationToken ct)
    {
        await ExecuteAsync($"DROP TABLE IF EXISTS bench_words, bench_vectors; CREATE UNLOGGED TABLE bench_words ({Columns}, body text, words tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED)", ct);
        await CopyAsync("bench_words (id, deal, account, owner, team, kind, at, body)", p => Encoding.UTF8.GetBytes(p.Text), passages, ct);
        await ExecuteAsync($"CREATE INDEX bench_words_tsv ON bench_words USING gin (words); {Filters("bench_words")}", ct);
        if (!HasVectors)
            return;
        await ExecuteAsync($"CREATE UNLOGGED TABLE bench_vectors ({Columns}, vector vector({TopicEmbedder.Dimensions})); ALTER TABLE bench_vectors ALTER COLUMN vector SET STORAGE PLAIN", ct);
        await CopyAsync("bench_vectors (id, deal, account, owner, team, kind, at, vector)", VectorOf, passages, ct);
        await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"CREATE INDEX ON bench_vectors USING ivfflat (vector vector_cosine_ops) WITH (lists = {Lists(count)}); {Filters("bench_vectors")}"), ct);
    }

    private static string Filters(string table) => string.Concat(new[] { "deal", "account", "owner", "team", "kind, at" }.Select(c => $"CREATE INDEX ON {table} ({c}); ")) + $"ANALYZE {table}";

    // The binary format of COPY, since the client does not know the type of the vectors.
    private async Task CopyAsync(string table, Func<StoredPassage, byte[]> last, StoredPassages passages, CancellationToken ct)
    {
        await using var raw = await _connection.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)", ct);
        await using var copy = new BufferedStream(raw, 1 << 18);
        // Its signature, no flags, no extension.
        copy.Write("PGCOPY"u8);
        copy.Write([0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]);
        await foreach (var p in passages.ReadAsync(ct))
        {
            Short(8);
            Long(p.Row);
            foreach (var number in new[] { p.Deal, p.Account, p.Owner, p.Team, p.Kind })
            {
                Int(4);
                Int(number);
            }

            Long(p.At);
            var bytes = last(p);
            Int(bytes.Length);
            copy.Write(bytes);
        }

        Short(-1);
        await copy.FlushAsync(ct);

        void Short(short value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteInt16BigEndian(bytes, value);
            copy.Write(bytes);
        }

        void Int(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            copy.Write(bytes);
        }

        void Long(long value)
        {
            Int(8);
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            copy.Write(bytes);
        }
    }

    // pgvector's own format: how many numbers, an unused word, the numbers, all big-endian.
    private static byte[] VectorOf(StoredPassage passage)
    {
        var numbers = passage.Numbers;
        var bytes = new byte[4 + (numbers.Length * 4)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(4 + (i * 4)), numbers[i]);
        return bytes;
    }

    private async Task<IReadOnlyList<long>> FindAsync(string sql, string parameter, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<long>();
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetInt64(0));
        return found;
    }

    private async Task<long> ScalarAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
