using System.Text.Json;

namespace Agent.Infrastructure.Import.Tables;

/// <summary>An object of a JSON file.</summary>
/// <param name="Array">Name of the array that holds it; null for an array, or a row of objects, at the top.</param>
/// <param name="Value">The object; valid until the next one is read.</param>
/// <param name="Line">The line on which it starts.</param>
internal readonly record struct JsonItem(string? Array, JsonElement Value, int Line);

/// <summary>
/// Reads the objects of a JSON file one by one, so that a file larger than memory can be read: of an array at the top, of
/// the arrays in an object at the top, or one after the other (JSON Lines).
/// </summary>
internal sealed class JsonItemReader(Stream stream, bool jsonLines) : IDisposable
{
    // One record of a CRM, with its emails. A longer one is no record.
    private const int MaxItemLength = 32 * 1024 * 1024;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _last;
    private int _line = 1;
    private string? _array;
    private JsonDocument? _document;
    private JsonReaderState _state = new(new() { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    private bool _begun;
    private bool _inObject;

    /// <summary>Bytes read from the file so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next object, or null at the end.</summary>
    /// <exception cref="UnreadableFileException">The file is not JSON, or holds something else than objects in arrays.</exception>
    public JsonItem? Next()
    {
        _document?.Dispose();
        _document = null;
        while (true)
        {
            try
            {
                if (Step(out var item, out var ended))
                    return item;
                if (ended)
                    return null;
            }
            catch (JsonException e)
            {
                throw new UnreadableFileException($"The file is not valid JSON: line {_line + (e.LineNumber ?? 0)} cannot be read.");
            }

            Fill();
        }
    }

    public void Dispose()
    {
        _document?.Dispose();
        stream.Dispose();
    }

    // Reads tokens from the buffer until an object is whole; false when the buffer does not hold it to its end.
    private bool Step(out JsonItem item, out bool ended)
    {
        item = default;
        ended = false;
        if (!_begun && !Begin())
            return false;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _last, _state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                Consume(before.BytesConsumed, before.CurrentState);
                ended = _last;
                return false;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var role = reader.CurrentDepth == 0 ? RoleAtTop(reader) : reader.CurrentDepth == (_inObject ? 2 : 1) ? Role.Record : Role.Other;
                    if (role == Role.Holder)
                    {
                        _inObject = true;
                        break;
                    }

                    var whole = before;
                    whole.Read();
                    JsonDocument? document = null;
                    if (role == Role.Undecided || !JsonDocument.TryParseValue(ref whole, out document))
                    {
                        Consume(before.BytesConsumed, before.CurrentState);
                        return false;
                    }

                    if (role == Role.Other)
                    {
                        document.Dispose();
                        reader = whole;
                        break;
                    }

                    _document = document;
                    item = new(_array, document.RootElement, _line + LineBreaks((int)reader.TokenStartIndex));
                    Consume(whole.BytesConsumed, whole.CurrentState);
                    return true;

                case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                    _inObject = false;
                    _array = null;
                    break;

                case JsonTokenType.PropertyName:
                    _array = reader.GetString();
                    break;

                case JsonTokenType.StartArray or JsonTokenType.EndArray or JsonTokenType.EndObject:
                    break;

                default:
                    if (!_inObject)
                        throw new UnreadableFileException("The file holds no list of objects.");
                    break;
            }
        }
    }

    // An object at the top holds the lists when one of its values is an array of objects, as in {"total":2,"deals":[{…}]}.
    private Role RoleAtTop(Utf8JsonReader reader)
    {
        if (jsonLines)
            return Role.Record;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                var list = reader;
                if (!list.Read())
                    break;
                if (list.TokenType == JsonTokenType.StartObject)
                    return Role.Holder;
            }

            if (!reader.TrySkip())
                break;
        }

        return reader.TokenType == JsonTokenType.EndObject || _last ? Role.Record : Role.Undecided;
    }

    private bool Begin()
    {
        if (_end == 0 && !_last)
            return false;
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
        _begun = true;
        return true;
    }

    private int LineBreaks(int length) => _buffer.AsSpan(_start, length).Count((byte)'\n');

    private void Consume(long bytes, JsonReaderState state)
    {
        _line += LineBreaks((int)bytes);
        _start += (int)bytes;
        _state = state;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxItemLength)
                throw new UnreadableFileException("The file holds a record of more than 32 MB.", _line);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        BytesRead += read;
        _end += read;
        _last = read == 0;
    }

    private enum Role
    {
        Record,
        Holder,
        Other,

        /// <summary>The buffer does not hold enough to tell.</summary>
        Undecided,
    }
}
