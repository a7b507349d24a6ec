using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Agent.Tests.Support;

/// <summary>A model whose answers a test writes: one delegate that gets the talk so far and streams the next answer.</summary>
internal sealed class ScriptedChatClient(Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<AIContent>> answer) : IChatClient
{
    public const string ModelId = "scripted";

    /// <summary>How many tools each round offered.</summary>
    public List<int> Offered { get; } = [];

    /// <summary>A model that says these things in turn, one list a round.</summary>
    public static ScriptedChatClient Saying(params AIContent[][] rounds)
    {
        var round = 0;
        return new((_, _) => rounds[round++].ToAsyncEnumerable());
    }

    public static FunctionCallContent Call(string callId, string tool, params (string Name, object? Value)[] arguments) =>
        new(callId, tool, arguments.ToDictionary(a => a.Name, a => a.Value));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Offered.Add(options?.Tools?.Count ?? 0);
        await foreach (var content in answer([.. messages], cancellationToken).WithCancellation(cancellationToken))
            yield return new(ChatRole.Assistant, [content]) { ModelId = ModelId, MessageId = "1" };
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
