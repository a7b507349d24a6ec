using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Persistence;

/// <summary>What every database has to do when deals are written. Apart from the reading tests, which count what there is.</summary>
public abstract class DealWritingContract(DealStoreFixture store)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => store.World;

    [Fact]
    public async Task SaveChanges_DealWithAllItsParts_ComesBackAsItWas()
    {
        var deal = Deal.Start("Whole", World.Pipeline, Stage("Demo"), Day, Day.AddDays(5), 1_234.56m, "CHF", Day.AddDays(60));
        deal.AccountId = World.Acme.Id;
        deal.OwnerId = World["Lee"].Id;
        deal.Source = "Referral";
        deal.Type = "Renewal";
        deal.ExternalId = "crm-1";
        deal.RecordPastStage(Stage("Discovery"), Day);
        deal.RecordPastStage(Stage("Qualification"), Day.AddDays(2));
        deal.RecordPastChange(new(FieldChange.Amount, null, "1000", Day));
        deal.MoveCloseDate(Day.AddDays(70), Day.AddDays(6));
        deal.ChangeAmount(1_300.10m, Day.AddDays(7));
        deal.PlanNextStep("Call", Day.AddDays(8));
        deal.SetRole(World.Contacts[0].Id, BuyingRole.EconomicBuyer);
        deal.SetRole(World.Contacts[2].Id, BuyingRole.Blocker);
        deal.SetLine(World.Scanner.Id, 2.5m, 19.99m);
        deal.SetLine(World.Support.Id, 1, null);

        await using var read = await SavedAsync(deal);
        var found = await read.Deals.SingleAsync(d => d.Id == deal.Id, Ct);

        found.ShouldBeEquivalentTo(deal);
        found.MoveTo(Stage("Lost"), Day.AddDays(20), "Price").ShouldBeNull();
        await read.SaveChangesAsync(Ct);
        await using var again = await store.Contexts.CreateDbContextAsync(Ct);
        var closed = await again.Deals.SingleAsync(d => d.Id == deal.Id, Ct);
        closed.ShouldBeEquivalentTo(found);
        closed.StageHistory.Select(e => e.StageId).ShouldBe([Stage("Discovery").Id, Stage("Qualification").Id, Stage("Demo").Id, Stage("Lost").Id]);
        (closed.LossReason, closed.CycleDays).ShouldBe(("Price", 20));
    }

    [Fact]
    public async Task SaveChanges_TwoWritersOfOneDeal_RefusesTheSecond()
    {
        var deal = Deal.Start("Contested", World.Pipeline, Stage("Demo"), Day);
        await using var first = await SavedAsync(deal);
        await using var second = await store.Contexts.CreateDbContextAsync(Ct);
        var mine = await first.Deals.SingleAsync(d => d.Id == deal.Id, Ct);
        var yours = await second.Deals.SingleAsync(d => d.Id == deal.Id, Ct);

        mine.ChangeAmount(10, Day);
        await first.SaveChangesAsync(Ct);
        // Only a row beside the deal's changes; the version still tells.
        yours.SetRole(World.Contacts[0].Id, BuyingRole.User);

        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Ct));
        await using var check = await store.Contexts.CreateDbContextAsync(Ct);
        var kept = await check.Deals.SingleAsync(d => d.Id == deal.Id, Ct);
        (kept.Amount, kept.Roles.Count, kept.Version).ShouldBe((10m, 0, 2));
    }

    [Fact]
    public async Task SaveChanges_RowThatRefersToNothing_IsRefused()
    {
        var deal = Deal.Start("Dangling", World.Pipeline, Stage("Demo"), Day);
        deal.AccountId = AccountId.New();

        await Should.ThrowAsync<DbUpdateException>(() => SavedAsync(deal));
    }

    [Fact]
    public async Task SaveChanges_ExternalIdTwice_IsRefused()
    {
        static Deal Imported(Pipeline pipeline, Stage stage)
        {
            var deal = Deal.Start("Twin", pipeline, stage, Day);
            deal.ExternalId = "twin";
            return deal;
        }

        await (await SavedAsync(Imported(World.Pipeline, Stage("Demo")))).DisposeAsync();

        await Should.ThrowAsync<DbUpdateException>(() => SavedAsync(Imported(World.Pipeline, Stage("Demo"))));
    }

    [Fact]
    public async Task GetDealsAsync_OneDealWithVeryManyActivities_DoesNotTakeThemFromTheOthers()
    {
        var busy = Deal.Start("busy pair", World.Pipeline, Stage("Demo"), Day);
        var calm = Deal.Start("calm pair", World.Pipeline, Stage("Demo"), Day);
        await using (var db = await store.Contexts.CreateDbContextAsync(Ct))
        {
            (busy.OwnerId, calm.OwnerId) = (World["Lee"].Id, World["Lee"].Id);
            db.AddRange(busy, calm, Note(calm, -30));
            db.AddRange(Enumerable.Range(0, DealFile.MaxActivities + 10).Select(i => Note(busy, -i / 100.0)));
            await db.SaveChangesAsync(Ct);
        }

        var files = await store.For("Ada").GetDealsAsync(new() { Text = "pair", Sort = DealSort.Name, Descending = false }, Ct);

        files[0].Activities.Count.ShouldBe(DealFile.MaxActivities);
        files[0].Activities[0].At.ShouldBe(store.Clock.GetUtcNow());
        files[1].Activities.Count.ShouldBe(1);

        Activity Note(Deal deal, double day) => new() { DealId = deal.Id, Kind = ActivityKind.Note, At = store.Clock.GetUtcNow().AddDays(day), Body = "quiet" };
    }

    private Stage Stage(string name) => World.Pipeline.Stages.First(s => s.Name == name);

    private async Task<WorkspaceDbContext> SavedAsync(Deal deal)
    {
        await using (var db = await store.Contexts.CreateDbContextAsync(Ct))
        {
            db.Add(deal);
            await db.SaveChangesAsync(Ct);
        }

        return await store.Contexts.CreateDbContextAsync(Ct);
    }
}
