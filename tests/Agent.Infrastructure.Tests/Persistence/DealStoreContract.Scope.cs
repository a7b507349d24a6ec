using System.Text.Json;
using Agent.Core.Deals;
using Agent.Infrastructure.Insight;
using Agent.Tests.Support;

namespace Agent.Infrastructure.Tests.Persistence;

public abstract partial class DealStoreContract
{
    public static TheoryData<string> Viewers => ["Nora", "Nils", "Nathan", "Sven", "Mona", "Lee", "Ada"];

    [Theory]
    [InlineData("Nora", 3)]
    [InlineData("Nathan", 3)]
    [InlineData("Sven", 3)]
    [InlineData("Mona", 6)]
    [InlineData("Lee", 0)]
    [InlineData("Ada", 7)]
    public async Task FindDealsAsync_Viewer_SeesTheDealsOfTheOwnTeams(string viewer, int count)
    {
        var page = await store.For(viewer).FindDealsAsync(new(), Ct);

        page.Total.ShouldBe(count);
        page.Items.Select(d => d.Id).ShouldBe(World.VisibleTo(viewer).Select(d => d.Id), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task SumDealsAsync_Viewer_CountsVisibleDealsOnly(string viewer)
    {
        var visible = World.VisibleTo(viewer);

        var totals = await store.For(viewer).SumDealsAsync(new(), DealGrouping.None, Ct);

        totals.Sum(t => t.Count).ShouldBe(visible.Count);
        totals.Sum(t => t.OpenAmount + t.WonAmount + t.LostAmount).ShouldBe(visible.Sum(d => d.Amount ?? 0));
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task GetDealAsync_Viewer_HiddenDealsDoNotExist(string viewer)
    {
        var (reader, visible) = (store.For(viewer), World.VisibleTo(viewer));
        foreach (var deal in World.Deals)
        {
            var seen = visible.Contains(deal);
            ((await reader.GetDealAsync(deal.Id, Ct)) is not null).ShouldBe(seen, deal.Name);
            (await reader.GetTimelineAsync(deal.Id, null, null, 200, Ct)).Count.ShouldBe(seen ? World.Activities.Count(a => a.DealId == deal.Id) : 0, deal.Name);
            // Asking for hidden deals by their parts finds nothing either.
            (await reader.FindDealsAsync(new() { Text = deal.Name, Owners = deal.OwnerId is { } owner ? [owner] : [] }, Ct)).Total.ShouldBe(seen ? 1 : 0, deal.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task GetActivityAsync_Viewer_HiddenTextsDoNotExist(string viewer)
    {
        var reader = store.For(viewer);
        var visible = VisibleActivities(viewer);
        foreach (var activity in World.Activities)
            ((await reader.GetActivityAsync(activity.Id, Ct)) is not null).ShouldBe(visible.Contains(activity.Id), activity.Subject);
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task SearchAsync_Viewer_FindsVisibleTextsOnly(string viewer)
    {
        var found = await store.Index.SearchAsync(World.Viewer(viewer), new("zebra", Take: 50), Ct);

        found.Select(p => p.ActivityId!.Value).ShouldBe(VisibleActivities(viewer), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task Insight_Viewer_ReadingsWaitsAndScoresOfHiddenDealsDoNotExist(string viewer)
    {
        var (reader, visible) = (store.For(viewer), World.VisibleTo(viewer));
        var decisions = new DealDecisions(store.Contexts, store.Clock);
        foreach (var deal in World.Deals)
        {
            var seen = visible.Contains(deal);
            var file = await reader.GetDealAsync(deal.Id, Ct);
            file?.Snooze?.Reason.ShouldBe($"Waits {deal.Name}");
            (file?.Snooze is not null).ShouldBe(seen, deal.Name);
            (file?.Reading.Qualification is not null).ShouldBe(seen && World.Activities.Any(a => a.DealId == deal.Id && a.At <= World.Now), deal.Name);
            (await decisions.GetScoresAsync(World.Viewer(viewer), deal.Id, "House rules", Ct)).Any().ShouldBe(seen, deal.Name);
            (await reader.GetTextsAsync(deal.Id, Ct)).Any().ShouldBe(seen && World.Activities.Any(a => a.DealId == deal.Id && a.At <= World.Now), deal.Name);
        }
    }

    [Theory]
    [InlineData("Nora", DecisionOutcome.Refused)]
    [InlineData("Nils", DecisionOutcome.NotAllowed)]
    [InlineData("Nathan", DecisionOutcome.Refused)]
    [InlineData("Mona", DecisionOutcome.Refused)]
    [InlineData("Ada", DecisionOutcome.Refused)]
    [InlineData("Sven", DecisionOutcome.NotFound)]
    [InlineData("Lee", DecisionOutcome.NotFound)]
    public async Task Decisions_Viewer_OwnerManagersAndAdminsMay(string viewer, DecisionOutcome expected)
    {
        var decisions = new DealDecisions(store.Contexts, store.Clock);
        var (who, deal) = (World.Viewer(viewer), World.Deal("acme rollout").Id);
        var score = (await decisions.GetScoresAsync(World.Viewer("Ada"), deal, "House rules", Ct)).ShouldHaveSingleItem();

        // What is wrong with the request is said only to those who may make it.
        (await decisions.SnoozeAsync(who, deal, " ", World.Today.AddDays(1), Ct)).Outcome.ShouldBe(expected);
        (await decisions.DecideAsync(who, deal, score.Id, true, new('x', 501), Ct)).Outcome.ShouldBe(expected);
        if (expected != DecisionOutcome.Refused)
            (await decisions.EndSnoozeAsync(who, deal, Ct)).Outcome.ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Viewers))]
    public async Task EveryRead_Viewer_HoldsNoWordOfWhatIsHidden(string viewer)
    {
        var everything = JsonSerializer.Serialize(await ReadAllAsync(viewer));

        foreach (var mark in World.HiddenFrom(viewer).Where(m => !World[viewer].Name.Contains(m, StringComparison.Ordinal)))
            everything.ShouldNotContain(mark);
    }

    [Fact]
    public async Task EveryRead_Admin_HoldsTheWordsOfEverybody()
    {
        var everything = JsonSerializer.Serialize(await ReadAllAsync("Ada"));

        // Else the test above would pass on reads that return nothing.
        everything.ShouldContain(World.NorthMark);
        everything.ShouldContain(World.SouthMark);
        everything.ShouldContain(World.AdminMark);
    }

    [Theory]
    [InlineData("Nora", "Nathan", "Nils", "Nora")]
    [InlineData("Sven", "Sven")]
    [InlineData("Lee", "Lee")]
    [InlineData("Mona", "Mona", "Nathan", "Nils", "Nora", "Sven")]
    public async Task GetUsersAsync_Viewer_ListsThePeopleWhoseDealsTheySee(string viewer, params string[] expected)
    {
        (await store.For(viewer).GetUsersAsync(Ct)).Select(u => u.Id).ShouldBe(expected.Select(n => World[n].Id));
    }

    [Theory]
    [InlineData("Nora", "Acme", "Joint", "Common")]
    [InlineData("Sven", "Borealis", "Joint", "Common")]
    [InlineData("Lee", "Common")]
    [InlineData("Ada", "Acme", "Borealis", "Joint", "Common")]
    public async Task ListNamesAsync_Viewer_NamesAccountsInSight(string viewer, params string[] expected)
    {
        var accounts = (await store.For(viewer).ListNamesAsync(Ct)).Where(n => n.DealId is null).Select(n => n.Name.Split(' ')[0]);

        accounts.ShouldBe(expected, ignoreOrder: true);
    }

    private List<ActivityId> VisibleActivities(string viewer)
    {
        var visible = World.VisibleTo(viewer);
        var people = viewer switch
        {
            "Ada" => World.Users.Select(u => u.Name.Split(' ')[0]).ToArray(),
            "Mona" => ["Mona", "Nathan", "Nils", "Nora", "Sven"],
            "Nora" or "Nils" or "Nathan" => ["Nathan", "Nils", "Nora"],
            _ => [viewer],
        };
        string[] accounts = viewer switch
        {
            "Ada" or "Mona" => ["Acme", "Borealis", "Joint", "Common"],
            "Nora" or "Nils" or "Nathan" => ["Acme", "Joint", "Common"],
            "Sven" => ["Borealis", "Joint", "Common"],
            _ => ["Common"],
        };
        return [.. World.Activities.Where(a =>
            a.DealId is not null ? visible.Any(d => d.Id == a.DealId)
            : a.AccountId is not null ? accounts.Contains(World.Accounts.First(x => x.Id == a.AccountId).Name.Split(' ')[0])
            : viewer == "Ada" || people.Any(p => World[p].Id == a.AuthorId)).Select(a => a.Id)];
    }

    // What a viewer can get by asking for everything in every way.
    private async Task<List<object?>> ReadAllAsync(string viewer)
    {
        var reader = store.For(viewer);
        List<object?> all =
        [
            await reader.FindDealsAsync(new(), Ct),
            await reader.GetDealsAsync(new(), Ct),
            await reader.GetRecentWinsAsync(100, Ct),
            await reader.GetClosedDealsAsync(100, Ct),
            await reader.GetLatestAsync(DateTimeOffset.UnixEpoch, 200, Ct),
            await reader.FindNamesAsync([], Ct),
            await reader.FindNamesAsync(["acme", "borealis", "joint", "orphan", "common", "a", "o"], Ct),
            await reader.ListNamesAsync(Ct),
            await reader.FindContactsAsync([], null, Ct),
            await reader.GetPipelinesAsync(Ct),
            await reader.GetUsersAsync(Ct),
            await reader.GetProductsAsync(Ct),
            await store.Index.SearchAsync(World.Viewer(viewer), new("zebra crossed visited", Take: 50), Ct),
        ];
        foreach (var grouping in Enum.GetValues<DealGrouping>())
            all.Add(await reader.SumDealsAsync(new(), grouping, Ct));
        foreach (var deal in World.Deals)
        {
            all.Add(await reader.GetDealAsync(deal.Id, Ct));
            all.Add(await reader.GetTimelineAsync(deal.Id, null, null, 200, Ct));
            all.Add(await reader.GetTextsAsync(deal.Id, Ct));
            all.Add((await new DealDecisions(store.Contexts, store.Clock).GetScoresAsync(World.Viewer(viewer), deal.Id, "House rules", Ct)).Select(s => s.Result));
            all.Add(await store.Index.SearchAsync(World.Viewer(viewer), new("zebra", deal.Id, Take: 50), Ct));
        }

        foreach (var account in World.Accounts)
        {
            all.Add(await reader.FindContactsAsync([], account.Id, Ct));
            all.Add(await store.Index.SearchAsync(World.Viewer(viewer), new("zebra", AccountId: account.Id, Take: 50), Ct));
        }

        foreach (var activity in World.Activities)
            all.Add(await reader.GetActivityAsync(activity.Id, Ct));
        return all;
    }
}
