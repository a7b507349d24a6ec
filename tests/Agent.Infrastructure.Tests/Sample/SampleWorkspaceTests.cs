using Agent.Core.Deals;
using Agent.Infrastructure.Sample;
using Agent.Infrastructure.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Sample;

public sealed class SampleWorkspaceTests
{
    private static readonly DateOnly Monday = new(2026, 3, 16);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task LoadAsync_AnyWeekday_IsWholeAndBelievable(int weekday)
    {
        var today = Monday.AddDays(weekday);
        using var store = await TestStore.CreateAsync(Ct);
        await using (var db = store.CreateDbContext())
            (await SampleWorkspace.LoadAsync(db, today, Ct))!.Role.ShouldBe(UserRole.Admin);

        await using var loaded = store.CreateDbContext();
        var accounts = await loaded.Accounts.AsNoTracking().ToListAsync(Ct);
        var deals = await loaded.Deals.AsNoTracking().ToListAsync(Ct);
        var activities = await loaded.Activities.AsNoTracking().ToListAsync(Ct);
        var tasks = await loaded.Tasks.AsNoTracking().ToListAsync(Ct);

        (accounts.Count, deals.Count).ShouldBe((13, 40));
        activities.Count.ShouldBeGreaterThan(150);
        var acme = accounts.Single(a => a.Name.StartsWith("Acme", StringComparison.Ordinal));
        deals.Count(d => d.AccountId == acme.Id && d.Status == DealStatus.Open).ShouldBe(1);

        Dates(deals, activities, tasks).Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).ShouldBeEmpty();
        activities.SelectMany(a => new[] { a.Subject, a.Body })
            .Concat(tasks.Select(t => t.Title))
            .Concat(deals.SelectMany(d => new[] { d.Name, d.NextStep, d.LossReason }).OfType<string>())
            .Where(text => text.Contains('{', StringComparison.Ordinal) || text.Contains('}', StringComparison.Ordinal))
            .ShouldBeEmpty();
        activities.ShouldAllBe(a => a.Body.Length > 0 && a.Participants.Count > 0);
        deals.ShouldAllBe(d => d.StageHistory.Count > 0 && d.StageHistory[d.StageHistory.Count - 1].StageId == d.StageId);
        deals.ShouldAllBe(d => d.StageHistory.SequenceEqual(d.StageHistory.OrderBy(e => e.EnteredOn)));
        deals.ShouldAllBe(d => d.StageEnteredOn <= today && d.CreatedOn <= d.StageEnteredOn);
    }

    [Theory]
    [InlineData(2026, 1, 1)]
    [InlineData(2028, 2, 29)]
    [InlineData(2026, 12, 31)]
    public async Task LoadAsync_EdgeOfACalendar_Loads(int year, int month, int day)
    {
        using var store = await TestStore.CreateAsync(Ct);
        await using var db = store.CreateDbContext();

        (await SampleWorkspace.LoadAsync(db, new(year, month, day), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task LoadAsync_AllKindsOfDealsAndPeople_AreThere()
    {
        using var store = await TestStore.CreateAsync(Ct);
        await using (var db = store.CreateDbContext())
            await SampleWorkspace.LoadAsync(db, Monday, Ct);

        await using var loaded = store.CreateDbContext();
        var stages = (await loaded.Pipelines.AsNoTracking().SingleAsync(Ct)).Stages;
        var deals = await loaded.Deals.AsNoTracking().ToListAsync(Ct);
        stages.Where(s => deals.All(d => d.StageId != s.Id)).Select(s => s.Name).ShouldBeEmpty();
        var people = await loaded.People.AsNoTracking().ToListAsync(Ct);
        people.Count(p => p.Role == UserRole.Rep).ShouldBe(3);
        people.Count(p => p.Role == UserRole.Manager).ShouldBe(1);
        var activities = await loaded.Activities.AsNoTracking().ToListAsync(Ct);
        activities.Select(a => a.Kind).Distinct().ShouldBe([ActivityKind.Call, ActivityKind.Email, ActivityKind.Note, ActivityKind.Meeting], ignoreOrder: true);
        activities.Select(a => a.Direction).ShouldContain(Direction.Inbound);
        activities.Select(a => a.Direction).ShouldContain(Direction.Outbound);
    }

    [Fact]
    public async Task LoadAsync_Again_AddsNothing()
    {
        using var store = await TestStore.CreateAsync(Ct);
        await using (var db = store.CreateDbContext())
            await SampleWorkspace.LoadAsync(db, Monday, Ct);

        await using var again = store.CreateDbContext();
        (await SampleWorkspace.LoadAsync(again, Monday.AddDays(1), Ct)).ShouldBeNull();

        (await again.Deals.CountAsync(Ct)).ShouldBe(40);
    }

    [Fact]
    public async Task LoadAsync_SeveralAtOnce_OneLoads()
    {
        using var store = await TestStore.CreateAsync(Ct);
        var loaded = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                await using var db = store.CreateDbContext();
                return await SampleWorkspace.LoadAsync(db, Monday, Ct);
            },
            Ct)));

        loaded.Count(user => user is not null).ShouldBe(1);
    }

    private static IEnumerable<DateOnly> Dates(List<Deal> deals, List<Activity> activities, List<SalesTask> tasks) =>
    [
        .. deals.SelectMany(d => new[] { d.CreatedOn, d.StageEnteredOn, d.CloseDate, d.NextStepDue }).OfType<DateOnly>(),
        .. deals.SelectMany(d => d.StageHistory).Select(e => e.EnteredOn),
        .. deals.SelectMany(d => d.Changes).Select(c => c.On),
        .. activities.Select(a => DateOnly.FromDateTime(a.At.UtcDateTime)),
        .. tasks.Select(t => t.DueOn).OfType<DateOnly>(),
    ];
}
