using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Insight;

public sealed class InsightKeeperTests : IAsyncLifetime
{
    private InsightStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private World World => _store.World;

    public async ValueTask InitializeAsync() => _store = await InsightStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RefreshAsync_WordsOfTheBuyer_ComeBackWithTheDealAndTheirQuotesHold()
    {
        var call = await _store.SayAsync("acme rollout", "We have a budget of 50,000 euros for this.", Ct);

        await _store.RefreshAsync(Ct);

        var budget = (await _store.FileAsync("acme rollout", Ct)).Reading.Qualification.ShouldNotBeNull().Criteria.Single(c => c.Criterion == "Budget");
        budget.Verdict.ShouldNotBe(Verdict.Unknown);
        var quote = budget.Evidence.First(e => e.ActivityId == call.Id);
        quote.IsIn(call.Body).ShouldBeTrue();
        quote.IsIn("Something else was written there meanwhile.").ShouldBeFalse();
    }

    [Fact]
    public async Task RefreshAsync_OneNewActivity_ReadsThatDealAlone()
    {
        await _store.SettleAsync(Ct);
        (await _store.RefreshAsync(Ct)).Read.ShouldBe(0);

        await _store.SayAsync("joint north", "We need it by June.", Ct);
        var report = await _store.RefreshAsync(Ct);

        report.Read.ShouldBe(1);
        _store.Reads.ShouldBe([World.Deal("joint north").Id]);
    }

    [Theory]
    [InlineData("activity changed", "acme rollout")]
    [InlineData("activity moved", "acme rollout", "joint north")]
    [InlineData("activity deleted", "acme rollout")]
    [InlineData("deal renamed", "acme rollout")]
    [InlineData("role given", "joint north")]
    [InlineData("contact changed", "acme rollout", "acme pilot")]
    [InlineData("contact added", "joint north", "joint south")]
    [InlineData("account changed", "acme rollout", "acme pilot")]
    [InlineData("price changed", "acme rollout", "joint north", "joint south", "borealis secret", "orphan")]
    [InlineData("colleague added", "acme rollout", "joint north", "joint south", "borealis secret", "orphan")]
    [InlineData("competitor named", "acme rollout", "joint north", "joint south", "borealis secret", "orphan")]
    [InlineData("amount changed")]
    [InlineData("task done")]
    [InlineData("writing style changed")]
    public async Task RefreshAsync_Change_ReadsTheDealsWhoseReadingDependsOnIt(string change, params string[] deals)
    {
        await _store.SettleAsync(Ct);

        await _store.ChangeAsync(db => MakeAsync(change, db), Ct);
        await _store.RefreshAsync(Ct);

        _store.Reads.ShouldBe(deals.Select(d => World.Deal(d).Id), ignoreOrder: true);
        (await _store.QueueAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RefreshAsync_KilledBeforeTheCommit_LeavesNothingHalfDoneAndGoesOnNextTime()
    {
        await _store.SayAsync("acme rollout", "We have a budget of 50,000 euros for this.", Ct);
        _store.BeforeCommit = () => throw new InvalidOperationException("Killed.");
        await Should.ThrowAsync<InvalidOperationException>(() => _store.RefreshAsync(Ct));
        (await _store.FileAsync("acme rollout", Ct)).Reading.Qualification.ShouldBeNull();

        _store.BeforeCommit = () => { };
        await _store.RefreshAsync(Ct);

        (await _store.FileAsync("acme rollout", Ct)).Reading.Qualification.ShouldNotBeNull();
        (await _store.Decisions.GetScoresAsync(World.Viewer("Ada"), World.Deal("acme rollout").Id, "BANT", Ct)).Count.ShouldBe(1);
        (await _store.QueueAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RefreshAsync_TouchedWhileBeingRead_IsReadAgain()
    {
        await _store.SettleAsync(Ct);
        var deal = World.Deal("joint north").Id;
        await _store.SayAsync("joint north", "We need it by June.", Ct);
        _store.BeforeRead = _ =>
        {
            _store.BeforeRead = _ => { };
            _store.SayAsync("joint north", "We have a budget of 50,000 euros for this.", Ct).GetAwaiter().GetResult();
        };

        await _store.RefreshAsync(Ct);

        _store.Reads.ShouldBe([deal, deal]);
        (await _store.FileAsync("joint north", Ct)).Reading.Qualification!.Criteria.Single(c => c.Criterion == "Budget").Verdict.ShouldNotBe(Verdict.Unknown);
    }

    [Fact]
    public async Task RefreshAsync_TwoAtOnce_DoNoHarm()
    {
        foreach (var deal in new[] { "acme rollout", "acme pilot", "joint north", "joint south", "borealis secret", "borealis lost", "orphan" })
            await _store.SayAsync(deal, "We have a budget of 50,000 euros for this.", Ct);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => _store.RefreshAsync(Ct), Ct)));

        (await _store.QueueAsync(Ct)).ShouldBeEmpty();
        await using var db = _store.CreateDbContext();
        (await db.Readings.CountAsync(Ct)).ShouldBe(World.Deals.Count);
        (await db.Scores.CountAsync(Ct)).ShouldBe(World.Deals.Count);
    }

    [Fact]
    public async Task RefreshAsync_TextThatTheRulesStumbleOver_IsNotedAndDoesNotHoldUpTheOthers()
    {
        await _store.SettleAsync(Ct);
        var bad = World.Deal("joint north").Id;
        await _store.SayAsync("joint north", "We need it by June.", Ct);
        await _store.SayAsync("joint south", "We need it by June.", Ct);
        _store.BeforeRead = id =>
        {
            if (id == bad)
                throw new FormatException("Odd text.");
        };

        var report = await _store.RefreshAsync(Ct);

        (report.Read, report.Faults).ShouldBe((2, 1));
        (await _store.QueueAsync(Ct)).ShouldBeEmpty();
        (await _store.FileAsync("joint north", Ct)).Reading.Qualification.ShouldBeNull();
        (await _store.FileAsync("joint south", Ct)).Reading.Qualification.ShouldNotBeNull();
        await using (var db = _store.CreateDbContext())
            (await db.Readings.SingleAsync(r => r.DealId == bad, Ct)).Fault.ShouldBe("FormatException: Odd text.");
        (await _store.RefreshAsync(Ct)).Read.ShouldBe(0);

        _store.BeforeRead = _ => { };
        await _store.SayAsync("joint north", "We need it by July.", Ct);
        (await _store.RefreshAsync(Ct)).ShouldBe(new(1, 0));
        (await _store.FileAsync("joint north", Ct)).Reading.Qualification.ShouldNotBeNull();
    }

    [Fact]
    public async Task RefreshAsync_PlannedMeeting_IsReadOnceItsTimeHasCome()
    {
        await _store.SayAsync("joint north", "We have a budget of 50,000 euros for this.", Ct, day: 2);
        await _store.SettleAsync(Ct);
        Budget(await _store.FileAsync("joint north", Ct)).ShouldBe(Verdict.Unknown);

        _store.Clock.Advance(TimeSpan.FromDays(3));
        await _store.RefreshAsync(Ct);

        _store.Reads.ShouldBe([World.Deal("joint north").Id]);
        Budget(await _store.FileAsync("joint north", Ct)).ShouldNotBe(Verdict.Unknown);
    }

    [Fact]
    public async Task RefreshAsync_ReadingOfEarlierRules_IsNotShownAndReadAgain()
    {
        await _store.SettleAsync(Ct);
        await using (var db = _store.CreateDbContext())
            await db.Readings.Where(r => r.DealId == World.Deal("joint north").Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, 0), Ct);
        (await _store.FileAsync("joint north", Ct)).Reading.Qualification.ShouldBeNull();

        await _store.RefreshAsync(Ct);

        _store.Reads.ShouldBe([World.Deal("joint north").Id]);
        (await _store.FileAsync("joint north", Ct)).Reading.Qualification.ShouldNotBeNull();
    }

