using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Infrastructure.Tests.Search;

public sealed class PassageFinderTests(PassageFinderTests.Fixture texts) : IClassFixture<PassageFinderTests.Fixture>
{
    private readonly IPassageIndex _index = texts.Store.Index;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("budget", "The budget is 84,000 euros for this year.")]
    [InlineData("BUDGET", "The budget is 84,000 euros for this year.")]
    [InlineData("what did they say about pricing", "Your prices are above ScanPro, we compared them.")]
    [InlineData("integrations", "The integration with the old ERP worries our IT people.")]
    [InlineData("Möbelhaus", "The Möbelhaus in Örebro wants a demo.")]
    [InlineData("mobelhaus", "The Möbelhaus in Örebro wants a demo.")]
    [InlineData("Skarvøy", "Skarvøy asked for a cold-store test.")]
    public async Task SearchAsync_WordInAnyForm_FindsTheSentence(string query, string expected)
    {
        (await SearchAsync(new(query))).Select(p => p.Quote).ShouldContain(expected);
    }

    [Theory]
    [InlineData("\"budget\"")]
    [InlineData("budget*")]
    [InlineData("NEAR(budget, 3)")]
    [InlineData("Body:budget")]
    [InlineData("budget AND (")]
    [InlineData("-budget ^ {}")]
    [InlineData("budget'; DROP TABLE activities; --")]
    public async Task SearchAsync_QuerySyntax_IsPlainText(string query)
    {
        (await SearchAsync(new(query)))[0].Quote.ShouldContain("budget");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("the of and")]
    [InlineData("\"*():")]
    [InlineData("hippopotamus")]
    public async Task SearchAsync_NothingToFind_ReturnsNothing(string query)
    {
        (await SearchAsync(new(query))).ShouldBeEmpty();
    }

    // Whatever is typed and however it is narrowed: an answer, perhaps an empty one, and never a fault of the query language.
    [Fact]
    public async Task SearchAsync_WhateverIsTyped_NeverFails()
    {
        const string Signs = "budget laura AND OR NOT NEAR \"'()*:^+-{}[]\\/%_;,.<>=!?&|~#@$€ 12 Dec ö ß 漢 🙂 \u0000\t\n“„«»";
        var random = new Random(20260302);
        var moments = new DateTimeOffset?[] { null, DateTimeOffset.MinValue, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2027, 12, 1, 0, 0, 0, TimeSpan.Zero) };
        for (var i = 0; i < 300; i++)
        {
            var query = new PassageQuery(
                Typed(),
                random.Next(4) == 0 ? texts.Second.Id : null,
                random.Next(4) == 0 ? texts.Account.Id : null,
                random.Next(3) == 0 ? Typed() : null,
                random.Next(3) == 0 ? PassageKind.Email : null,
                moments[random.Next(moments.Length)],
                moments[random.Next(moments.Length)]);

            await Should.NotThrowAsync(() => SearchAsync(query), $"{query}");
        }

        string Typed() => new([.. Enumerable.Range(0, random.Next(24)).Select(_ => Signs[random.Next(Signs.Length)])]);
    }

    [Fact]
    public async Task SearchAsync_PeriodThatEndsBeforeItBegins_FindsNothing()
    {
        var day = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        (await SearchAsync(new("budget", From: day, To: day.AddMonths(-1)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task SearchAsync_Quotes_StandVerbatimAtStart()
    {
        var bodies = texts.Activities.ToDictionary(a => a.Id, a => a.Body);

        var found = await SearchAsync(new("budget pricing integration demo decision", Take: 50));

        found.Count.ShouldBeGreaterThan(4);
        foreach (var passage in found)
            bodies[passage.ActivityId!.Value].Substring(passage.Start, passage.Quote.Length).ShouldBe(passage.Quote);
    }

    [Fact]
    public async Task SearchAsync_Deal_OnlyItsTexts()
    {
        var found = await SearchAsync(new("budget", texts.Second.Id, Take: 50));

        found.ShouldHaveSingleItem().DealId.ShouldBe(texts.Second.Id);
        found[0].Deal.ShouldBe("Second");
    }

    [Fact]
    public async Task SearchAsync_Account_ItsOwnTextsAndThoseOfItsDeals()
    {
        var found = await SearchAsync(new("budget", AccountId: texts.Account.Id, Take: 50));

        found.Select(p => p.Subject).ShouldBe(["On the account", "Second mail"], ignoreOrder: true);
    }

    [Fact]
    public async Task SearchAsync_Speaker_OnlyTheWordsOfThatPerson()
    {
        var found = await SearchAsync(new("decision", Speaker: "laura", Take: 50));

        var passage = found.ShouldHaveSingleItem();
        passage.Speaker.ShouldBe("Laura Becker");
        passage.Quote.ShouldBe("The decision is with our CFO, not with me.");
    }

    [Fact]
    public async Task SearchAsync_Kind_OnlyThatKind()
    {
        var found = await SearchAsync(new("budget", Kind: PassageKind.Email, Take: 50));

        found.ShouldAllBe(p => p.Kind == PassageKind.Email);
        found.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task SearchAsync_Period_FromIsIncludedAndToIsNot()
    {
        var mail = texts.Activities.First(a => a.Subject == "Second mail");

        var within = await SearchAsync(new("budget", From: mail.At, To: mail.At.AddSeconds(1)));
        var before = await SearchAsync(new("budget", From: mail.At.AddSeconds(-1), To: mail.At));

        within.ShouldHaveSingleItem().ActivityId.ShouldBe(mail.Id);
        before.ShouldBeEmpty();
    }

    [Fact]
    public async Task SearchAsync_Take_BoundsThePassages()
    {
        (await SearchAsync(new("budget decision pricing", Take: 2))).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("budgte", "The budget is 84,000 euros for this year.")]
    [InlineData("intergation", "The integration with the old ERP worries our IT people.")]
    [InlineData("integraton", "The integration with the old ERP worries our IT people.")]
    [InlineData("skarvoey", "Skarvøy asked for a cold-store test.")]
    public async Task SearchAsync_TypingError_FindsTheWordThatWasMeant(string query, string expected)
    {
        (await SearchAsync(new(query))).Select(p => p.Quote).ShouldContain(expected);
    }

    [Fact]
    public async Task SearchAsync_NameTypedLikeAParticiple_FindsTheNameThatWasMeant()
    {
        using var store = await TestStore.CreateAsync(Ct);
        await store.AddAsync(Ct, new Activity { Kind = ActivityKind.Note, At = store.Clock.GetUtcNow(), Body = "The plants in Remscheid want scanners." });

        (await store.Index.SearchAsync(Fixture.Admin, new("Remschied"), Ct)).ShouldHaveSingleItem();
        (await store.Index.SearchAsync(Fixture.Admin, new("Bolton"), Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("laura")]
    [InlineData("Lauar")]
    [InlineData("CFO")]
    [InlineData("their CFO")]
    public async Task SearchAsync_PersonByNameTypingErrorOrTitle_OnlyTheirWords(string speaker)
    {
        (await SearchAsync(new("decision", texts.First.Id, Speaker: speaker))).ShouldHaveSingleItem().Speaker.ShouldBe("Laura Becker");
    }

    [Fact]
    public async Task SearchAsync_Phrase_HasToOccurAsItIs()
    {
        (await SearchAsync(new("\"old ERP\""))).ShouldHaveSingleItem().Quote.ShouldBe("The integration with the old ERP worries our IT people.");
        (await SearchAsync(new("\"ERP old\""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task SearchAsync_PersonAndPeriodWithoutAWord_WhatTheySaidThen()
    {
        var found = await SearchAsync(new("what did she say", Speaker: "Laura", From: texts.Activities[0].At, To: texts.Activities[0].At.AddDays(1)));

        found.ShouldHaveSingleItem().Speaker.ShouldBe("Laura Becker");
    }

    [Fact]
    public async Task SearchAsync_AnswerThatDoesNotRepeatTheQuestion_IsFoundByIt()
    {
        using var store = await TestStore.CreateAsync(Ct);
        await store.AddAsync(Ct, new Activity
        {
            Kind = ActivityKind.Call,
            At = store.Clock.GetUtcNow(),
            Body = "[00:00:01] Priya Nair: Which walrus do you prefer?\n[00:00:09] Laura Becker: The large one, of course.",
        });

        var found = await store.Index.SearchAsync(Fixture.Admin, new("walrus"), Ct);

        found.Select(p => p.Quote).ShouldBe(["Which walrus do you prefer?", "The large one, of course."]);
        found[1].Context.ShouldBe("Which walrus do you prefer?");
    }

    [Fact]
    public async Task SearchAsync_NameOfTheAccount_FindsItsTextsAlsoAfterARenaming()
    {
        using var store = await TestStore.CreateAsync(Ct);
        var account = new Account { Name = "Walrus Shipping" };
        await store.AddAsync(Ct, account, new Activity { AccountId = account.Id, Kind = ActivityKind.Note, At = store.Clock.GetUtcNow(), Body = "They plan a budget." });
        (await store.Index.SearchAsync(Fixture.Admin, new("walrus budget"), Ct)).ShouldHaveSingleItem();

        await using (var db = store.CreateDbContext())
        {
            db.Attach(account);
            account.Name = "Penguin Shipping";
            await db.SaveChangesAsync(Ct);
        }

        (await store.Index.SearchAsync(Fixture.Admin, new("walrus"), Ct)).ShouldBeEmpty();
        (await store.Index.SearchAsync(Fixture.Admin, new("penguin"), Ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SearchAsync_WiderQuery_ComesAfterWhatFitsTheSentence()
    {
        var found = await SearchAsync(new("decision", Kind: PassageKind.Email) { Wider = new("decision") });

        found[0].Kind.ShouldBe(PassageKind.Email);
        found.Skip(1).ShouldNotBeEmpty();
        found.Skip(1).ShouldAllBe(p => p.Kind != PassageKind.Email);
        found.Select(p => p.OutsideFilters).ShouldBe([false, .. Enumerable.Repeat(true, found.Count - 1)]);
    }

    [Fact]
    public async Task SearchAsync_NothingInThePeriod_PutsTheSamePersonAtAnotherTimeFirst()
    {
        var given = new PassageQuery("decision");
        var anytime = given with { Speaker = "Laura", Wider = given };
        var read = anytime with { From = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), Wider = anytime };

        var found = await SearchAsync(read);

        found[0].Speaker.ShouldBe("Laura Becker");
        found.ShouldContain(p => p.Speaker != "Laura Becker");
        found.ShouldAllBe(p => p.OutsideFilters);
    }

    [Fact]
    public async Task SearchAsync_SomethingInThePeriod_LeavesOutTheStepBetween()
    {
        var given = new PassageQuery("decision", Kind: PassageKind.Note);
        var anytime = new PassageQuery("integration") { Wider = given };

        (await SearchAsync(new("budget") { Wider = anytime })).ShouldAllBe(p => p.Quote.Contains("budget", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SearchAsync_ForwardedText_IsToldOnce()
    {
        using var store = await TestStore.CreateAsync(Ct);
        var account = new Account { Name = "Acme" };
        await store.AddAsync(Ct, account, Mail(account, 0, "The walrus needs a larger pool before winter comes."), Mail(account, 1, "The walrus needs a larger pool before winter comes!"));

        (await store.Index.SearchAsync(Fixture.Admin, new("walrus"), Ct)).ShouldHaveSingleItem();

        Activity Mail(Account of, int day, string body) => new() { AccountId = of.Id, Kind = ActivityKind.Email, At = store.Clock.GetUtcNow().AddDays(-day), Body = body };
    }

    [Fact]
    public async Task SearchAsync_TextChangedOrDeleted_IsNoLongerFoundByItsOldWords()
    {
        using var store = await TestStore.CreateAsync(Ct);
        var note = new Activity { Kind = ActivityKind.Note, At = store.Clock.GetUtcNow(), Body = "The walrus called." };
        await store.AddAsync(Ct, note);
        await using (var db = store.CreateDbContext())
        {
            db.Attach(note);
            note.Body = "The penguin called.";
            await db.SaveChangesAsync(Ct);
        }

        var index = store.Index;
        (await index.SearchAsync(Fixture.Admin, new("walrus"), Ct)).ShouldBeEmpty();
        (await index.SearchAsync(Fixture.Admin, new("penguin"), Ct)).ShouldHaveSingleItem();

        await using (var db = store.CreateDbContext())
        {
            db.Remove(note);
            await db.SaveChangesAsync(Ct);
        }

        (await index.SearchAsync(Fixture.Admin, new("penguin"), Ct)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<Passage>> SearchAsync(PassageQuery query) => _index.SearchAsync(Fixture.Admin, query, Ct);

    public sealed class Fixture : IAsyncLifetime
    {
        private static readonly DateTimeOffset Day = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        internal static Viewer Admin { get; } = new(UserId.New(), "Admin", UserRole.Admin, []);

        internal TestStore Store { get; private set; } = null!;

        internal Account Account { get; } = new() { Name = "Acme" };

        internal Deal First { get; private set; } = null!;

        internal Deal Second { get; private set; } = null!;

        internal IReadOnlyList<Activity> Activities { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Store = await TestStore.CreateAsync(TestContext.Current.CancellationToken);
            var pipeline = Pipeline.CreateDefault();
            var first = First = Deal.Start("First", pipeline, pipeline.Stages[0], null);
            var buyer = new Account { Name = "Buyer" };
            first.AccountId = buyer.Id;
            Second = Deal.Start("Second", pipeline, pipeline.Stages[0], null);
            Second.AccountId = Account.Id;
            Activities =
            [
                Text(first, 0, ActivityKind.Call, "First call",
                    "[00:00:01] Priya Nair: Thank you for the time.\n"
                    + "[00:00:09] Laura Becker: The budget is 84,000 euros for this year.\n"
                    + "[00:00:20] Laura Becker: The decision is with our CFO, not with me.\n"
                    + "[00:00:31] Priya Nair: Then the decision needs a meeting with her."),
                Text(first, 1, ActivityKind.Email, "First mail", "Hello,\n\nYour prices are above ScanPro, we compared them.\n\n> The integration is old."),
                Text(first, 2, ActivityKind.Note, "First note", "The integration with the old ERP worries our IT people.\nThe Möbelhaus in Örebro wants a demo.\nSkarvøy asked for a cold-store test."),
                Text(Second, 3, ActivityKind.Email, "Second mail", "There is no budget before summer, the decision waits."),
                new() { AccountId = Account.Id, Kind = ActivityKind.Note, At = Day.AddDays(4), Subject = "On the account", Body = "They plan their budget in autumn." },
            ];
            await Store.AddAsync(TestContext.Current.CancellationToken, [Account, buyer, new Contact { Name = "Laura Becker", Title = "Chief Financial Officer", AccountId = buyer.Id }, pipeline, first, Second, .. Activities]);
        }

        public ValueTask DisposeAsync()
        {
            Store.Dispose();
            return ValueTask.CompletedTask;
        }

        private static Activity Text(Deal deal, int day, ActivityKind kind, string subject, string body) =>
            new() { DealId = deal.Id, Kind = kind, At = Day.AddDays(day), Subject = subject, Body = body, Participants = [new("Ed Stone", "ed@acme.example")] };
    }
}
