using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Infrastructure.Tests.Persistence;

public sealed class ViewerStoreTests : IAsyncLifetime
{
    private readonly Team _top = new() { Name = "Top" };
    private readonly Team _middle = new() { Name = "Middle" };
    private readonly Team _low = new() { Name = "Low" };
    private readonly Team _beside = new() { Name = "Beside" };
    private TestStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.CreateAsync(Ct);
        (_middle.ParentId, _low.ParentId, _beside.ParentId) = (_top.Id, _middle.Id, _top.Id);
        await _store.AddAsync(Ct, _top, _middle, _low, _beside);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task FindAsync_Rep_SeesTheOwnTeamOnly() => (await TeamsOfAsync(UserRole.Rep, _middle)).ShouldBe([_middle.Id]);

    [Fact]
    public async Task FindAsync_Manager_SeesTheTeamsBelowAtAnyDepth() =>
        (await TeamsOfAsync(UserRole.Manager, _middle)).ShouldBe([_middle.Id, _low.Id], ignoreOrder: true);

    [Fact]
    public async Task FindAsync_NoTeam_SeesNoTeam() => (await TeamsOfAsync(UserRole.Manager, null)).ShouldBeEmpty();

    [Fact]
    public async Task FindAsync_TeamsInACircle_Ends()
    {
        await using (var db = _store.CreateDbContext())
        {
            db.Attach(_top);
            _top.ParentId = _low.Id;
            await db.SaveChangesAsync(Ct);
        }

        (await TeamsOfAsync(UserRole.Manager, _low)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task FindAsync_UserGone_IsNull() => (await new ViewerStore(_store).FindAsync(UserId.New(), Ct)).ShouldBeNull();

    private async Task<IReadOnlyList<TeamId>> TeamsOfAsync(UserRole role, Team? team)
    {
        var user = new User { Name = "Somebody", Role = role, TeamId = team?.Id };
        await _store.AddAsync(Ct, user);
        return (await new ViewerStore(_store).FindAsync(user.Id, Ct))!.Teams;
    }
}