    [Fact]
    public async Task RefreshAsync_DealDeletedMeanwhile_LeavesTheQueue()
    {
        await _store.ChangeAsync(async db => await db.Deals.Where(d => d.Id == World.Deal("orphan").Id).ExecuteDeleteAsync(Ct), Ct);

        await _store.RefreshAsync(Ct);

        (await _store.QueueAsync(Ct)).ShouldBeEmpty();
        _store.Reads.ShouldNotContain(World.Deal("orphan").Id);
    }

    private static Verdict Budget(DealFile file) => file.Reading.Qualification?.Criteria.Single(c => c.Criterion == "Budget").Verdict ?? Verdict.Unknown;

    private async Task MakeAsync(string change, WorkspaceDbContext db)
    {
        var rollout = World.Deal("acme rollout");
        switch (change)
        {
            case "activity changed":
                (await db.Activities.FirstAsync(a => a.DealId == rollout.Id, Ct)).Body = "Other words.";
                break;
            case "activity moved":
                (await db.Activities.FirstAsync(a => a.DealId == rollout.Id, Ct)).DealId = World.Deal("joint north").Id;
                break;
            case "activity deleted":
                db.Remove(await db.Activities.FirstAsync(a => a.DealId == rollout.Id, Ct));
                break;
            case "deal renamed":
                (await db.Deals.SingleAsync(d => d.Id == rollout.Id, Ct)).Name = "Acme roll-out";
                break;
            case "role given":
                (await db.Deals.SingleAsync(d => d.Id == World.Deal("joint north").Id, Ct)).SetRole(World.Contacts[2].Id, BuyingRole.Champion);
                break;
            case "contact changed":
                (await db.Contacts.SingleAsync(c => c.Id == World.Contacts[0].Id, Ct)).Email = "laura@acme.example";
                break;
            case "contact added":
                db.Add(new Contact { Name = "Kim Joint", AccountId = World.Shared.Id });
                break;
            case "account changed":
                (await db.Accounts.SingleAsync(a => a.Id == World.Acme.Id, Ct)).Domain = "acme.example";
                break;
            case "price changed":
                (await db.Products.SingleAsync(p => p.Id == World.Scanner.Id, Ct)).ListPrice = 700;
                break;
            case "colleague added":
                db.Add(new User { Name = "Petra New", Email = "petra@us.example" });
                break;
            case "competitor named":
                db.Add(new StoredSetting { Key = "competitors", Value = "[\"Rivalsoft\"]" });
                break;
            case "amount changed":
                (await db.Deals.SingleAsync(d => d.Id == rollout.Id, Ct)).ChangeAmount(1, World.Today);
                break;
            case "task done":
                (await db.Tasks.FirstAsync(t => t.DealId == rollout.Id && t.DoneAt == null, Ct)).DoneAt = World.Now;
                break;
            case "writing style changed":
                db.Add(new StoredSetting { Key = $"writing-style:{World["Nora"].Id}", Value = "{}" });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "No such change.");
        }
    }
}
