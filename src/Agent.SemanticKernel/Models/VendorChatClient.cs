using System.Runtime.CompilerServices;
using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Agent.Infrastructure.Models.Chat;
using Microsoft.Extensions.AI;
using OllamaSharp.Models.Exceptions;
using StreamingChatCompletionUpdate = OpenAI.Chat.StreamingChatCompletionUpdate;

namespace Agent.SemanticKernel.Models;

/// <summary>Makes a vendor's client keep to what callers of a chat client here rely on: faults that say what to mend, bounded results, whole answers.</summary>
/// <param name="inner">The vendor's client.</param>
/// <param name="model">The model.</param>
/// <param name="clock">Reads the dates that a server asks to wait for.</param>
internal sealed class VendorChatClient(IChatClient inner, ChatModelOptions model, TimeProvider clock) : DelegatingChatClient(inner)
{
    private readonly ChatFaults _faults = new(model);

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages.Select(Written), options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (finished, refusal) = (false, "");
        while (await NextAsync(updates, finished))
        {
            var update = updates.Current;
            update.ModelId ??= model.Model;
            finished |= update.FinishReason is not null;
            // Microsoft.Extensions.AI.OpenAI passes refusals on beside calls of tools alone.
            refusal += (update.RawRepresentation as StreamingChatCompletionUpdate)?.RefusalUpdate;
            yield return update;
        }

        if (!finished)
            throw _faults.BrokeOff();
        if (refusal.Length > 0)
            yield return new(ChatRole.Assistant, [new ErrorContent(refusal) { ErrorCode = IModelSource.Refusal }]);
    }

    // Vendors' clients write a result out in full; a model is given the bounded text.
    private static ChatMessage Written(ChatMessage message) => message.Contents.Any(c => c is ToolReturn)
        ? new(message.Role, [.. message.Contents.Select(c => c is ToolReturn returned ? new FunctionResultContent(returned.CallId, returned.Text) : c)])
        : message;

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, bool finished)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (IOException broken)
        {
            // Once the model said that it is done, a connection that breaks takes nothing away.
            return finished ? false : throw _faults.BrokeOff(broken);
        }
        catch (OllamaException odd)
        {
            throw _faults.Misread(odd);
        }
        catch (Exception fault) when (_faults.Explain(fault, clock) is { } explained)
        {
            throw explained;
        }
    }
}
