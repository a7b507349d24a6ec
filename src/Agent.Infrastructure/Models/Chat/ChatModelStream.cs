using System.Runtime.CompilerServices;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>One answer on its way, watched for silence. Waits for the model count, waits for the reader do not.</summary>
internal sealed class ChatModelStream : IAsyncDisposable
{
    private readonly ChatModel _model;
    private readonly CancellationToken _ct;
    private readonly CancellationTokenSource _watch;
    private readonly CancellationTokenSource _either;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private readonly List<ChatResponseUpdate> _held = [];
    private bool _begun;

    public ChatModelStream(ChatModel model, IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        (_model, _ct, _watch) = (model, ct, model.Watch());
        _either = CancellationTokenSource.CreateLinkedTokenSource(ct, _watch.Token);
        _updates = client.GetStreamingResponseAsync(messages, options, _either.Token).GetAsyncEnumerator(_either.Token);
    }

    /// <summary>Reads up to the first text or call, or to the end of an answer that has neither.</summary>
    public async Task ReadToFirstAsync()
    {
        var shown = false;
        while (!shown && await NextAsync())
        {
            _held.Add(_updates.Current);
            shown = _updates.Current.Contents.Any(c => c is TextContent { Text.Length: > 0 } or FunctionCallContent);
        }
    }

    /// <summary>The answer from its beginning, once.</summary>
    /// <exception cref="ServiceFaultException">It broke off.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        foreach (var update in _held)
            yield return update;
        while (await NextShownAsync())
            yield return _updates.Current;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _updates.DisposeAsync();
        _either.Dispose();
        _watch.Dispose();
    }

    // An answer comes in hundreds of pieces, and each is waited for here.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> NextShownAsync()
    {
        try
        {
            return await NextAsync();
        }
        catch (ServiceFaultException fault)
        {
            await _model.CountAsync(fault);
            throw new ServiceFaultException($"The answer broke off. {fault.Message}", fault) { Status = fault.Status, IsTransient = fault.IsTransient };
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> NextAsync()
    {
        _watch.CancelAfter(_model.Patience(_begun));
        try
        {
            return _begun = await _updates.MoveNextAsync();
        }
        catch (OperationCanceledException) when (_watch.IsCancellationRequested && !_ct.IsCancellationRequested)
        {
            throw _model.Late(_begun);
        }
        finally
        {
            _watch.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
