using System.Runtime.CompilerServices;
using Agent.Api.Imports;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.SignalR;

namespace Agent.Api.Conversations;

/// <summary>Watching. The hub has no logic: who may watch is asked of the store, what happened is read from the log.</summary>
internal sealed class AssistantHub(ConversationStore conversations, ImportRunner imports, IServiceProvider services) : Hub
{
    /// <summary>The events of a conversation after a sequence number, then what comes.</summary>
    public async IAsyncEnumerable<SequencedEvent> Watch(ConversationId conversationId, long afterSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await Caller.FindViewerAsync(Context.User, services, ct) is not { } viewer || !await conversations.OwnsAsync(viewer.UserId, conversationId, ct))
            throw new HubException("There is no such conversation.");
        await foreach (var item in conversations.WatchAsync(conversationId, afterSequence, ct))
            yield return item;
    }

    /// <summary>The status of an import whenever it changes; ends with the import.</summary>
    public async IAsyncEnumerable<ImportStatus> WatchImport(Guid importId, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await Caller.FindViewerAsync(Context.User, services, ct) is not { } viewer || imports.Find(viewer.UserId, importId) is null)
            throw new HubException("There is no such import.");
        await foreach (var status in imports.WatchAsync(viewer.UserId, importId, ct))
            yield return status;
    }
}
