using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Retrieval;
using Agent.Tests.Support;

namespace Agent.Core.Tests.Agents.Tools;

public sealed class ProposeToolsTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(FakeClock.DefaultStart.DateTime);

    private readonly FakeDealReader _reader = new();
    private readonly FakeClock _clock = new();
    private readonly FakeDesk _desk;
    private readonly Deal _acme;
    private TurnContext _context;

    public ProposeToolsTests()
    {
        _acme = _reader.Add("Acme rollout", "Acme");
        _desk = new(_clock);
        _context = new(_reader, _reader, _clock, null) { Pending = _desk.ListPendingAsync };
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("negotiation", "Negotiation")]
    [InlineData("Negotation", "Negotiation")]
    [InlineData("next stage", "Proposal")]
    [InlineData("won", "Won")]
    public async Task Stage_OfThePipeline_HasBeforeAndAfter(string stage, string after)
    {
        var change = await ChangeAsync(Toolbox.ProposeStage, ("stage", stage), ("deal", "acme"));

        (change.Kind, change.DealId, change.DealVersion).ShouldBe((ChangeKind.Stage, _acme.Id, _acme.Version));
        Field(change, ChangeFields.Stage).ShouldBe((_acme.StageId.ToString(), "Demo", after));
        change.Reason.ShouldBe("Priya Nair asked for it.");
        change.Evidence.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Demo", "is in Demo already")]
    [InlineData("Legal review", "Its stages are Discovery")]
    [InlineData("lost", "needs a loss reason")]
    public async Task Stage_ThatCannotBe_IsRefusedWithAReason(string stage, string says) =>
        (await RefusalAsync(Toolbox.ProposeStage, ("stage", stage), ("deal", "acme"))).ShouldContain(says);

    [Fact]
    public async Task Amount_New_IsShownAsMoney() =>
        Field(await ChangeAsync(Toolbox.ProposeAmount, ("amount", 60_000.5m), ("deal", "acme")), ChangeFields.Amount).ShouldBe(("10000", "€10,000", "€60,000.50"));

    [Theory]
    [InlineData(5_000, false, "15000")]
    [InlineData(-20, true, "8000")]
    public async Task Amount_ByADifference_IsWorkedOut(int by, bool percent, string after) =>
        (await ChangeAsync(Toolbox.ProposeAmount, ("changeBy", by), ("percent", percent), ("deal", "acme"))).After(ChangeFields.Amount).ShouldBe(after);

    [Theory]
    [InlineData(0, null, "more than zero")]
    [InlineData(-5, null, "cannot be below 0")]
    [InlineData(10_000, null, "is €10,000 already")]
    [InlineData(20_000, "USD", "is in EUR")]
    [InlineData(null, null, "Which amount")]
    public async Task Amount_ThatCannotBe_IsRefused(int? amount, string? currency, string says) =>
        (await RefusalAsync(Toolbox.ProposeAmount, ("amount", amount), ("currency", currency), ("deal", "acme"))).ShouldContain(says);

    [Fact]
    public async Task CloseDate_New_HasBothDaysRawAndShown()
    {
        var change = await ChangeAsync(Toolbox.ProposeCloseDate, ("date", Today.AddDays(40)), ("deal", "acme"));

        Field(change, ChangeFields.CloseDate).ShouldBe((Iso(Today.AddDays(20)), Wording.Day(Today.AddDays(20), Today), Wording.Day(Today.AddDays(40), Today)));
        change.After(ChangeFields.CloseDate).ShouldBe(Iso(Today.AddDays(40)));
    }

    [Fact]
    public async Task CloseDate_Shift_IsFromThePresentDate() =>
        (await ChangeAsync(Toolbox.ProposeCloseDate, ("shiftDays", 14), ("deal", "acme"))).After(ChangeFields.CloseDate).ShouldBe(Iso(Today.AddDays(34)));

    [Theory]
    [InlineData(-1, "cannot lie in the past")]
    [InlineData(20, "already")]
    [InlineData(3_000, "years away")]
    [InlineData(null, "To which day")]
    public async Task CloseDate_ThatCannotBe_IsRefused(int? days, string says) =>
        (await RefusalAsync(Toolbox.ProposeCloseDate, ("date", days is { } n ? Today.AddDays(n) : null), ("deal", "acme"))).ShouldContain(says);

    [Fact]
    public async Task NextStep_WithoutADay_TakesTheDayOfTheFormerStepAway()
    {
        _acme.PlanNextStep("Send the offer", Today.AddDays(2));

        var change = await ChangeAsync(Toolbox.ProposeNextStep, ("step", " Call Laura "), ("deal", "acme"));

        Field(change, ChangeFields.NextStep).ShouldBe(("Send the offer", "Send the offer", "Call Laura"));
        Field(change, ChangeFields.NextStepDue).ShouldBe((Iso(Today.AddDays(2)), Wording.Day(Today.AddDays(2), Today), null));
    }

    [Fact]
    public async Task NextStep_ThatCannotBe_IsRefused()
    {
        (await RefusalAsync(Toolbox.ProposeNextStep, ("step", " "), ("deal", "acme"))).ShouldContain("What is the next step");
        (await RefusalAsync(Toolbox.ProposeNextStep, ("step", new string('x', ChangeSet.MaxValue + 1)), ("deal", "acme"))).ShouldContain("too long");
        (await RefusalAsync(Toolbox.ProposeNextStep, ("step", "Call"), ("due", Today.AddDays(-3)), ("deal", "acme"))).ShouldContain("past");
    }

    [Fact]
    public async Task Task_IsTheUsersOwn()
    {
        var change = await ChangeAsync(Toolbox.ProposeTask, ("task", "Call Laura"), ("due", Today.AddDays(3)), ("deal", "acme"));

        change.Fields.Select(f => (f.Field, f.Before, f.AfterShown)).ShouldBe(
            [(ChangeFields.Task, null, "Call Laura"), (ChangeFields.DueOn, null, Wording.Day(Today.AddDays(3), Today)), (ChangeFields.Owner, null, "Priya Nair")]);
        change.After(ChangeFields.Owner).ShouldBe(_reader.Viewer.UserId.ToString());
    }

    [Fact]
    public async Task Task_ThatIsThereAlready_IsRefused()
    {
        _reader.Tasks.Add(new() { Title = "Call Laura", DealId = _acme.Id, CreatedAt = _clock.GetUtcNow() });

        (await RefusalAsync(Toolbox.ProposeTask, ("task", "call laura"), ("deal", "acme"))).ShouldContain("has this task already");
    }

    [Fact]
    public async Task Loss_NeedsAReason()
    {
        (await RefusalAsync(Toolbox.ProposeLoss, ("deal", "acme"))).ShouldContain("needs a loss reason");

        var change = await ChangeAsync(Toolbox.ProposeLoss, ("deal", "acme"), ("lossReason", "Competitor"), ("reason", "They went with ScanPro"));
        Field(change, ChangeFields.Stage).ShouldBe((_acme.StageId.ToString(), "Demo", "Lost"));
        change.After(ChangeFields.LossReason).ShouldBe("Competitor");
        change.Reason.ShouldBe("They went with ScanPro");
    }

    [Theory]
    [InlineData(Toolbox.ProposeLoss, "lossReason", "Price")]
    [InlineData(Toolbox.ProposeAmount, "amount", 5)]
    [InlineData(Toolbox.ProposeNextStep, "step", "Call")]
    public async Task ClosedDeal_IsNotChanged(string tool, string name, object value)
    {
        _reader.Add("Kestrup odense", "Kestrup", "Won");

        (await RefusalAsync(tool, (name, value), ("deal", "kestrup"))).ShouldContain("is won already");
    }

    [Fact]
    public async Task Park_UntilADay_WaitsForAReason()
    {
        var change = await ChangeAsync(Toolbox.ProposePark, ("until", Today.AddDays(60)), ("reason", "The board meets first"), ("deal", "acme"));

        change.After(ChangeFields.WaitUntil).ShouldBe(Iso(Today.AddDays(60)));
        change.After(ChangeFields.WaitReason).ShouldBe("The board meets first");
        (await RefusalAsync(Toolbox.ProposePark, ("deal", "acme"))).ShouldContain("Until when");
        (await RefusalAsync(Toolbox.ProposePark, ("until", Today), ("deal", "acme"))).ShouldContain("lie ahead");
        (await RefusalAsync(Toolbox.ProposePark, ("until", Today.AddDays(Snooze.MaxDays + 1)), ("deal", "acme"))).ShouldContain("at most");
    }

    [Fact]
    public async Task Qualification_TakesTheNewestScoreThatWaits()
    {
        (await RefusalAsync(Toolbox.ProposeQualification, ("deal", "acme"))).ShouldContain("no BANT score");
        _reader.Scores.Add(Score(20));
        _reader.Scores[0].Decide(true, _reader.Viewer.UserId, _clock.GetUtcNow(), null);
        _reader.Scores.Add(Score(60));

        var field = Field(await ChangeAsync(Toolbox.ProposeQualification, ("deal", "acme")), ChangeFields.Score);

        field.ShouldBe((_reader.Scores[0].Id.ToString(), "BANT 20 of 100, 75 % known", "BANT 60 of 100, 75 % known"));
        (await CallAsync(Toolbox.ProposeQualification, ("framework", "nonsense"), ("deal", "acme"))).ShouldBeOfType<UnknownFramework>();
    }

    [Fact]
    public async Task ContactRole_OfAContact_NamesThePersonBeforeAndAfter()
    {
        var laura = Contact("Laura Becker", BuyingRole.User);

        var proposed = (await CallAsync(Toolbox.ProposeContactRole, ("contact", "laura"), ("role", "champion"), ("deal", "acme"))).ShouldBeOfType<ProposedChange>();

        (proposed.Person, proposed.Change.ContactId).ShouldBe(("Laura Becker", laura.Id));
        Field(proposed.Change, ChangeFields.Role).ShouldBe(("User", "user", "champion"));
    }

    [Fact]
    public async Task ContactRole_ThatCannotBe_IsRefusedOrAskedBack()
    {
        Contact("Anna Berg", BuyingRole.Champion);
        Contact("Anna Lund", null);
        Contact("Line Holm", null).LeftOn = Today.AddDays(-3);

        (await RefusalAsync(Toolbox.ProposeContactRole, ("contact", "Ida"), ("role", "champion"), ("deal", "acme"))).ShouldContain("no contact called \"Ida\"");
        (await RefusalAsync(Toolbox.ProposeContactRole, ("contact", "Anna"), ("role", "champion"), ("deal", "acme"))).ShouldContain("Anna Berg and Anna Lund");
        (await RefusalAsync(Toolbox.ProposeContactRole, ("contact", "Anna Berg"), ("role", "champion"), ("deal", "acme"))).ShouldContain("is champion already");
        (await RefusalAsync(Toolbox.ProposeContactRole, ("contact", "Line"), ("role", "champion"), ("deal", "acme"))).ShouldContain("left on");
    }

    [Fact]
    public async Task ContactLeft_OfAContact_NamesThePersonAndTheDay()
    {
        var laura = Contact("Laura Becker", BuyingRole.User);

        var proposed = (await CallAsync(Toolbox.ProposeContactLeft, ("contact", "laura"), ("deal", "acme"))).ShouldBeOfType<ProposedChange>();

        (proposed.Person, proposed.Change.Kind, proposed.Change.ContactId).ShouldBe(("Laura Becker", ChangeKind.ContactLeft, laura.Id));
        proposed.Change.After(ChangeFields.LeftOn).ShouldBe(Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        (await ChangeAsync(Toolbox.ProposeContactLeft, ("contact", "laura"), ("leftOn", Today.AddDays(9)), ("deal", "acme"))).After(ChangeFields.LeftOn)
            .ShouldBe(Today.AddDays(9).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ContactLeft_ThatCannotBe_IsRefusedOrAskedBack()
    {
        Contact("Anna Berg", BuyingRole.Champion);
        Contact("Anna Lund", null);
        Contact("Line Holm", null).LeftOn = Today.AddDays(-3);

        (await RefusalAsync(Toolbox.ProposeContactLeft, ("contact", "Ida"), ("deal", "acme"))).ShouldContain("no contact called \"Ida\"");
        (await RefusalAsync(Toolbox.ProposeContactLeft, ("contact", "Anna"), ("deal", "acme"))).ShouldContain("Anna Berg and Anna Lund");
        (await RefusalAsync(Toolbox.ProposeContactLeft, ("contact", "Line"), ("deal", "acme"))).ShouldContain("gone since");
    }

    [Fact]
    public async Task Amount_BelowZero_IsRefusedWithWhatMendsIt()
    {
        var refusal = await RefusalAsync(Toolbox.ProposeAmount, ("amount", -5), ("deal", "acme"));

        refusal.ShouldContain("cannot be below 0");
        refusal.ShouldContain("Acme rollout");
        refusal.ShouldContain("such as 84,000");
    }

    [Theory]
    [InlineData("they had no budget left for it this year", "No budget")]
    [InlineData("in the end they found us too expensive", "Price")]
    [InlineData("Merger", "Merger")]
    [InlineData("the plant in Vantaa burned down", "the plant in Vantaa burned down")]
    public async Task Loss_ReasonAsASentence_IsCountedAsOneOfTheUsualOnes(string said, string counted)
    {
        var change = await ChangeAsync(Toolbox.ProposeLoss, ("lossReason", said), ("deal", "acme"));

        change.After(ChangeFields.LossReason).ShouldBe(counted);
        change.Reason.ShouldBe(said);
    }

    [Fact]
    public async Task Compare_TwoDeals_GivesBothWithTheirSourcesAndKeepsTheFocus()
    {
        var northwind = _reader.Add("Northwind renewal", "Northwind", "Proposal", 30_000);

        var comparison = (await CallAsync(Toolbox.Compare, ("deals", new[] { "acme", "northwind" }))).ShouldBeOfType<DealComparison>();

        comparison.Deals.Select(d => d.File.Deal.Id).ShouldBe([_acme.Id, northwind.Id]);
        comparison.Deals.Select(d => _context.Sources.Find(d.DealSource)?.DealId).ShouldBe([_acme.Id, (DealId?)northwind.Id]);
        _context.Focus.ShouldBeNull();
        var said = AnswerWriter.Write(comparison);
        said.ShouldContain("€10,000");
        said.ShouldContain("€30,000");
        said.ShouldContain("Northwind renewal is the largest [2].");
        said.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)).ShouldAllBe(l => l.Contains('[', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_ThatCannotBe_SaysWhatIsMissing()
    {
        (await CallAsync(Toolbox.Compare, ("deals", new[] { "acme", "globex" }))).ShouldBeOfType<UnknownName>().Phrase.ShouldBe("globex");
        (await CallAsync(Toolbox.Compare, ("deals", new[] { "acme", "the Acme rollout" }))).ShouldBeOfType<NotCompared>().Reason.ShouldContain("Both names mean Acme rollout");
    }

    [Fact]
    public async Task NewContact_OfTheAccount_HasWhatWasSaid()
    {
        var change = await ChangeAsync(Toolbox.ProposeNewContact, ("name", "Ida Berg"), ("title", "Head of IT"), ("email", "Ida@Acme.example"), ("deal", "acme"));

        (change.Kind, change.AccountId).ShouldBe((ChangeKind.NewContact, _acme.AccountId));
        change.Fields.Select(f => f.After).ShouldBe(["Ida Berg", "Head of IT", "ida@acme.example"]);
        (await RefusalAsync(Toolbox.ProposeNewContact, ("name", "Ida Berg"), ("email", "ida at acme"), ("deal", "acme"))).ShouldContain("no email address");
        _reader.Contacts = _ => Task.FromResult<IReadOnlyList<Contact>>([new() { Name = "Ida Berg", AccountId = _acme.AccountId }]);
        (await RefusalAsync(Toolbox.ProposeNewContact, ("name", "ida berg"), ("deal", "acme"))).ShouldContain("is a contact of Acme already");
    }

    [Fact]
    public async Task NewDeal_AtAnAccount_StartsInTheFirstStage()
    {
        var change = await ChangeAsync(Toolbox.ProposeNewDeal, ("account", "Acme"), ("name", "Second site"), ("amount", 60_000));

        (change.Kind, change.DealId, change.AccountId, change.DealVersion).ShouldBe((ChangeKind.NewDeal, null, _acme.AccountId, 0));
        change.Fields.Select(f => f.AfterShown).ShouldBe(["Acme - Second site", "Discovery", "Priya Nair", "EUR", "€60,000"], ignoreOrder: true);
        (await RefusalAsync(Toolbox.ProposeNewDeal, ("account", "Vestby"))).ShouldContain("no one account called \"Vestby\"");
        (await RefusalAsync(Toolbox.ProposeNewDeal, ("account", "Acme"), ("name", "Acme rollout"))).ShouldContain("already");
    }

    [Theory]
    [InlineData(Toolbox.ProposeStage, "stage", "won")]
    [InlineData(Toolbox.ProposeAmount, "amount", 5)]
    [InlineData(Toolbox.ProposeTask, "task", "Call")]
    public async Task NameThatFitsSeveralDeals_IsAskedBack_AndOneOutOfSightIsUnknown(string tool, string name, object value)
    {
        _reader.Add("Acme pilot", "Acme");

        (await CallAsync(tool, (name, value), ("deal", "acme"))).ShouldBeOfType<AmbiguousName>().Choices.Count.ShouldBe(2);
        (await CallAsync(tool, (name, value), ("deal", "Talgrund"))).ShouldBeOfType<UnknownName>();
    }

    [Fact]
    public async Task Sources_OnlyThoseWithAQuoteThatHolds_BecomeEvidence()
    {
        var mail = new Activity { Kind = ActivityKind.Email, Direction = Direction.Inbound, At = _clock.GetUtcNow(), Body = "Hi. We move to negotiation now.", DealId = _acme.Id };
        _reader.Activities.Add(mail);
        var quoted = _context.Sources.CitePassage(Passage(mail, "We move to negotiation now."));
        var forged = _context.Sources.CitePassage(Passage(mail, "The price is fine with us.") with { Start = 1 });
        var deal = _context.Sources.CiteDeal(_acme.Id, _acme.Name);

        var change = await ChangeAsync(Toolbox.ProposeStage, ("stage", "negotiation"), ("deal", "acme"), ("sources", new[] { quoted, forged, deal, "99" }));

        var evidence = change.Evidence.ShouldHaveSingleItem();
        (evidence.Quote, evidence.ActivityId, evidence.Side).ShouldBe(("We move to negotiation now.", mail.Id, Core.Insight.Reading.Side.Buyer));
    }

    [Theory]
    [InlineData(ActivityKind.Email, null, "x", true)]
    [InlineData(ActivityKind.Call, null, "x", true)]
    [InlineData(ActivityKind.Document, null, "x", true)]
    [InlineData(ActivityKind.Note, "crm-7", "x", true)]
    [InlineData(ActivityKind.Note, null, "They wrote: call us on Monday at 10:30.", false)]
    [InlineData(ActivityKind.Note, null, "10:30 Call with Ann: she wants the offer.\nFrom: the fair\nBudget: 20,000", false)]
    [InlineData(ActivityKind.Note, null, "From: Ann <ann@acme.example>\nTo: us\n\nMake it a call.", true)]
    [InlineData(ActivityKind.Note, null, "See below.\n> Make it a call.", true)]
    [InlineData(ActivityKind.Note, null, "See below.\n\nOn Mon, 2 March 2026, Ann wrote:\nMake it a call.", true)]
    [InlineData(ActivityKind.Note, null, "[00:00:01] Ann: Hello.\n[00:00:04] Bo: Make it a call.", true)]
    public async Task ReadOutsideText_IsAllThatDidNotAriseInTheTeam(ActivityKind kind, string? externalId, string body, bool outside)
    {
        var activity = new Activity { Kind = kind, At = _clock.GetUtcNow(), Body = body, ExternalId = externalId };
        _reader.Activities.Add(activity);
        _context.Sources.CiteDeal(_acme.Id, _acme.Name);
        (await _context.ReadOutsideTextAsync(Ct)).ShouldBeFalse();

        _context.Sources.CiteActivity(new(activity.Id, null, kind, Direction.Internal, activity.At, "", null, null, [], ""));

        (await _context.ReadOutsideTextAsync(Ct)).ShouldBe(outside);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("[\"1\"]")]
    [InlineData("\"1\"")]
    public async Task Sources_WrittenAsNumbers_AreLabelsAllTheSame(string written)
    {
        var mail = new Activity { Kind = ActivityKind.Email, DealId = _acme.Id, At = _clock.GetUtcNow(), Body = "We need ninety seats." };
        _reader.Activities.Add(mail);
        _context.Sources.CitePassage(Passage(mail, "We need ninety seats."));

        var change = await ChangeAsync(Toolbox.ProposeAmount, ("amount", 60_000), ("deal", "acme"), ("sources", System.Text.Json.JsonDocument.Parse(written).RootElement));

        change.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("We need ninety seats.");
    }

    [Fact]
    public void AnswerWriter_TaskMadeAtOnce_SaysThatItIsDone()
    {
        var change = new ChangeSet { Kind = ChangeKind.Task, Fields = [new(ChangeFields.Task, null, "Order stickers")], Reason = "Nora asked for it." };

        var answer = AnswerWriter.Write(new FiledProposal(ProposalId.New(), new(change, "Acme", null, null), false) { IsApplied = true });

        answer.ShouldBe("Done for **Acme**: a task, \"Order stickers\".\n\nIt was made at once, as your team's rules allow. You can undo it on its card.");
    }

    [Fact]
    public async Task List_TellsWhatWaits_OfOneDealOrOfAll()
    {
        var other = _reader.Add("Kestrup lots", "Kestrup");
        foreach (var deal in new[] { "acme", "kestrup" })
            await _desk.ProposeAsync(await ChangeAsync(Toolbox.ProposeStage, ("stage", "won"), ("deal", deal)), new() { Model = "test" }, Ct);

        var all = (await CallAsync(Toolbox.ListProposals)).ShouldBeOfType<PendingProposals>();
        all.Proposals.Select(p => p.About).ShouldBe(["Kestrup lots", "Acme rollout"]);
        all.Total.ShouldBe(2);
        (await CallAsync(Toolbox.ListProposals, ("deal", "kestrup"))).ShouldBeOfType<PendingProposals>().Proposals.ShouldHaveSingleItem().Change.DealId.ShouldBe(other.Id);

        _context = new(_reader, _reader, _clock, null);
        (await CallAsync(Toolbox.ListProposals)).ShouldBeOfType<NotProposed>();
    }

    private static Passage Passage(Activity activity, string quote) =>
        new(activity.Id, activity.DealId, null, PassageKind.Email, activity.At, "Re: offer", activity.Body.IndexOf(quote, StringComparison.Ordinal), quote, null, 1);

    private QualificationScore Score(int score) => new()
    {
        DealId = _acme.Id,
        Framework = "BANT",
        At = _clock.GetUtcNow(),
        Result = null!,
        Score = score,
        Known = 75,
    };

    private Contact Contact(string name, BuyingRole? role)
    {
        var contact = new Contact { Name = name, AccountId = _acme.AccountId };
        _reader.People.Add(new(contact, role));
        return contact;
    }

    private static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static (string? Before, string? BeforeShown, string? AfterShown) Field(ChangeSet change, string name) =>
        change.Fields.Single(f => f.Field == name) is var field ? (field.Before, field.BeforeShown, field.AfterShown) : default;

    private async Task<object?> CallAsync(string tool, params (string Name, object? Value)[] arguments) =>
        await Toolbox.For(_context).Single(f => f.Name == tool).InvokeAsync(new(arguments.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => a.Value)), Ct);

    private async Task<ChangeSet> ChangeAsync(string tool, params (string Name, object? Value)[] arguments) =>
        (await CallAsync(tool, arguments)).ShouldBeOfType<ProposedChange>().Change;

    private async Task<string> RefusalAsync(string tool, params (string Name, object? Value)[] arguments) =>
        (await CallAsync(tool, arguments)).ShouldBeOfType<NotProposed>().Reason;
}
