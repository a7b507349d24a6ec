using System.Data.Common;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>
/// The vectors of the embedded index as bytes in memory: a quarter of their size, scanned exactly by SIMD on all cores. The nearest by
/// bytes are compared again by their stored numbers, so that the order is that of the cosine. Loaded at the first search with a vector,
/// then kept up to date by the rows that came since; rows that are gone vanish when they are looked up.
/// </summary>
internal sealed class VectorCodes : IDisposable
{
    private const int ChunkRows = 16_384;
    private const int WordBits = 64;
    // So many times more than asked for are compared by their stored numbers.
    private const int Oversampling = 4;
    private const int LeastRescored = 100;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ScopeRows _scopes = new();
    private List<Chunk> _chunks = [];
    private long _space = -1;
    private long _lastRow;

    /// <summary>A vector, brought to length 1, as it is stored: 32-bit floats, little-endian.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes<float>(Unit(vector)).ToArray();

    /// <summary>The rows nearest to a search's vector by cosine that fit its conditions, nearest first.</summary>
    /// <param name="connection">Where the stored numbers are.</param>
    /// <param name="search">The search.</param>
    /// <param name="space">Number of the embedding model in the rows.</param>
    /// <param name="take">The most rows.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<IReadOnlyList<(long Row, float Similarity)>> FindAsync(DbConnection connection, PassageSearch search, long space, int take, CancellationToken ct)
    {
        List<Chunk> chunks;
        ulong[]? allowed;
        await _gate.WaitAsync(ct);
        try
        {
            await CatchUpAsync(connection, space, search.Vector.Length, ct);
            chunks = _chunks;
            allowed = await AllowedAsync(connection, search, ct);
        }
        finally
        {
            _gate.Release();
        }

        var unit = Unit(search.Vector.Span);
        var candidates = Scan(chunks, unit, allowed, new(search.Filter), Math.Max(LeastRescored, take * Oversampling), ct);
        return candidates.Count == 0 ? [] : await CompareAsync(connection, unit, candidates, take, ct);
    }

    public void Dispose() => _gate.Dispose();

