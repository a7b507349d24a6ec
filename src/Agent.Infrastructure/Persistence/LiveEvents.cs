using System.Threading.Channels;
using Agent.Core.Deals;

namespace Agent.Infrastructure.Persistence;

/// <summary>
/// Tells watchers in this process what it has just written, so that they need not read it back. Only a shortcut past the log: whoever misses
/// something here sees the gap in the numbers and reads the log.
/// </summary>
internal sealed class LiveEvents
{
    // Batches that a slow watcher may fall behind; the oldest go first.
    private const int Behind = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, List<Watch>> _watches = [];

    /// <summary>Begins to listen; disposing ends it.</summary>
    public Watch Listen(ConversationId conversation)
    {
        var watch = new Watch(this, conversation);
        lock (_lock)
        {
            if (!_watches.TryGetValue(conversation, out var watches))
                _watches[conversation] = watches = [];
            watches.Add(watch);
        }

        return watch;
    }

    /// <summary>Tells what the log holds by now.</summary>
    public void Tell(ConversationId conversation, IReadOnlyList<SequencedEvent> events)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(conversation, out var watches))
                return;
            foreach (var watch in watches)
                watch.Take(events);
        }
    }

    private void End(ConversationId conversation, Watch watch)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(conversation, out var watches) && watches.Remove(watch) && watches.Count == 0)
                _watches.Remove(conversation);
        }
    }

    /// <summary>One watcher.</summary>
    internal sealed class Watch(LiveEvents live, ConversationId conversation) : IDisposable
    {
        private readonly Channel<IReadOnlyList<SequencedEvent>> _batches =
            Channel.CreateBounded<IReadOnlyList<SequencedEvent>>(new BoundedChannelOptions(Behind) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        private Task<bool>? _next;

        /// <summary>What follows a place in the log, or null when nothing does or something is missing in between: then the log knows.</summary>
        /// <param name="after">The place.</param>
        /// <param name="patience">How long to wait for something.</param>
        /// <param name="clock">Measures the patience.</param>
        /// <param name="ct">Ends the waiting.</param>
        public async Task<IReadOnlyList<SequencedEvent>?> NextAsync(long after, TimeSpan patience, TimeProvider clock, CancellationToken ct)
        {
            _next ??= _batches.Reader.WaitToReadAsync(ct).AsTask();
            try
            {
                await _next.WaitAsync(patience, clock, ct);
            }
            catch (TimeoutException)
            {
                return null;
            }

            _next = null;
            var events = new List<SequencedEvent>();
            while (_batches.Reader.TryRead(out var batch))
                events.AddRange(batch.Where(e => e.Sequence > after));
            return events.Count > 0 && events[0].Sequence == after + 1 && events[^1].Sequence == after + events.Count ? events : null;
        }

        /// <summary>Takes a batch.</summary>
        internal void Take(IReadOnlyList<SequencedEvent> batch) => _batches.Writer.TryWrite(batch);

        /// <inheritdoc/>
        public void Dispose() => live.End(conversation, this);
    }
}
