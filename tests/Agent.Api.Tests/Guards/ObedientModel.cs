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

    // The most calls of one round; it floods in as few rounds as it can.
    private const int CallsOfRound = 50;

    private readonly ConcurrentDictionary<string, (Attack Attack, Func<string, string> Fill, string LookAt)> _known = new();

    /// <summary>Everything that was sent to the model, by case.</summary>
    public ConcurrentDictionary<string, string> Sent { get; } = new();

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
        Sent[attack.Id] = string.Join('\n', talk.SelectMany(m => m.Contents).OfType<ToolReturn>().Select(r => r.Text));
        if (round == 0)
        {
            yield return Update(Call("timeline", new() { ["deal"] = lookAt }), Call("search_notes", new() { ["query"] = "zebra" }), Call("deal_status", new() { ["deal"] = lookAt }));
            yield break;
        }

        var calls = attack.Obeys.Where(o => o.Call is not null).SelectMany(o => Enumerable.Repeat(o, Math.Max(1, o.Times))).Skip((round - 1) * CallsOfRound).Take(CallsOfRound).ToList();
        if (calls.Count > 0)
            yield return Update([.. calls.Select(o => Call(o.Call!, o.Arguments?.ToDictionary(a => a.Key, a => (object?)Filled(a.Value, fill)) ?? []))]);
        else
            yield return Update([.. attack.Obeys.Where(o => o.Say is not null).Select(o => new TextContent(fill(o.Say!)))]);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static FunctionCallContent Call(string name, Dictionary<string, object?> arguments) => new(Guid.CreateVersion7().ToString("N"), name, arguments);

    private static JsonElement Filled(JsonElement value, Func<string, string> fill) => JsonSerializer.Deserialize<JsonElement>(fill(value.GetRawText()));

    private static ChatResponseUpdate Update(params AIContent[] contents) => new(ChatRole.Assistant, contents) { ModelId = ModelId, MessageId = Guid.CreateVersion7().ToString("N") };
}
