using Agent.Infrastructure.Services;
using Polly;
using Polly.Timeout;

namespace Agent.Infrastructure.Search.Qdrant;

/// <summary>How calls to Qdrant are timed and repeated, and what their answers mean: the same over any transport.</summary>
/// <param name="options">The server.</param>
/// <param name="clock">Measures the timeouts and the waits.</param>
internal sealed class QdrantCalls(QdrantOptions options, TimeProvider clock)
{
    private readonly ResiliencePipeline _repeating = ServiceCalls.Repeating(clock, TimeSpan.FromSeconds(options.TimeoutSeconds));
    private readonly ResiliencePipeline _once = ServiceCalls.Once(clock, TimeSpan.FromSeconds(options.TimeoutSeconds));

    /// <summary>Words what went wrong.</summary>
    public QdrantFaults Faults { get; } = new(options);

    /// <summary>Makes a call.</summary>
    /// <param name="doing">What is asked, as in "could not …".</param>
    /// <param name="call">The call; its faults are worded already.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="once">True for a call that must not be made twice.</param>
    public async Task<T> SendAsync<T>(string doing, Func<CancellationToken, Task<T>> call, CancellationToken ct, bool once = false)
    {
        try
        {
            return await (once ? _once : _repeating).ExecuteAsync(async token => await call(token), ct);
        }
        catch (TimeoutRejectedException late)
        {
            throw Faults.Late(doing, late);
        }
    }

    /// <summary>Fails when a server is older than <see cref="IQdrant.OldestVersion"/>.</summary>
    public void RequireVersion(string version)
    {
        if (!Version.TryParse(version.Split('-')[0], out var parsed) || parsed < IQdrant.OldestVersion)
            throw Faults.TooOld(version, IQdrant.OldestVersion);
    }
}