    // Loads what was written since the last call.
    private async Task CatchUpAsync(DbConnection connection, long space, int dimensions, CancellationToken ct)
    {
        if (_space != space)
        {
            (_chunks, _space, _lastRow) = ([], space, 0);
            _scopes.Clear();
        }

        await using var command = connection.Command(
            """
            SELECT v."RowId", v."Vector", p."At", p."Kind" FROM "passage_vectors" v CROSS JOIN "passages" p ON p."RowId" = v."RowId"
            WHERE v."RowId" > $last AND v."Space" = $space ORDER BY v."RowId"
            """);
        command.Set("$last", _lastRow);
        command.Set("$space", space);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            // Searches that run keep the list that they began with.
            if (_chunks.Count == 0 || _chunks[^1].Count == ChunkRows)
                _chunks = [.. _chunks, new(dimensions)];
            _lastRow = reader.GetInt64(0);
            _chunks[^1].Add(_lastRow, reader.GetInt64(2), (PassageKind)reader.GetInt32(3), MemoryMarshal.Cast<byte, float>((byte[])reader.GetValue(1)));
        }
    }

    // The rows that the conditions other than kind and time leave, a bit for each; null for all.
    private async Task<ulong[]?> AllowedAsync(DbConnection connection, PassageSearch search, CancellationToken ct)
    {
        var filter = search.Filter;
        if (filter.DealId is not null || filter.AccountId is not null || filter.Speakers is { Count: > 0 } || search.Phrases.Count > 0)
        {
            var few = ScopeRows.Bits(_chunks.Count * ChunkRows);
            ScopeRows.Mark(few, Places(await ScopeRows.ReadAsync(connection, PassageMatch.Of(search, withTerms: false)!, 0, ct)));
            return few;
        }

        // Whose a passage is never changes while it has its number, so these rows are read once.
        var bits = search.Scope.Everything ? null : await UnionAsync(PassageMatch.ScopeWords(search.Scope));
        if (filter.OwnerId is not { } owner)
            return bits;
        var owned = await UnionAsync([PassageMatch.OwnerWord(owner)]);
        if (bits is not null)
            TensorPrimitives.BitwiseAnd<ulong>(owned, bits, owned);
        return owned;

        Task<ulong[]> UnionAsync(IEnumerable<string> words) => _scopes.UnionAsync(connection, words, _chunks.Count * ChunkRows, _lastRow, Places, ct);
    }

    // Where rows stand, counted over all chunks; those without a vector stand nowhere. Both are in order.
    private List<int> Places(IReadOnlyList<long> rows)
    {
        var places = new List<int>(rows.Count);
        for (var (next, c) = (0, 0); c < _chunks.Count && next < rows.Count; c++)
        {
            var (chunk, count) = (_chunks[c].Rows, _chunks[c].Count);
            for (; next < rows.Count && rows[next] <= chunk[count - 1]; next++)
            {
                var at = Array.BinarySearch(chunk, 0, count, rows[next]);
                if (at >= 0)
                    places.Add((c * ChunkRows) + at);
            }
        }

        return places;
    }

    private static List<long> Scan(List<Chunk> chunks, float[] unit, ulong[]? allowed, Condition condition, int most, CancellationToken ct)
    {
        var codes = new sbyte[unit.Length];
        Quantize(unit, codes);
        var query = Array.ConvertAll(codes, c => (short)c);
        var nearest = new Nearest(most);
        var gate = new Lock();
        Parallel.For(
            0,
            chunks.Count,
            new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new Nearest(most),
            (c, _, own) =>
            {
                chunks[c].Offer(query, allowed is null ? default : allowed.AsSpan(c * ChunkRows / WordBits, ChunkRows / WordBits), allowed is null, condition, own);
                return own;
            },
            own =>
            {
                lock (gate)
                    nearest.Add(own);
            });
        return nearest.Rows;
    }

    private static async Task<IReadOnlyList<(long Row, float Similarity)>> CompareAsync(DbConnection connection, float[] unit, List<long> candidates, int take, CancellationToken ct)
    {
        await using var command = connection.Command("""SELECT "RowId", "Vector" FROM "passage_vectors" WHERE "RowId" IN (SELECT value FROM json_each($rows))""");
        command.Set("$rows", $"[{string.Join(',', candidates)}]");
        var found = new List<(long Row, float Similarity)>(candidates.Count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var stored = MemoryMarshal.Cast<byte, float>((byte[])reader.GetValue(1));
            if (stored.Length == unit.Length)
                found.Add((reader.GetInt64(0), TensorPrimitives.Dot(stored, unit)));
        }

        return [.. found.OrderByDescending(f => f.Similarity).Take(take)];
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        var norm = TensorPrimitives.Norm(vector);
        var unit = new float[vector.Length];
        if (norm > 0)
            TensorPrimitives.Divide(vector, norm, unit);
        return unit;
    }

    // The largest number becomes 127.
    private static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude(vector)) / sbyte.MaxValue;
        for (var i = 0; i < vector.Length && scale > 0; i++)
            codes[i] = (sbyte)MathF.Round(vector[i] / scale);
        return scale;
    }

    // The product of two bytes fits into 16 bits; the sums are kept in 32.
    private static int Dot(ReadOnlySpan<sbyte> row, ReadOnlySpan<short> query)
    {
        ref var left = ref MemoryMarshal.GetReference(row);
        ref var right = ref MemoryMarshal.GetReference(query);
        var (i, total) = (0, 0);
        if (Avx512BW.IsSupported)
        {
            var sum = Vector512<int>.Zero;
            for (; i <= row.Length - Vector512<short>.Count; i += Vector512<short>.Count)
                sum += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)i)), Vector512.LoadUnsafe(ref right, (nuint)i));
            total = Vector512.Sum(sum);
        }
        else if (Avx2.IsSupported)
        {
            var sum = Vector256<int>.Zero;
            for (; i <= row.Length - Vector256<short>.Count; i += Vector256<short>.Count)
                sum += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)i)), Vector256.LoadUnsafe(ref right, (nuint)i));
            total = Vector256.Sum(sum);
        }
        else
        {
            var sum = Vector<int>.Zero;
            for (; i <= row.Length - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
            {
                Vector.Widen(new Vector<sbyte>(row[i..]), out var low, out var high);
                Vector.Widen(low * new Vector<short>(query[i..]), out var first, out var second);
                Vector.Widen(high * new Vector<short>(query[(i + Vector<short>.Count)..]), out var third, out var fourth);
                sum += first + second + third + fourth;
            }

            total = Vector.Sum(sum);
        }

        for (; i < row.Length; i++)
            total += row[i] * query[i];
        return total;
    }

    // What every row is asked besides whose it is.
    private sealed class Condition(PassageFilter filter)
    {
        private readonly long _from = filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue;
        private readonly long _to = filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        private readonly uint _kinds = filter.Kinds is { Count: > 0 } kinds ? kinds.Aggregate(0U, (set, kind) => set | (1U << (int)kind)) : uint.MaxValue;

        public bool Holds(long at, PassageKind kind) => at >= _from && at < _to && ((_kinds >> (int)kind) & 1) != 0;
    }

    // The best so far, the worst of them at hand.
    private sealed class Nearest(int most)
    {
        private readonly PriorityQueue<long, float> _best = new(most + 1);
        private float _least = float.NegativeInfinity;

        public List<long> Rows => [.. _best.UnorderedItems.Select(b => b.Element)];

        public void Offer(long row, float similarity)
        {
            if (_best.Count < most)
            {
                _best.Enqueue(row, similarity);
                return;
            }

            if (similarity <= _least)
                return;
            _best.EnqueueDequeue(row, similarity);
            _best.TryPeek(out var _, out _least);
        }

        public void Add(Nearest other)
        {
            foreach (var (row, similarity) in other._best.UnorderedItems)
                Offer(row, similarity);
        }
    }

    private sealed class Chunk(int dimensions)
    {
        private readonly sbyte[] _codes = new sbyte[ChunkRows * dimensions];
        private readonly float[] _scales = new float[ChunkRows];
        private readonly long[] _at = new long[ChunkRows];
        private readonly PassageKind[] _kinds = new PassageKind[ChunkRows];
        private int _count;

        public long[] Rows { get; } = new long[ChunkRows];

        // Read before the rows that it counts: who adds writes them first.
        public int Count => Volatile.Read(ref _count);

        public void Add(long row, long at, PassageKind kind, ReadOnlySpan<float> vector)
        {
            if (vector.Length != dimensions)
                return;
            (Rows[_count], _at[_count], _kinds[_count]) = (row, at, kind);
            _scales[_count] = Quantize(vector, _codes.AsSpan(_count * dimensions, dimensions));
            Volatile.Write(ref _count, _count + 1);
        }

        public void Offer(ReadOnlySpan<short> query, ReadOnlySpan<ulong> allowed, bool all, Condition condition, Nearest nearest)
        {
            var count = Count;
            for (var first = 0; first < count; first += WordBits)
            {
                for (var bits = all ? ulong.MaxValue : allowed[first / WordBits]; bits != 0; bits &= bits - 1)
                {
                    var i = first + BitOperations.TrailingZeroCount(bits);
                    if (i < count && condition.Holds(_at[i], _kinds[i]))
                        nearest.Offer(Rows[i], _scales[i] * Dot(_codes.AsSpan(i * dimensions, dimensions), query));
                }
            }
        }
    }
}
