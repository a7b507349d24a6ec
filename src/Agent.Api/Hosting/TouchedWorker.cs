using System.Threading.Channels;

namespace Agent.Api.Hosting;

/// <summary>
/// Work in the background on what the database has queued: soon after the start, when somebody says that something was written, and now
/// and then for what other processes write.
/// </summary>
/// <param name="clock">The time.</param>
internal abstract class TouchedWorker(TimeProvider clock) : BackgroundService
{
    /// <summary>The first seconds of a process belong to whoever opens the first page.</summary>
    public static readonly TimeSpan StartDelay = TimeSpan.FromSeconds(5);

    /// <summary>How long something that another process wrote may wait.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    // One entry says that something was touched; more would say the same.
    private readonly Channel<bool> _touches = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that something was written: what depends on it is worked on at once.</summary>
    public void Touch() => _touches.Writer.TryWrite(true);

    /// <summary>Works until nothing is queued.</summary>
    protected abstract Task WorkAsync(CancellationToken ct);

    /// <summary>Says what went wrong; what was not written is still queued.</summary>
    protected abstract void Failed(Exception fault);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WaitAsync(StartDelay, stoppingToken);
        while (true)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(fault);
            }

            await WaitAsync(Period, stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan most, CancellationToken stopping)
    {
        using var pause = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stopping);
        try
        {
            await _touches.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The time is up.
        }
    }
}
