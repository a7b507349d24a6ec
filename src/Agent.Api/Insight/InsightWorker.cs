using Agent.Api.Hosting;
using Agent.Infrastructure.Insight;

namespace Agent.Api.Insight;

/// <summary>Keeps what is read in texts up to date in the background.</summary>
internal sealed class InsightWorker(InsightKeeper keeper, UpdateKeeper updates, TimeProvider clock, ILogger<InsightWorker> log) : TouchedWorker(clock)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (await keeper.RefreshAsync(null, ct) is { Read: > 0 } report)
            log.LogInformation("Read the texts of {Read} deals, {Faults} of them without success", report.Read, report.Faults);
        // After the texts: an activity counts as new only for a deal that was read before.
        await updates.RefreshAsync(ct);
    }

    /// <inheritdoc/>
    protected override void Failed(Exception fault) =>
        log.LogError(fault, "The texts of deals could not be read; the next try is in {Seconds} seconds", Period.TotalSeconds);
}
