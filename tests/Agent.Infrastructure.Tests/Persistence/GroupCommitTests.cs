using Agent.Infrastructure.Persistence;

namespace Agent.Infrastructure.Tests.Persistence;

public sealed class GroupCommitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_WhileACommitRuns_TheOthersGoTogetherInOrder()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var groups = new List<IReadOnlyList<int>>();
        var commits = new GroupCommit<int, int>(async writes =>
        {
            groups.Add(writes);
            begun.TrySetResult();
            await go.Task;
            return [.. writes.Select(w => 10 * w)];
        });

        var first = commits.WriteAsync(1);
        await begun.Task.WaitAsync(Ct);
        var others = Enumerable.Range(2, 5).Select(commits.WriteAsync).ToList();
        go.SetResult();

        (await first).ShouldBe(10);
        (await Task.WhenAll(others)).ShouldBe([20, 30, 40, 50, 60]);
        groups.Select(g => g.Count).ShouldBe([1, 5]);
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupCannotBe_TheOthersAreWrittenAndItsCallerIsTold()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var commits = new GroupCommit<int, int>(async writes =>
        {
            begun.TrySetResult();
            await go.Task;
            return writes.Contains(3) ? throw new InvalidOperationException("three") : writes;
        });

        var first = commits.WriteAsync(1);
        await begun.Task.WaitAsync(Ct);
        var good = commits.WriteAsync(2);
        var bad = commits.WriteAsync(3);
        var after = commits.WriteAsync(4);
        go.SetResult();

        (await Task.WhenAll(first, good, after)).ShouldBe([1, 2, 4]);
        (await Should.ThrowAsync<InvalidOperationException>(() => bad)).Message.ShouldBe("three");
        (await commits.WriteAsync(5)).ShouldBe(5);
    }

    [Fact]
    public async Task WriteAsync_MoreThanATransactionHolds_GoesInSeveral()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var sizes = new List<int>();
        var commits = new GroupCommit<int, int>(async writes =>
        {
            sizes.Add(writes.Count);
            begun.TrySetResult();
            await go.Task;
            return writes;
        });

        var first = commits.WriteAsync(0);
        await begun.Task.WaitAsync(Ct);
        var others = Enumerable.Range(1, GroupCommit<int, int>.Most + 1).Select(commits.WriteAsync).ToList();
        go.SetResult();
        await Task.WhenAll([first, .. others]);

        sizes.ShouldBe([1, GroupCommit<int, int>.Most, 1]);
    }
}
