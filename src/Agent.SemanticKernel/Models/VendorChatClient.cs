using System.ClientModel;
using System.Runtime.CompilerServices;
using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Agent.Infrastructure.Models.Chat;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OllamaSharp.Models.Exceptions;

namespace Agent.SemanticKernel.Models;

/// <summary>Makes a vendor's client keep to what callers of a chat client here rely on: faults that say what to mend, bounded results, whole answers.</summary>
/// <param name="inner">The vendor's client.</param>
/// <param name="model">The model's name, for answers that do not name it.</param>
/// <param name="faults">Words what went wrong.</param>
/// <param name="clock">Reads the dates that a server asks to wait for.</param>
/// <param name="pull">Gets the model where it can be missing, or null.</param>
internal sealed class VendorChatClient(IChatClient inner, string model, ChatFaults faults, TimeProvider clock, OllamaPull? pull = null) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (pull is not null)
            await TryAsync(async () => { await pull.RequireAsync(cancellationToken); return true; });
        await using var updates = base.GetStreamingResponseAsync(messages.Select(Written), options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var finished = false;
        while (await TryAsync(async () => await updates.MoveNextAsync()))
        {
            var update = updates.Current;
            update.ModelId ??= model;
            finished |= update.FinishReason is not null;
            foreach (var refusal in update.Contents.OfType<ErrorContent>().Where(e => string.Equals(e.ErrorCode, IModelSource.Refusal, StringComparison.OrdinalIgnoreCase)))
                refusal.ErrorCode = IModelSource.Refusal;
            yield return update;
        }

        if (!finished)
            throw faults.BrokeOff();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            pull?.Dispose();
        base.Dispose(disposing);
    }

    // Vendors' clients write a result out in full; a model is given the bounded text.
    private static ChatMessage Written(ChatMessage message) => message.Contents.Any(c => c is ToolReturn)
        ? new(message.Role, [.. message.Contents.Select(c => c is ToolReturn returned ? new FunctionResultContent(returned.CallId, returned.Text) : c)])
        : message;

    private async ValueTask<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ClientResultException refused)
        {
            throw refused.InnerException is HttpRequestException broken ? faults.Unreachable(broken) : faults.Refused(refused, clock);
        }
        catch (HttpRequestException broken)
        {
            throw faults.Unreachable(broken);
        }
        catch (IOException broken)
        {
            throw faults.BrokeOff(broken);
        }
        catch (AuthenticationFailedException nobody)
        {
            throw faults.NotSignedIn(nobody);
        }
        catch (Exception odd) when (odd is OllamaException or System.Text.Json.JsonException)
        {
            throw faults.NotChat(odd);
        }
    }
}
