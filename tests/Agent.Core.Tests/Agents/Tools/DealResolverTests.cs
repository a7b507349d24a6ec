using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Core.Tests.Agents.Tools;

public sealed class DealResolverTests
{
    private readonly FakeDealReader _reader = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Acme")]
    [InlineData("acme logistics")]
    [InlineData("the Acme deal")]
    [InlineData("Acme's rollout")]
    [InlineData("acm")]
    public async Task ResolveAsync_OneOpenDealAmongClosedOnes_TakesTheOpenOne(string phrase)
    {
        _reader.Add("Waalhaven pilot", "Acme Logistics", "Won");
        var open = _reader.Add("Five-site rollout", "Acme Logistics");
        _reader.Add("Renewal", "Northwind Traders");

        (await ResolveAsync(phrase)).File.ShouldNotBeNull().Deal.Id.ShouldBe(open.Id);
    }

    [Fact]
    public async Task ResolveAsync_OnlyClosedOnes_TakesTheOneThereIs()
    {
        var won = _reader.Add("Waalhaven pilot", "Acme Logistics", "Won");

        (await ResolveAsync("Acme")).File.ShouldNotBeNull().Deal.Id.ShouldBe(won.Id);
    }

    [Fact]
    public async Task ResolveAsync_SeveralOpenDeals_AsksWithTheChoices()
    {
        _reader.Add("Lille", "Delcourt");
        _reader.Add("Roubaix", "Delcourt");
        _reader.Add("Start", "Delcourt", "Won");

        var question = (await ResolveAsync("Delcourt")).Question.ShouldBeOfType<AmbiguousName>();

        question.Phrase.ShouldBe("Delcourt");
        question.Choices.Select(c => c.Name).ShouldBe(["Lille", "Roubaix"]);
    }

    [Fact]
    public async Task ResolveAsync_MoreWords_PickAmongTheDealsOfAnAccount()
    {
        _reader.Add("Lille", "Delcourt");
        var roubaix = _reader.Add("Roubaix", "Delcourt");

        (await ResolveAsync("Delcourt Roubaix")).File.ShouldNotBeNull().Deal.Id.ShouldBe(roubaix.Id);
    }

    [Fact]
    public async Task ResolveAsync_WholeName_BeatsLongerNamesWithTheSameWords()
    {
        var shorter = _reader.Add("Acme rollout", "Acme");
        _reader.Add("Acme rollout phase two", "Acme");

        (await ResolveAsync("acme rollout")).File.ShouldNotBeNull().Deal.Id.ShouldBe(shorter.Id);
    }

    [Theory]
    [InlineData("Skarvoy")]
    [InlineData("Skarvøy")]
    [InlineData("skarvøy seafood")]
    public async Task ResolveAsync_Accents_DoNotCount(string phrase)
    {
        var deal = _reader.Add("Cold store", "Skarvøy Seafood");

        (await ResolveAsync(phrase)).File.ShouldNotBeNull().Deal.Id.ShouldBe(deal.Id);
    }

    [Theory]
    [InlineData("Nortwind", "Northwind Traders")]
    [InlineData("Acne Logistics", "Acme Logistics")]
    public async Task ResolveAsync_TypingError_OffersTheNearestName(string phrase, string nearest)
    {
        _reader.Add("Renewal", "Northwind Traders");
        _reader.Add("Packaging line", "Kaarnavuori");
        _reader.Add("Rollout", "Acme Logistics");

        var (file, question) = await ResolveAsync(phrase);

        // A word that fits may be enough to find the deal; else the nearest name is offered.
        if (file is null)
            question.ShouldBeOfType<UnknownName>().Nearest[0].ShouldBe(nearest);
        else
            file.Account!.Name.ShouldBe(nearest);
    }

    [Fact]
    public async Task ResolveAsync_NothingAlike_SaysUnknown()
    {
        _reader.Add("Renewal", "Northwind Traders");

        var unknown = (await ResolveAsync("Zzyzx Quux")).Question.ShouldBeOfType<UnknownName>();

        unknown.Phrase.ShouldBe("Zzyzx Quux", StringCompareShould.IgnoreCase);
        unknown.Nearest.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("this deal")]
    [InlineData("it")]
    public async Task ResolveAsync_NoNameWithAFocus_MeansTheDealInFocus(string? phrase)
    {
        var focus = _reader.Add("Renewal", "Northwind Traders");
        _reader.Add("Rollout", "Acme");

        (await ResolveAsync(phrase, focus.Id)).File.ShouldNotBeNull().Deal.Id.ShouldBe(focus.Id);
    }

    [Fact]
    public async Task ResolveAsync_NoNameWithoutAFocus_OffersTheOwnOpenDeals()
    {
        _reader.Add("Renewal", "Northwind Traders");
        _reader.Add("Rollout", "Acme");

        (await ResolveAsync("this deal")).Question.ShouldBeOfType<AmbiguousName>().Choices.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ResolveAsync_IdOutOfSight_IsUnknown()
    {
        (await ResolveAsync(DealId.New().ToString())).Question.ShouldBeOfType<UnknownName>().Nearest.ShouldBeEmpty();
    }

    private Task<(DealFile? File, ToolResult? Question)> ResolveAsync(string? phrase, DealId? focus = null) =>
        new DealResolver(new(_reader, _reader, new FakeClock(), focus)).ResolveAsync(phrase, Ct);
}
