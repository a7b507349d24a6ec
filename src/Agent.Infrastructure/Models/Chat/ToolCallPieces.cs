using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>Tool calls that come in pieces: several at once, interleaved, in any order.</summary>
internal sealed class ToolCallPieces
{
    private readonly List<Call> _calls = [];

    /// <summary>Adds a piece to the call that it belongs to.</summary>
    /// <returns>How many characters it brought.</returns>
    public int Add(JsonElement piece)
    {
        var id = piece.Text("id");
        var call = Find((int?)piece.Number("index"), id);
        if (!string.IsNullOrEmpty(id))
            call.Id = id;
        var function = piece.Get("function");
        var name = function?.Text("name") ?? "";
        // Some servers repeat the whole name with every piece.
        if (name != call.Name)
            call.Name += name;
        var arguments = function?.Get("arguments") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { } whole => whole.GetRawText(),
            null => "",
        };
        call.Arguments.Append(arguments);
        return name.Length + arguments.Length;
    }

    /// <summary>The calls in the model's order. Arguments that are no JSON object leave their call with an <see cref="FunctionCallContent.Exception"/>.</summary>
    public IEnumerable<FunctionCallContent> Whole() => _calls.OrderBy(c => c.Index).Select(c =>
        FunctionCallContent.CreateFromParsedArguments(c.Arguments.ToString(), c.Id ?? $"call_{Guid.CreateVersion7():N}", c.Name, Parse));

    // By index as the API says; servers that number all calls 0, or none, tell them apart by their ids.
    private Call Find(int? index, string? id)
    {
        var known = !string.IsNullOrEmpty(id) ? _calls.Find(c => c.Id == id)
            : index is { } at ? _calls.FindLast(c => c.Index == at)
            : _calls.LastOrDefault();
        known ??= index is { } free ? _calls.Find(c => c.Index == free && c.Id is null) : null;
        if (known is not null)
            return known;
        var call = new Call(index ?? _calls.Count);
        _calls.Add(call);
        return call;
    }

    private static Dictionary<string, object?>? Parse(string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
            return [];
        using var document = JsonDocument.Parse(arguments);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Null => [],
            // Some models write the object as a string once more.
            JsonValueKind.String => Parse(document.RootElement.GetString()!),
            _ => document.RootElement.EnumerateObject().ToDictionary(p => p.Name, object? (p) => p.Value.Clone()),
        };
    }

    private sealed class Call(int index)
    {
        public int Index => index;

        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
