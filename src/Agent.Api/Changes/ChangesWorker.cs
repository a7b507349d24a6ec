using Agent.Api.Hosting;
using Agent.Infrastructure.Changes;

namespace Agent.Api.Changes;

/// <summary>Ends proposals that nobody answered in time.</summary>
internal sealed class ChangesWorker(ProposalSweep sweep, TimeProvider clock, ILogger<ChangesWorker> log) : TouchedWorker(clock)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (await sweep.RunAsync(ct) is > 0 and var ended)
            log.LogInformation("{Ended} proposals ended without an answer", ended);
    }

    /// <inheritdoc/>
    protected override void Failed(Exception fault) => log.LogError(fault, "Overdue proposals could not be ended; the next try is in {Seconds} seconds", Period.TotalSeconds);
}
