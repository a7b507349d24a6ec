using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Tests.Search;

/// <summary>What every index of passages has to do. One class an index derives from it; each test has an empty index of its own.</summary>
public abstract class PassageIndexContract
{
    internal static readonly DateTimeOffset Day = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    internal static readonly PassageScope All = new(true, [], []);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An empty index. It lives until the test ends.</summary>
    protected abstract Task<IPassageStore> CreateAsync();

    [Fact]
    public async Task FindAsync_EmptyIndex_FindsNothing()
    {
        var store = await CreateAsync();

        (await store.FindAsync(Words("budget"), Ct)).ShouldBeEmpty();
        (await store.GetStateAsync(Ct)).ShouldBe(new(0, null));
    }

    [Theory]
    [InlineData("The budget is 84,000 euros.", "budgets")]
    [InlineData("The budget is 84,000 euros.", "84000")]
    [InlineData("We compared the prices with ScanPro.", "pricing")]
    [InlineData("Das Möbelhaus in Örebro wünscht eine Vorführung.", "mobelhaus")]
    [InlineData("Das Mobelhaus wants a demo.", "Möbelhaus")]
    [InlineData("Skarvøy asked for a cold-store test.", "skarvoy")]
    [InlineData("Skarvoy asked for a cold-store test.", "Skarvøy")]
    [InlineData("Die Straße ist gesperrt.", "strasse")]
    [InlineData("Hos Kjær gælder aftalen.", "kjaer")]
    [InlineData("Cafe\u0301 au lait", "café")]
    [InlineData("Согласовано с директором", "СОГЛАСОВАНО")]
    [InlineData("We don't use the scanner's trigger.", "scanner")]
    public async Task FindAsync_WordInAnyForm_FindsIt(string text, string asked)
    {
        var store = await CreateAsync();
        await PutAsync(store, Passage(text), Passage("Nothing of the kind was ever said here."));

        (await store.FindAsync(Words(asked), Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task FindAsync_Hit_TellsWhereItStands()
    {
        var store = await CreateAsync();
        var passage = Passage("The budget is fixed.") with { Start = 17, Length = 20, Speaker = "Laura Becker", Context = "What is the budget?" };
        await PutAsync(store, passage);

        var hit = (await store.FindAsync(Words("fixed"), Ct)).ShouldHaveSingleItem();

        hit.ShouldBe(new(passage.Id, passage.Source, 17, 20, "Laura Becker", "What is the budget?", hit.Score));
    }

    [Fact]
    public async Task FindAsync_SeveralWords_AnyIsEnoughAndMoreRankHigher()
    {
        var store = await CreateAsync();
        var (both, one, none) = (Passage("The budget for scanners is fixed."), Passage("The scanners arrive on a Monday."), Passage("Nobody called today."));
        await PutAsync(store, one, none, both);

        Ids(await store.FindAsync(Words("budget scanners"), Ct)).ShouldBe([both.Id, one.Id]);
    }

    [Fact]
    public async Task FindAsync_RareWord_CountsMoreThanAFrequentOne()
    {
        var store = await CreateAsync();
        var rare = Passage("The escrow account is open.");
        await PutAsync(store, [.. Enumerable.Range(0, 12).Select(i => Passage($"The account number {i} is open.")), rare]);

        (await store.FindAsync(Words("escrow account"), Ct))[0].Id.ShouldBe(rare.Id);
    }

    [Fact]
    public async Task FindAsync_WordInTheQuestionOnly_FindsTheAnswerAfterThoseThatSayIt()
    {
        var store = await CreateAsync();
        var answered = Passage("About eighty thousand this year.") with { Context = "What is your budget?" };
        var said = Passage("Our budget is about eighty thousand.");
        await PutAsync(store, answered, said);

        Ids(await store.FindAsync(Words("budget"), Ct)).ShouldBe([said.Id, answered.Id]);
    }

    [Fact]
    public async Task FindAsync_Phrase_NeedsTheWordsInARow()
    {
        var store = await CreateAsync();
        var inRow = Passage("We pay after the cold storage test.");
        var apart = Passage("The storage is cold.");
        await PutAsync(store, inRow, apart);

        Ids(await store.FindAsync(Words("storage") with { Phrases = [["cold", "storag"]] }, Ct)).ShouldBe([inRow.Id]);
        Ids(await store.FindAsync(Words("") with { Phrases = [["cold", "storag"]] }, Ct)).ShouldBe([inRow.Id]);
    }

    [Fact]
    public async Task FindAsync_NothingAskedButFilters_LatestFirst()
    {
        var store = await CreateAsync();
        var deal = DealId.New();
        var passages = Enumerable.Range(0, 3).Select(i => Passage($"Sentence {i}.") with { DealId = deal, At = Day.AddDays(i) }).ToArray();
        await PutAsync(store, [.. passages, Passage("Another deal.")]);

        Ids(await store.FindAsync(Words("") with { Filter = new(DealId: deal) }, Ct)).ShouldBe([passages[2].Id, passages[1].Id, passages[0].Id]);
    }

    [Theory]
    [InlineData("deal")]
    [InlineData("account")]
    [InlineData("owner")]
    [InlineData("speaker")]
    [InlineData("kind")]
    [InlineData("from")]
    [InlineData("to")]
    public async Task FindAsync_Filter_OnlyWhatFits(string by)
    {
        var store = await CreateAsync();
        var fits = Passage("The zebra crossed.") with
        {
            DealId = DealId.New(),
            AccountId = AccountId.New(),
            OwnerId = UserId.New(),
            Speaker = "Laura Skarvøy",
            Kind = PassageKind.Call,
            At = Day.AddDays(3),
        };
        var other = Passage("The zebra stayed.") with
        {
            DealId = DealId.New(),
            AccountId = AccountId.New(),
            OwnerId = UserId.New(),
            Speaker = "Laura Becker",
            Kind = PassageKind.Note,
            At = by == "to" ? Day.AddDays(5) : Day,
        };
        await PutAsync(store, fits, other, Passage("The zebra of nobody.") with { At = other.At });
        PassageFilter filter = by switch
        {
            "deal" => new(DealId: fits.DealId),
            "account" => new(AccountId: fits.AccountId),
            "owner" => new(OwnerId: fits.OwnerId),
            "speaker" => new(Speakers: ["somebody else", "skarvoy"]),
            "kind" => new(Kinds: [PassageKind.Call, PassageKind.Playbook]),
            "from" => new(From: fits.At),
            _ => new(To: fits.At.AddMilliseconds(1)),
        };

        Ids(await store.FindAsync(Words("zebra") with { Filter = filter }, Ct)).ShouldBe([fits.Id]);
    }

    [Fact]
    public async Task FindAsync_PeriodEnd_IsNotPartOfIt()
    {
        var store = await CreateAsync();
        await PutAsync(store, Passage("The zebra crossed.") with { At = Day });

        (await store.FindAsync(Words("zebra") with { Filter = new(To: Day) }, Ct)).ShouldBeEmpty();
        (await store.FindAsync(Words("zebra") with { Filter = new(From: Day) }, Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task FindAsync_Scope_OnlyWhatTheAudienceAllows()
    {
        var store = await CreateAsync();
        var (nora, sven, team) = (UserId.New(), UserId.New(), TeamId.New());
        var ofNora = Passage("The zebra of Nora.") with { Audience = new(false, [nora], []) };
        var ofBoth = Passage("The zebra of both.") with { Audience = new(false, [nora, sven], []) };
        var ofTeam = Passage("The zebra of a team.") with { Audience = new(false, [], [team]) };
        var ofAll = Passage("The zebra of all.");
        var ofNobody = Passage("The zebra of nobody.") with { Audience = new(false, [], []) };
        await PutAsync(store, ofNora, ofBoth, ofTeam, ofAll, ofNobody);

        Ids(await FindAs(new(false, [sven], []))).ShouldBe([ofBoth.Id, ofAll.Id], ignoreOrder: true);
        Ids(await FindAs(new(false, [nora], [team]))).ShouldBe([ofNora.Id, ofBoth.Id, ofTeam.Id, ofAll.Id], ignoreOrder: true);
        Ids(await FindAs(new(false, [], []))).ShouldBe([ofAll.Id]);
        (await FindAs(All)).Count.ShouldBe(5);

        Task<IReadOnlyList<PassageHit>> FindAs(PassageScope scope) => store.FindAsync(Words("zebra") with { Scope = scope }, Ct);
    }

    [Fact]
    public async Task FindAsync_HiddenPassagesRankHigher_TheOnesInSightAreStillFound()
    {
        var store = await CreateAsync();
        var (nora, sven) = (UserId.New(), UserId.New());
        var mine = Passage("Somewhere in this long sentence about other things there is a zebra too.") with { Audience = new(false, [sven], []) };
        await PutAsync(store, [.. Enumerable.Range(0, 40).Select(i => Passage($"zebra {i}") with { Audience = new(false, [nora], []) }), mine]);

        Ids(await store.FindAsync(Words("zebra") with { Scope = new(false, [sven], []), Take = 3 }, Ct)).ShouldBe([mine.Id]);
    }

    [Theory]
    [InlineData("zebra\" OR \"*")]
    [InlineData("zebra) OR (")]
    [InlineData("zebra*")]
    [InlineData("NEAR(zebra, 3)")]
    [InlineData("scope:zebra")]
    [InlineData("zebra'; DROP TABLE passages; --")]
    [InlineData("{\"match\": \"zebra\"}")]
    public async Task FindAsync_QuerySyntaxInTerms_GivesNoWayAroundTheScope(string typed)
    {
        var store = await CreateAsync();
        var (mine, other) = (UserId.New(), UserId.New());
        var seen = Passage("The zebra of mine.") with { Audience = new(false, [mine], []) };
        await PutAsync(store, seen, Passage("The zebra of another.") with { Audience = new(false, [other], []) });
        var scope = new PassageScope(false, [mine], []);

        // Terms as the analyzer makes them, and as a faulty caller might pass them on.
        Ids(await store.FindAsync(Words(typed) with { Scope = scope }, Ct)).ShouldBe([seen.Id]);
        Ids(await store.FindAsync(Words("zebra") with { Scope = scope, Terms = ["zebra", typed] }, Ct)).ShouldBe([seen.Id]);
        Ids(await store.FindAsync(Words("zebra") with { Scope = scope, Filter = new(Speakers: [typed]) }, Ct)).ShouldBeEmpty();
        (await store.FindAsync(Words("") with { Scope = scope, Phrases = [["zebra", typed]] }, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindAsync_Take_BoundsTheHits()
    {
        var store = await CreateAsync();
        await PutAsync(store, [.. Enumerable.Range(0, 9).Select(i => Passage($"The zebra {i}."))]);

        (await store.FindAsync(Words("zebra") with { Take = 4 }, Ct)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task ReplaceAsync_SourceAgain_OnlyItsNewPassagesAreFound()
    {
        var store = await CreateAsync();
        var (first, second, other) = (Passage("The walrus called."), Passage("The walrus wrote."), Passage("The walrus slept."));
        second = second with { Source = first.Source, Start = 30 };
        await PutAsync(store, first, second, other);

        var changed = first with { Text = "The penguin called." };
        await store.ReplaceAsync([new(first.Source, [changed])], Ct);
        await store.ReplaceAsync([new(first.Source, [changed])], Ct);

        Ids(await store.FindAsync(Words("walrus"), Ct)).ShouldBe([other.Id]);
        Ids(await store.FindAsync(Words("penguin"), Ct)).ShouldBe([changed.Id]);
        (await store.GetStateAsync(Ct)).Passages.ShouldBe(2);
    }

    [Fact]
    public async Task ReplaceAsync_NoPassages_RemovesTheSource()
    {
        var store = await CreateAsync();
        var (gone, stays) = (Passage("The walrus called."), Passage("The walrus slept."));
        await PutAsync(store, gone, stays);

        await store.ReplaceAsync([new(gone.Source, [])], Ct);

        Ids(await store.FindAsync(Words("walrus"), Ct)).ShouldBe([stays.Id]);
        (await store.GetStateAsync(Ct)).Passages.ShouldBe(1);
    }

    [Fact]
    public async Task ReplaceAsync_OwnerAndDealChanged_FoundByTheNewOnesOnly()
    {
        var store = await CreateAsync();
        var (before, after) = (UserId.New(), UserId.New());
        var passage = Passage("The zebra moved.") with { DealId = DealId.New(), OwnerId = before, Audience = new(false, [before], []) };
        await PutAsync(store, passage);
        var moved = passage with { DealId = DealId.New(), OwnerId = after, Audience = new(false, [after], []) };
        await PutAsync(store, moved);

        (await store.FindAsync(Words("zebra") with { Scope = new(false, [before], []) }, Ct)).ShouldBeEmpty();
        (await store.FindAsync(Words("zebra") with { Filter = new(DealId: passage.DealId) }, Ct)).ShouldBeEmpty();
        (await store.FindAsync(Words("zebra") with { Scope = new(false, [after], []), Filter = new(moved.DealId) }, Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task BeginRebuildAsync_UntilComplete_SearchesGoOnInTheOld()
    {
        var store = await CreateAsync();
        var (kept, dropped, fresh) = (Passage("The walrus stays."), Passage("The walrus goes."), Passage("The penguin comes."));
        await PutAsync(store, kept, dropped);

        await using (var rebuild = await store.BeginRebuildAsync(null, Ct))
        {
            await rebuild.AddAsync([new(kept.Source, [kept])], Ct);
            (await store.FindAsync(Words("walrus"), Ct)).Count.ShouldBe(2);
            await rebuild.AddAsync([new(fresh.Source, [fresh])], Ct);
            (await store.FindAsync(Words("walrus"), Ct)).Count.ShouldBe(2);
            await rebuild.CompleteAsync(Ct);
        }

        Ids(await store.FindAsync(Words("walrus penguin"), Ct)).ShouldBe([kept.Id, fresh.Id], ignoreOrder: true);
        (await store.GetStateAsync(Ct)).ShouldBe(new(2, null));
    }

    [Fact]
    public async Task BeginRebuildAsync_GivenUp_NothingIsLostAndTheNextOneWorks()
    {
        var store = await CreateAsync();
        var (first, second) = (Passage("The walrus stays."), Passage("The walrus too."));
        await PutAsync(store, first, second);

        await using (var rebuild = await store.BeginRebuildAsync(null, Ct))
            await rebuild.AddAsync([new(first.Source, [first])], Ct);
        (await store.FindAsync(Words("walrus"), Ct)).Count.ShouldBe(2);

        await using (var rebuild = await store.BeginRebuildAsync(null, Ct))
        {
            await rebuild.AddAsync([new(first.Source, [first])], Ct);
            await rebuild.CompleteAsync(Ct);
        }

        Ids(await store.FindAsync(Words("walrus"), Ct)).ShouldBe([first.Id]);
    }

    [Fact]
    public async Task FindAsync_Vector_FindsWhatIsNearWithoutASharedWord()
    {
        var store = await CreateAsync();
        var (near, far) = (Passage("They cannot afford it.") with { Vector = Vector(1, 0.1f) }, Passage("The lorry was late.") with { Vector = Vector(0, 1) });
        await RebuildAsync(store, new("model-a", 4), near, far);

        var hits = await store.FindAsync(Words("budget") with { Vector = Vector(1, 0) }, Ct);

        hits[0].Id.ShouldBe(near.Id);
        (await store.GetStateAsync(Ct)).ShouldBe(new(2, new("model-a", 4)));
    }

    [Fact]
    public async Task FindAsync_VectorAndWords_ThePassageThatBothFindIsFirst()
    {
        var store = await CreateAsync();
        var both = Passage("The budget cannot be raised.") with { Vector = Vector(1, 0.1f) };
        var words = Passage("The budget of the other department.") with { Vector = Vector(0, 1) };
        var vector = Passage("They cannot afford it.") with { Vector = Vector(1, 0.2f) };
        await RebuildAsync(store, new("model-a", 4), words, vector, both);

        Ids(await store.FindAsync(Words("budget") with { Vector = Vector(1, 0) }, Ct))[0].ShouldBe(both.Id);
    }

    [Fact]
    public async Task FindAsync_Vector_ScopeFiltersAndPhrasesHoldForItToo()
    {
        var store = await CreateAsync();
        var (mine, other, deal) = (UserId.New(), UserId.New(), DealId.New());
        var seen = Passage("They cannot afford it.") with { Vector = Vector(1, 0.5f), DealId = deal, Audience = new(false, [mine], []) };
        var hidden = Passage("They cannot pay it.") with { Vector = Vector(1, 0), DealId = deal, Audience = new(false, [other], []) };
        var elsewhere = Passage("They cannot buy it.") with { Vector = Vector(1, 0), Audience = new(false, [mine], []) };
        await RebuildAsync(store, new("model-a", 4), seen, hidden, elsewhere);
        var search = Words("budget") with { Vector = Vector(1, 0), Scope = new(false, [mine], []), Filter = new(DealId: deal) };

        Ids(await store.FindAsync(search, Ct)).ShouldBe([seen.Id]);
        (await store.FindAsync(search with { Phrases = [["lorri", "late"]] }, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindAsync_VectorOfAPassageReplaced_IsTheNewOne()
    {
        var store = await CreateAsync();
        var (moved, stays) = (Passage("First.") with { Vector = Vector(1, 0) }, Passage("Second.") with { Vector = Vector(1, 1) });
        await RebuildAsync(store, new("model-a", 4), moved, stays);
        await PutAsync(store, moved with { Vector = Vector(-1, 0) });

        Ids(await store.FindAsync(Words("") with { Vector = Vector(1, 0) }, Ct))[0].ShouldBe(stays.Id);
    }

    [Fact]
    public async Task ReplaceAsync_VectorOfAnotherSize_IsRefused()
    {
        var store = await CreateAsync();
        await RebuildAsync(store, new("model-a", 4), Passage("First.") with { Vector = Vector(1, 0) });

        await Should.ThrowAsync<ArgumentException>(() => PutAsync(store, Passage("Second.") with { Vector = new float[] { 1, 0 } }));
    }

    [Fact]
    public async Task BeginRebuildAsync_OtherModel_TheIndexHasItsSpace()
    {
        var store = await CreateAsync();
        var passage = Passage("They cannot afford it.");
        await RebuildAsync(store, new("model-a", 4), passage with { Vector = Vector(1, 0) });
        await RebuildAsync(store, new("model-b", 2), passage with { Vector = new float[] { 0, 1 } });

        (await store.GetStateAsync(Ct)).ShouldBe(new(1, new("model-b", 2)));
        (await store.FindAsync(Words("") with { Vector = new float[] { 0, 1 } }, Ct)).ShouldHaveSingleItem();
    }

    internal static PassageSearch Words(string text) => new(All, PassageFilter.None, [.. TextAnalyzer.Terms(text).Select(t => t.Value)], [], default, 50);

    internal static IndexedPassage Passage(string text) =>
        new(PassageSource.Of(ActivityId.New()), 0, text.Length, text, "", PassageKind.Note, Day, null, null, null, null, Audience.All);

    protected static Task PutAsync(IPassageStore store, params IndexedPassage[] passages) =>
        store.ReplaceAsync([.. passages.GroupBy(p => p.Source).Select(g => new SourcePassages(g.Key, [.. g]))], Ct);

    private static async Task RebuildAsync(IPassageStore store, EmbeddingSpace space, params IndexedPassage[] passages)
    {
        await using var rebuild = await store.BeginRebuildAsync(space, Ct);
        await rebuild.AddAsync([.. passages.Select(p => new SourcePassages(p.Source, [p]))], Ct);
        await rebuild.CompleteAsync(Ct);
    }

    private static float[] Vector(float x, float y) => [x, y, 0, 0];

    private static IReadOnlyList<PassageId> Ids(IReadOnlyList<PassageHit> hits) => [.. hits.Select(h => h.Id)];
}
