using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Microsoft.Extensions.AI;

namespace Agent.SemanticKernel.Runtime;

/// <summary>
/// The turn's model as Semantic Kernel asks it. In the kernel a tool bears its plugin's name and a call an id of its own, since models repeat
/// ids; models are given the names, ids and results of the turn, the same as by the built-in loop.
/// </summary>
/// <param name="turn">The turn.</param>
internal sealed class TurnModel(TurnInProgress turn) : IChatClient
{
    private readonly ConcurrentDictionary<string, FunctionCallContent> _calls = new();
    private readonly ConcurrentDictionary<string, FunctionResultContent> _results = new();
    private readonly Dictionary<string, ToolReturn> _bounded = [];

    /// <summary>What the model asked for.</summary>
    /// <param name="id">The id of the call in the kernel.</param>
    public FunctionCallContent CallOf(string id) => _calls[id];

    /// <summary>Keeps what a call returned until the model is asked again.</summary>
    public void Returned(string id, FunctionResultContent result) => _results[id] = result;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in turn.AskAsync([.. messages.Select(Outward)], cancellationToken))
        {
            update.Contents = [.. update.Contents.Select(Inward)];
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private ChatMessage Outward(ChatMessage message) => new(message.Role, [.. message.Contents.Select(content => content switch
    {
        FunctionCallContent call => _calls[call.CallId],
        FunctionResultContent result => Bounded(result.CallId),
        _ => content,
    })]);

    private AIContent Inward(AIContent content)
    {
        if (content is not FunctionCallContent call)
            return content;
        var id = _calls.Count.ToString(CultureInfo.InvariantCulture);
        _calls[id] = call;
        // The kernel answers a call of an unknown tool by itself, without asking the filter; the turn has an event for it, so any known name will do.
        var name = turn.Tools.ContainsKey(call.Name) ? call.Name : turn.Tools.Keys.First();
        return new FunctionCallContent(id, $"{KernelAgent.Plugin}_{name}", call.Arguments);
    }

    private ToolReturn Bounded(string id) => _bounded.TryGetValue(id, out var known) ? known : _bounded[id] = turn.Bound(_results[id]);
}
