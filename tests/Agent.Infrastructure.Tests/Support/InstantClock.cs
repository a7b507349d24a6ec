using System.Collections.Concurrent;

namespace Agent.Infrastructure.Tests.Support;

/// <summary>A clock for calls with a timeout: waits between tries end at once and are noted, the timeout ends when a test says so.</summary>
internal sealed class InstantClock(TimeSpan timeout) : TimeProvider
{
    private readonly TimeSpan _timeout = timeout;
    private readonly ConcurrentQueue<Action> _timeouts = [];

    /// <summary>How long the code under test wanted to wait, in order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Ends every timeout that runs.</summary>
    public void ExpireTimeouts()
    {
        while (_timeouts.TryDequeue(out var expire))
            expire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OneShot(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class OneShot(InstantClock clock, Action callback) : ITimer
    {
        private volatile bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == clock._timeout)
            {
                clock._timeouts.Enqueue(Fire);
            }
            else if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.Waits.Enqueue(dueTime);
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            if (!_disposed)
                callback();
        }
    }
}
