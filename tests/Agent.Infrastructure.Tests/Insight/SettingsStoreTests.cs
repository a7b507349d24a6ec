using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Texts;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Insight;

public sealed class SettingsStoreTests : IAsyncLifetime
{
    private const string Own = """{"name":"House rules","criteria":[{"name":"Site visit","question":"May we see the site?","missing":"whether we may see the site"}]}""";

    private InsightStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private UserId Ada => _store.World["Ada"].Id;

    private SettingsStore Settings => _store.Settings;

    public async ValueTask InitializeAsync() => _store = await InsightStore.CreateAsync(Ct);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Settings_Changed_StandInTheLogOfDecisionsButNotHowSomebodyWrites()
    {
        await Settings.SetFrameworkAsync("house", Own, Ada, Ct);
        await Settings.SetFrameworkAsync("house", Own, Ada, Ct);
        await Settings.SetModelsAsync([new("A", true)], Ada, Ct);
        await Settings.SetModelsAsync([new("A", false)], Ada, Ct);
        await Settings.SetWritingStyleAsync(Ada, new() { Tone = DraftTone.Formal }, Ct);
        await Settings.DeleteFrameworkAsync("house", Ada, Ct);
        await new ChangePolicyStore(_store, _store.Clock).SetAsync(new(), Ada, Ct);

        await using var db = _store.CreateDbContext();
        var log = await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Ct);

        log.ShouldAllBe(e => e.Kind == ChangeKind.Setting && e.ById == Ada && e.By.StartsWith("Ada") && e.At == _store.Clock.GetUtcNow() && e.DealId == null);
        log.Select(e => e.Detail.Fields[0]).Select(f => (f.Field, f.Before is null, f.After is null))
            .ShouldBe([("framework:house", true, false), ("models", true, false), ("models", false, false), ("framework:house", false, true), ("changes", true, false)]);
        log[2].Detail.Fields[0].Before.ShouldNotBe(log[2].Detail.Fields[0].After);
    }

    [Fact]
    public async Task Insight_Kept_IsWhatReadingsGoBy()
    {
        await Settings.SetFrameworkAsync("house", Own, Ada, Ct);

        (await Settings.SetInsightAsync(new([new(20, 30), new(1, 5)], [" Rivalsoft ", "rivalsoft", ""], "house"), Ada, Ct)).ShouldBeEmpty();

        var settings = await SettingsOfReaderAsync();
        settings.Delivery!.DaysFor(20).ShouldBe(30);
        settings.Delivery.DaysFor(19).ShouldBe(5);
        settings.Competitors.ShouldBe(["Rivalsoft"]);
        settings.Framework.Name.ShouldBe("House rules");
        settings.Prices!.Find("Scanner")!.ListPrice.ShouldBe(640.50m);
    }

    [Fact]
    public async Task Insight_NothingChosen_IsBantWithoutPolicy()
    {
        var settings = await SettingsOfReaderAsync();

        (settings.Framework.Name, settings.Delivery, settings.Competitors.Count).ShouldBe((Framework.Bant.Name, null, 0));
        (await Settings.GetInsightAsync(Ct)).Framework.ShouldBe("bant");
    }

    [Fact]
    public async Task Insight_KeptUnchanged_TouchesNoDeal()
    {
        var choices = new InsightChoices([new(1, 5)], ["Rivalsoft"], "meddic");
        await Settings.SetInsightAsync(choices, Ada, Ct);
        await _store.SettleAsync(Ct);

        await Settings.SetInsightAsync(choices, Ada, Ct);

        (await _store.QueueAsync(Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("days", "deliveryTiers")]
    [InlineData("twice", "deliveryTiers")]
    [InlineData("names", "competitors")]
    [InlineData("long", "competitors")]
    [InlineData("unknown", "framework")]
    public async Task Insight_Impossible_IsRefusedByField(string what, string field)
    {
        var choices = what switch
        {
            "days" => new InsightChoices([new(1, -1)], [], "bant"),
            "twice" => new([new(1, 5), new(1, 6)], [], "bant"),
            "names" => new([], [.. Enumerable.Range(0, 201).Select(i => $"Rival {i}")], "bant"),
            "long" => new([], [new('x', 101)], "bant"),
            _ => new([], [], "tarot"),
        };

        (await Settings.SetInsightAsync(choices, Ada, Ct)).Keys.ShouldBe([field]);
        (await Settings.GetInsightAsync(Ct)).DeliveryTiers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bant", Own, "belongs to a framework of the product")]
    [InlineData("House", Own, "small letters")]
    [InlineData("house", "{", "not valid JSON")]
    [InlineData("house", """{"name":"BANT","criteria":[{"name":"a","question":"b","missing":"c"}]}""", "another name")]
    public async Task Framework_Impossible_IsRefusedInWords(string key, string json, string words)
    {
        (await Settings.SetFrameworkAsync(key, json, Ada, Ct)).ShouldNotBeNull().Reason.ShouldContain(words);
        (await Settings.GetFrameworkAsync(key, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Framework_InUse_StaysUntilAnotherOneIsChosen()
    {
        (await Settings.SetFrameworkAsync("house", Own, Ada, Ct)).ShouldBeNull();
        await Settings.SetInsightAsync(new([], [], "house"), Ada, Ct);
        (await Settings.DeleteFrameworkAsync("house", Ada, Ct)).ShouldNotBeNull();

        await Settings.SetInsightAsync(new([], [], "bant"), Ada, Ct);

        (await Settings.DeleteFrameworkAsync("house", Ada, Ct)).ShouldBeNull();
        (await Settings.ListFrameworksAsync(Ct)).ShouldAllBe(f => !f.Own);
    }

    [Fact]
    public async Task Framework_TwentyFirst_IsRefused()
    {
        for (var i = 0; i < SettingsStore.MaxFrameworks; i++)
            (await Settings.SetFrameworkAsync($"house-{i}", Own.Replace("House", $"House {i}", StringComparison.Ordinal), Ada, Ct)).ShouldBeNull();

        (await Settings.SetFrameworkAsync("house", Own, Ada, Ct)).ShouldNotBeNull().Reason.ShouldContain("20");
        (await Settings.SetFrameworkAsync("house-3", Own, Ada, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Documents_AreKeptByUserAndCheckedForJson()
    {
        (await Settings.SetWritingStyleAsync(Ada, new() { Tone = DraftTone.Formal, Greeting = "Dear {name}," }, Ct)).ShouldBeNull();
        (await Settings.SetSummaryTemplateAsync("not json", Ada, Ct)).ShouldNotBeNull().Reason.ShouldContain("not valid JSON");

        (await Settings.GetWritingStyleAsync(Ada, Ct)).ShouldBe(new() { Tone = DraftTone.Formal, Greeting = "Dear {name}," });
        (await Settings.GetWritingStyleAsync(_store.World["Nora"].Id, Ct)).ShouldBe(WritingStyle.Default);
        (await Settings.GetSummaryTemplateAsync(Ct)).ShouldBeNull();
    }

    private Task<InsightSettings> SettingsOfReaderAsync() => new DealReaderFactory(_store, _store.Clock).For(_store.World.Viewer("Nora")).GetInsightSettingsAsync(Ct);
}
