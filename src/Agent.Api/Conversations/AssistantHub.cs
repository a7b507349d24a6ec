using System.Runtime.CompilerServices;
using Agent.Api.Imports;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.SignalR;

namespace Agent.Api.Conversations;

/// <summary>Watching. The hub has no logic: who may watch is asked of the store, what happened is read from the log.</summary>
internal sealed class AssistantHub(ConversationStore conversations, ImportRunner imports, ChangeFeed changes, ImportFeed finished, IServiceProvider services) : Hub
{
    /// <summary>The events of a conversation after a sequence number, then what comes.</summary>
    public async IAsyncEnumerable<SequencedEvent> Watch(ConversationId conversationId, long afterSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await Caller.FindViewerAsync(Context.User, services, ct) is not { } viewer || !await conversations.OwnsAsync(viewer.UserId, conversationId, ct))
            throw new HubException("There is no such conversation.");
        await foreach (var item in conversations.WatchAsync(conversationId, afterSequence, ct))
            yield return item;
    }

    /// <summary>A first notice, then one for each proposal in sight that is new or changes and each deal in sight that is looked at again, from now on.</summary>
    public IAsyncEnumerable<ChangeNotice> WatchChanges(CancellationToken ct)
    {
        var user = Context.User;
        return changes.WatchAsync(stop => Caller.FindViewerAsync(user, services, stop), ct);
    }

    /// <summary>A notice for each import that is finished from now on, whoever began it.</summary>
    public async IAsyncEnumerable<ImportNotice> WatchImports([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var notice in finished.WatchAsync(ct))
        {
            if (await Caller.FindViewerAsync(Context.User, services, ct) is null)
                yield break;
            yield return notice;
        }
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
