namespace Agent.Infrastructure.Changes;

/// <summary>Tells watchers of this process that proposals were written. Those of other processes look by themselves.</summary>
public sealed class ChangeSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next write.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something was written.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
