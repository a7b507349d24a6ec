using System.Data.Common;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Agent.Infrastructure.Search;

/// <summary>
/// The vectors of the embedded index as bytes in memory: a quarter of their size, scanned exactly by SIMD. The nearest by bytes are
/// compared again by their stored numbers, so that the order is that of the cosine. Loaded at the first search with a vector, then kept
/// up to date by the rows that came since; rows that are gone vanish when they are looked up.
/// </summary>
internal sealed class VectorCodes : IDisposable
{
    private const int ChunkRows = 16_384;
    // So many times more than asked for are compared by their stored numbers.
    private const int Oversampling = 4;
    private const int LeastRescored = 100;

    private readonly SemaphoreSlim _gate = new(1);
    private List<Chunk> _chunks = [];
    private long _space = -1;
    private long _lastRow;

    /// <summary>A vector, brought to length 1, as it is stored: 32-bit floats, little-endian.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes<float>(Unit(vector)).ToArray();

    /// <summary>Loads what was written since the last call.</summary>
    public async Task CatchUpAsync(DbConnection connection, long space, int dimensions, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_space != space)
                (_chunks, _space, _lastRow) = ([], space, 0);
            await using var command = connection.Command("""SELECT "RowId", "Vector" FROM "passage_vectors" WHERE "RowId" > $last AND "Space" = $space ORDER BY "RowId" """);
            command.Set("$last", _lastRow);
            command.Set("$space", space);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                // Searches that run keep the list that they began with.
                if (_chunks.Count == 0 || _chunks[^1].Count == ChunkRows)
                    _chunks = [.. _chunks, new(dimensions)];
                _chunks[^1].Add(reader.GetInt64(0), MemoryMarshal.Cast<byte, float>((byte[])reader.GetValue(1)));
                _lastRow = reader.GetInt64(0);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The rows nearest to a vector by cosine, nearest first.</summary>
    /// <param name="connection">Where the stored numbers are.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="allowed">Rows that may be found, in order; null for all.</param>
    /// <param name="take">The most rows.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<IReadOnlyList<(long Row, float Similarity)>> FindAsync(DbConnection connection, ReadOnlyMemory<float> vector, long[]? allowed, int take, CancellationToken ct)
    {
        var unit = Unit(vector.Span);
        var candidates = Scan(_chunks, unit, allowed, Math.Max(LeastRescored, take * Oversampling), ct);
        if (candidates.Count == 0)
            return [];
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

    public void Dispose() => _gate.Dispose();

    private static List<long> Scan(List<Chunk> chunks, float[] unit, long[]? allowed, int most, CancellationToken ct)
    {
        var codes = new sbyte[unit.Length];
        Quantize(unit, codes);
        var best = new PriorityQueue<long, float>(most + 1);
        var next = 0;
        foreach (var chunk in chunks)
        {
            ct.ThrowIfCancellationRequested();
            var count = chunk.Count;
            if (allowed is null)
            {
                for (var i = 0; i < count; i++)
                    Offer(chunk.Rows[i], chunk.Similarity(i, codes));
                continue;
            }

            // Both are in order: what is allowed is looked up chunk by chunk.
            for (; next < allowed.Length && count > 0 && allowed[next] <= chunk.Rows[count - 1]; next++)
            {
                var at = Array.BinarySearch(chunk.Rows, 0, count, allowed[next]);
                if (at >= 0)
                    Offer(allowed[next], chunk.Similarity(at, codes));
            }
        }

        return [.. best.UnorderedItems.Select(b => b.Element)];

        void Offer(long row, float similarity)
        {
            if (best.Count < most)
                best.Enqueue(row, similarity);
            else
                best.EnqueueDequeue(row, similarity);
        }
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
    private static int Dot(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sum = Vector<int>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(a[i..]), out var aLow, out var aHigh);
            Vector.Widen(new Vector<sbyte>(b[i..]), out var bLow, out var bHigh);
            Vector.Widen(aLow * bLow, out var first, out var second);
            Vector.Widen(aHigh * bHigh, out var third, out var fourth);
            sum += first + second + third + fourth;
        }

        var total = Vector.Sum(sum);
        for (; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    private sealed class Chunk(int dimensions)
    {
        private readonly sbyte[] _codes = new sbyte[ChunkRows * dimensions];
        private readonly float[] _scales = new float[ChunkRows];
        private int _count;

        public long[] Rows { get; } = new long[ChunkRows];

        // Read before the rows that it counts: who adds writes them first.
        public int Count => Volatile.Read(ref _count);

        public void Add(long row, ReadOnlySpan<float> vector)
        {
            if (vector.Length != dimensions)
                return;
            Rows[_count] = row;
            _scales[_count] = Quantize(vector, _codes.AsSpan(_count * dimensions, dimensions));
            Volatile.Write(ref _count, _count + 1);
        }

        public float Similarity(int i, ReadOnlySpan<sbyte> query) => _scales[i] * Dot(_codes.AsSpan(i * dimensions, dimensions), query);
    }
}
