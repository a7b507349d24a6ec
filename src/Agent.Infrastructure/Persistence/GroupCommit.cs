namespace Agent.Infrastructure.Persistence;

/// <summary>
/// Puts the writes of many callers into few transactions: what comes while one is written goes into the next one together. A write that
/// nobody else competes with goes at once and alone, so nothing ever waits for a group to fill up.
/// </summary>
/// <typeparam name="TWrite">What is written.</typeparam>
/// <typeparam name="TResult">What came of it.</typeparam>
/// <param name="commit">Writes a group in one transaction, and gives the results in its order.</param>
internal sealed class GroupCommit<TWrite, TResult>(Func<IReadOnlyList<TWrite>, Task<IReadOnlyList<TResult>>> commit)
{
    /// <summary>The most writes of a transaction: the write lock is held for all of them, and others wait for it.</summary>
    public const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _writing;

    /// <summary>Writes; done when the transaction is.</summary>
    /// <returns>What came of it.</returns>
    public Task<TResult> WriteAsync(TWrite write)
    {
        var waiting = new Waiting(write, new(TaskCreationOptions.RunContinuationsAsynchronously));
        bool first;
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            first = !_writing;
            _writing = true;
        }

        if (first)
            _ = Task.Run(DrainAsync);
        return waiting.Done.Task;
    }

    private async Task DrainAsync()
    {
        while (Next() is { Count: > 0 } group)
            await CommitAsync(group);
    }

    private List<Waiting> Next()
    {
        lock (_lock)
        {
            var group = new List<Waiting>();
            while (group.Count < Most && _waiting.TryDequeue(out var next))
                group.Add(next);
            _writing = group.Count > 0;
            return group;
        }
    }

    private async Task CommitAsync(IReadOnlyList<Waiting> group)
    {
        try
        {
            var results = await commit([.. group.Select(w => w.Write)]);
            for (var i = 0; i < group.Count; i++)
                group[i].Done.SetResult(results[i]);
        }
        catch (Exception) when (group.Count > 1)
        {
            // One write that cannot be is no reason to lose the others.
            foreach (var one in group)
                await CommitAsync([one]);
        }
        catch (Exception fault)
        {
            group[0].Done.SetException(fault);
        }
    }

    private sealed record Waiting(TWrite Write, TaskCompletionSource<TResult> Done);
}
