using Agent.Api.Hosting;
using Agent.Infrastructure.Search;

namespace Agent.Api.Search;

/// <summary>Keeps the search index in step with the texts in the background.</summary>
internal sealed class IndexWorker(IndexKeeper keeper, TimeProvider clock, ILogger<IndexWorker> log) : TouchedWorker(clock)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (await keeper.RefreshAsync(null, ct) is > 0 and var texts)
            log.LogInformation("Indexed {Texts} texts", texts);
    }

    /// <inheritdoc/>
    protected override void Failed(Exception fault) =>
        log.LogError(fault, "Texts could not be indexed; the next try is in {Seconds} seconds", Period.TotalSeconds);
}
