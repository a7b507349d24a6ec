using System.Threading.Channels;
using Agent.Infrastructure.Insight;

namespace Agent.Api.Insight;

/// <summary>
/// Keeps what is read in texts up to date in the background: soon after the start, when somebody says that something was written, and
/// now and then for what other processes write.
/// </summary>
internal sealed class InsightWorker(InsightKeeper keeper, TimeProvider clock, ILogger<InsightWorker> log) : BackgroundService
{
    /// <summary>The first seconds of a process belong to whoever opens the first page.</summary>
    public static readonly TimeSpan StartDelay = TimeSpan.FromSeconds(5);

    /// <summary>How long something that another process wrote may wait.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    // One entry says that something was touched; more would say the same.
    private readonly Channel<bool> _touches = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that something was written: what depends on it is read again at once.</summary>
    public void Touch() => _touches.Writer.TryWrite(true);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WaitAsync(StartDelay, stoppingToken);
        while (true)
        {
            try
            {
                if (await keeper.RefreshAsync(null, stoppingToken) is { Read: > 0 } report)
                    log.LogInformation("Read the texts of {Read} deals, {Faults} of them without success", report.Read, report.Faults);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing is lost: what was not written is still queued.
                log.LogError(fault, "The texts of deals could not be read; the next try is in {Seconds} seconds", Period.TotalSeconds);
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
