using System.Diagnostics;

namespace Agent.Benchmarks.Harness;

/// <summary>Durations of repeated runs, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _sorted;

    public Samples(IEnumerable<double> milliseconds) => _sorted = [.. milliseconds.Order()];

    public double Median => Percentile(0.5);

    /// <summary>The smallest sample that at least this share of all samples does not exceed (nearest rank).</summary>
    public double Percentile(double share) => _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Count) - 1)];

    /// <summary>Runs an action again and again, after runs that do not count.</summary>
    public static async Task<Samples> MeasureAsync(int warmUps, int runs, Func<Task> action)
    {
        for (var i = 0; i < warmUps; i++)
            await action();
        var samples = new List<double>(runs);
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await action();
            samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new(samples);
    }
}
