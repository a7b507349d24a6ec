using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Infrastructure.Tests.Persistence;

public sealed class UsageStoreTests : IAsyncLifetime
{
    private readonly UserId _nora = UserId.New();
    private readonly UserId _sven = UserId.New();
    private TestStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await TestStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AddAsync_ManyAtOnceFromSeveralProcesses_AddsUpByUserMonthAndModel()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => new UsageStore(_store, _store.Clock).AddAsync(i % 4 == 0 ? _sven : _nora, i % 2 == 0 ? "large" : "small", 10, 1, Ct), Ct)));
        var usage = new UsageStore(_store, _store.Clock);

        (await usage.ListAsync(_nora, Ct)).Select(u => (u.Model, u.InputTokens, u.OutputTokens, u.Requests)).ShouldBe([("small", 200, 20, 20), ("large", 100, 10, 10)]);
        (await usage.ListAsync(_sven, Ct)).Select(u => (u.Model, u.InputTokens, u.OutputTokens, u.Requests)).ShouldBe([("large", 100, 10, 10)]);

        _store.Clock.Advance(TimeSpan.FromDays(31));
        await usage.AddAsync(_nora, "large", 7, 0, Ct);

        (await usage.ListAsync(_nora, Ct)).Select(u => (u.Model, u.InputTokens, u.OutputTokens, u.Requests)).ShouldBe([("large", 7, 0, 1)]);
    }
}
