using System.IO.Compression;
using Agent.Infrastructure.Import.Tables;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Agent.Infrastructure.Import.Materials;

/// <summary>Unpacks the parts of a PDF document, as long as there is time and the parts are of a size that a document has.</summary>
/// <param name="time">Is cancelled when the time is over.</param>
internal sealed class BoundedFilters(CancellationToken time) : IFilterProvider
{
    // Of a document of 20 MB; what unpacks to more is made to do harm.
    private const long MaxUnpacked = 256L * 1024 * 1024;
    private const int Buffer = 64 * 1024;

    private long _unpacked;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(DefaultFilterProvider.Instance.GetAllFilters());

    private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters)
    {
        time.ThrowIfCancellationRequested();
        return [.. filters.Select(f => new BoundedFilter(this, f))];
    }

    private void Count(long bytes)
    {
        time.ThrowIfCancellationRequested();
        _unpacked += bytes;
        if (_unpacked > MaxUnpacked)
            throw new UnreadableFileException("The PDF unpacks to far more than its size; it is not read.");
    }

    private sealed class BoundedFilter(BoundedFilters all, IFilter inner) : IFilter
    {
        // What a byte of these packings stands for at most: half of LZW's longest string for one and a half bytes. The others hardly grow.
        private const int MostOfLzw = 1_365;
        private const int MostOfRunLength = 128;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            // The reader unpacks into memory at once, so that the size is found out before.
            switch (inner)
            {
                case FlateFilter:
                    CountFlate(input);
                    break;
                case LzwFilter:
                    Check((long)input.Length * MostOfLzw);
                    break;
                case RunLengthFilter:
                    Check((long)input.Length * MostOfRunLength);
                    break;
                default:
                    break;
            }

            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            if (inner is not FlateFilter)
                all.Count(output.Length);
            return output;
        }

        private static void Check(long most)
        {
            if (most > MaxUnpacked)
                throw new UnreadableFileException("The PDF unpacks to far more than its size; it is not read.");
        }

        private void CountFlate(Memory<byte> input)
        {
            // Two bytes of a header come first.
            if (input.Length <= 2)
                return;
            using var packed = new MemoryStream(input[2..].ToArray(), writable: false);
            using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
            var buffer = new byte[Buffer];
            try
            {
                for (var read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
                    all.Count(read);
            }
            catch (InvalidDataException)
            {
                // Where it is damaged the reader stops too, and makes do with what it has.
                all.Count(0);
            }
        }
    }
}
