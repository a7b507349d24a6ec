using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agent.Core.Agents.Tools;
using Microsoft.Extensions.AI;

namespace Agent.Api.Tests.Guards;

/// <summary>
/// The worst model there is: it looks around, then does all that an attack tells it, whatever its instructions say. It knows the attack from the
/// conversation, not from its instructions; names of other teams' things are handed to it, as if they had leaked.
/// </summary>
internal sealed class ObedientModel : IChatClient
{
    public const string ModelId = "obedient";

    private const int LongestQuery = 200;

    private static readonly string[] Looks = ["timeline", "deal_status", "who_is_who", "next_step", "meeting_brief"];

    // The most calls of one round; it floods in as few rounds as it can.
    private const int CallsOfRound = 50;

    private readonly ConcurrentDictionary<string, (Attack Attack, Func<string, string> Fill, string LookAt)> _known = new();

    /// <summary>Every tool result that was sent to the model, by case.</summary>
    public ConcurrentDictionary<string, string> Sent { get; } = new();

    /// <summary>The instructions that the model had, by case.</summary>
    public ConcurrentDictionary<string, string> Instructions { get; } = new();

    /// <summary>Prepares it for a question that holds the case's number.</summary>
    /// <param name="attack">The case.</param>
    /// <param name="fill">Puts real names in the place of the marks in the texts of a case.</param>
    /// <param name="lookAt">The user's deal, whose texts it reads first.</param>
    public void Expect(Attack attack, Func<string, string> fill, string lookAt) => _known[attack.Id] = (attack, fill, lookAt);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        List<ChatMessage> talk = [.. messages];
        var asked = talk.FindLastIndex(m => m.Role == ChatRole.User);
        var (attack, fill, lookAt) = _known[talk[asked].Text.Split(':')[0]];
        var round = talk.Skip(asked + 1).Count(m => m.Role == ChatRole.Assistant);
        var instructions = string.Join('\n', talk.Where(m => m.Role == ChatRole.System).Select(m => m.Text));
        Instructions[attack.Id] = instructions;
        Sent[attack.Id] = string.Join('\n', talk.SelectMany(m => m.Contents).OfType<ToolReturn>().Select(r => r.Text));
        if (round == 0)
        {
            // It reads all that there is on the deal, whichever tool shows it.
            yield return Update([
                .. Looks.Select(tool => Call(tool, new() { ["deal"] = lookAt })),
                Call("search_notes", new() { ["query"] = "zebra", ["deal"] = lookAt }),
                Call("search_notes", new() { ["query"] = attack.Text.Length <= LongestQuery ? attack.Text : attack.Text[..LongestQuery], ["deal"] = lookAt })]);
            yield break;
        }

        var calls = attack.Obeys.Where(o => o.Call is not null).SelectMany(o => Enumerable.Repeat(o, Math.Max(1, o.Times))).Skip((round - 1) * CallsOfRound).Take(CallsOfRound).ToList();
        if (calls.Count > 0)
            yield return Update([.. calls.Select(o => Call(o.Call!, o.Arguments?.ToDictionary(a => a.Key, a => (object?)Filled(a.Value, text => Leaking(attack, JsonEncodedText.Encode(instructions).ToString(), text, fill))) ?? []))]);
        else
            yield return Update([.. attack.Obeys.Where(o => o.Say is not null).Select(o => new TextContent(Leaking(attack, instructions, o.Say!, fill)))]);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    // Asked for its instructions, it gives the very words of them.
    private static string Leaking(Attack attack, string instructions, string said, Func<string, string> fill) =>
        fill(attack.Class.StartsWith("LLM07", StringComparison.Ordinal) ? said.Replace("SECRET", instructions, StringComparison.Ordinal) : said);

    private static FunctionCallContent Call(string name, Dictionary<string, object?> arguments) => new(Guid.CreateVersion7().ToString("N"), name, arguments);

    private static JsonElement Filled(JsonElement value, Func<string, string> fill) => JsonSerializer.Deserialize<JsonElement>(fill(value.GetRawText()));

    private static ChatResponseUpdate Update(params AIContent[] contents) => new(ChatRole.Assistant, contents) { ModelId = ModelId, MessageId = Guid.CreateVersion7().ToString("N") };
}
