using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>What the bytes of a file are, whatever its name says.</summary>
/// <param name="Encoding">Encoding of the text.</param>
/// <param name="Refusal">Why it is no text that can be imported, or null.</param>
/// <param name="Start">The first characters.</param>
internal sealed record FileContent(Encoding Encoding, string? Refusal, string Start)
{
    private const int StartLength = 64 * 1024;

    private static readonly Encoding Western;
    private static readonly Encoding CentralEuropean;

    static FileContent()
    {
        Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        CentralEuropean = CodePagesEncodingProvider.Instance.GetEncoding(1250)!;
    }

    /// <summary>Reads the file once to tell its encoding; a spreadsheet program may have put a letter that is not UTF-8 at its very end.</summary>
    public static FileContent Inspect(ImportSource source)
    {
        using var stream = source.Open();
        var start = new byte[StartLength];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var head = start.AsSpan(0, length);
        if (length == 0)
            return Refuse("The file is empty.");
        if (Signature(head) is { } what)
            return Refuse(what);
        if (ByteOrder(head) is { } unicode)
            return Accept(unicode, head);
        if (head.Contains((byte)0))
            return Refuse("The file holds binary data, not text.");

        var letters = new LetterCount();
        var utf8 = true;
        var carry = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(StartLength + 4);
        try
        {
            head.CopyTo(buffer);
            var filled = length;
            while (filled > carry || carry > 0)
            {
                var chunk = buffer.AsSpan(0, filled);
                var more = stream.ReadByte();
                carry = more < 0 ? 0 : IncompleteTail(chunk);
                var whole = chunk[..^carry];
                utf8 &= Utf8.IsValid(whole);
                if (!utf8)
                    letters.Add(whole);
                if (more < 0)
                    break;
                chunk[^carry..].CopyTo(buffer);
                buffer[carry] = (byte)more;
                filled = carry + 1 + stream.ReadAtLeast(buffer.AsSpan(carry + 1, StartLength - carry - 1), StartLength - carry - 1, throwOnEndOfStream: false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Accept(utf8 ? new UTF8Encoding(false) : letters.LookCentralEuropean ? CentralEuropean : Western, head);
    }

    private static FileContent Accept(Encoding encoding, ReadOnlySpan<byte> head)
    {
        var text = encoding.GetString(head).TrimStart('\ufeff');
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return Refuse("The file is a web page, perhaps an error or sign-in page of the export, not the export itself.");
        if (start.IsEmpty)
            return Refuse("The file is empty.");
        return new(encoding, null, text);
    }

    private static FileContent Refuse(string reason) => new(Encoding.UTF8, reason, "");

    private static string? Signature(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\u0003\u0004"u8) ? "The file is an Excel workbook or another zip archive; save it as CSV first."
        : head.StartsWith("%PDF"u8) ? "The file is a PDF document; add it as your own material (Settings, or import --as document)."
        : head.StartsWith("\xD0\xCF\x11\xE0"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "The file is an old Excel or Word document; save it as CSV first."
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "The file is compressed; unpack it first."
        : head.StartsWith("SQLite format 3\0"u8) ? "The file is a database."
        : null;

    private static Encoding? ByteOrder(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (head.Length < 4)
            return null;
        // Western text in UTF-16 has every second byte zero.
        var sample = head[..Math.Min(head.Length & ~1, 512)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var most = sample.Length * 2 / 5;
        return odd >= most && even == 0 ? Encoding.Unicode : even >= most && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    // Bytes of a letter that the chunk's end cuts.
    private static int IncompleteTail(ReadOnlySpan<byte> chunk)
    {
        for (var back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            var b = chunk[^back];
            if ((b & 0xC0) == 0x80)
                continue;
            var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return needed > back ? back : 0;
        }

        return 0;
    }

    // Tells the two code pages of Europe apart by bytes that are letters in one and signs, or rare letters, in the other.
    private sealed class LetterCount
    {
        private int _central;
        private int _western;

        public bool LookCentralEuropean => _central > _western;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] < 0x80)
                    continue;
                var before = i > 0 && IsLetter(bytes[i - 1]);
                var after = i + 1 < bytes.Length && IsLetter(bytes[i + 1]);
                switch (bytes[i])
                {
                    // In 1250 ą ł ż ś ź ť ľ ş ţ; in 1252 signs, which never stand inside a word.
                    case 0xB9 or 0xB3 or 0xBF or 0x9C or 0x9F or 0x9D or 0xBE or 0xBA when before || after:
                        _central += 2;
                        break;

                    // In 1250 ę ě ů ő ű ń ć inside a word; in 1252 ê ì ù õ û ñ æ, of which ì and ù end words.
                    case 0xEC or 0xF9 when after:
                        _central++;
                        break;
                    case 0xE0 or 0xE3 or 0xE5 or 0xF1 or 0xF5 or 0xE6:
                        _western++;
                        break;
                }
            }
        }

        private static bool IsLetter(byte b) => b is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= 0xC0;
    }
}

/// <summary>Counts the bytes that were read, for the progress.</summary>
internal sealed class CountingStream(Stream inner) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
