using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Changes;

public sealed class ChangeRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 18);
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 9, 0, 0, TimeSpan.Zero);

    private readonly Pipeline _pipeline = Pipeline.CreateDefault();
    private readonly Pipeline _other = Pipeline.CreateDefault();
    private readonly Account _account = new() { Name = "Acme" };
    private readonly Contact _laura;
    private readonly Deal _deal;
    private readonly UserId _by = UserId.New();

    public ChangeRulesTests()
    {
        _laura = new() { Name = "Laura Lind", Email = "laura@acme.example", AccountId = _account.Id };
        _deal = Deal.Start("Rollout", _pipeline, Stage("Demo"), new(2026, 1, 10), new(2026, 2, 1), 84_000, "EUR", new(2026, 4, 30));
        _deal.AccountId = _account.Id;
    }

    private ChangeState State => new(Today, [_pipeline, _other]) { Deal = _deal, Account = _account, Contacts = [_laura], OpenTasks = ["Send the offer"] };

    public static TheoryData<ChangeKind, string, string?, string> Nonsense() => new()
    {
        { ChangeKind.Stage, ChangeFields.Stage, "Proposal", "no such stage" },
        { ChangeKind.Stage, ChangeFields.Stage, Guid.Empty.ToString(), "no such stage" },
        { ChangeKind.Stage, ChangeFields.Stage, "other:Proposal", "another pipeline" },
        { ChangeKind.Stage, ChangeFields.Stage, "own:Demo", "in Demo already" },
        { ChangeKind.Stage, ChangeFields.Stage, "own:Lost", "loss reason" },
        { ChangeKind.Stage, ChangeFields.Stage, null, "needed" },
        { ChangeKind.Stage, ChangeFields.Amount, "5", "no field" },
        { ChangeKind.Amount, ChangeFields.Amount, "-1", "below 0" },
        { ChangeKind.Amount, ChangeFields.Amount, "99999999999999", "not believable" },
        { ChangeKind.Amount, ChangeFields.Amount, "84.000,00", "plain number" },
        { ChangeKind.Amount, ChangeFields.Amount, "1e6", "plain number" },
        { ChangeKind.Amount, ChangeFields.Amount, "10.001", "two decimals" },
        { ChangeKind.Amount, ChangeFields.Amount, "84000.00", "says so already" },
        { ChangeKind.CloseDate, ChangeFields.CloseDate, "2026-03-17", "past" },
        { ChangeKind.CloseDate, ChangeFields.CloseDate, "2226-03-17", "too far" },
        { ChangeKind.CloseDate, ChangeFields.CloseDate, "17.04.2026", "yyyy-MM-dd" },
        { ChangeKind.CloseDate, ChangeFields.CloseDate, "2026-02-30", "yyyy-MM-dd" },
        { ChangeKind.NextStep, ChangeFields.NextStepDue, "2026-03-01", "past" },
        { ChangeKind.NextStep, ChangeFields.NextStepDue, "2026-04-01", "needs a step" },
        { ChangeKind.NextStep, ChangeFields.NextStep, "Call\nthem", "cannot be seen" },
        { ChangeKind.NextStep, ChangeFields.NextStep, "Pay \u202Eevil", "cannot be seen" },
        { ChangeKind.NextStep, ChangeFields.NextStep, HalfALetter, "cannot be seen" },
        { ChangeKind.NextStep, ChangeFields.NextStep, "Hi \U000E0041", "cannot be seen" },
        { ChangeKind.ContactRole, ChangeFields.Role, "Boss", "no role" },
        { ChangeKind.ContactRole, ChangeFields.Role, "3", "no role" },
        { ChangeKind.ContactLeft, ChangeFields.LeftOn, "2028-03-17", "too far" },
        { ChangeKind.Task, ChangeFields.Task, "send the offer", "open task" },
        { ChangeKind.Task, ChangeFields.Task, "  ", "needed" },
        { ChangeKind.Loss, ChangeFields.LossReason, "", "needed" },
        { ChangeKind.Park, ChangeFields.WaitUntil, "2026-05-01", "why" },
        { ChangeKind.NewContact, ChangeFields.Name, "LAURA LIND", "contact already" },
        { ChangeKind.Qualification, ChangeFields.Score, Guid.Empty.ToString(), "needed" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Complete_Nonsense_IsRefusedInWords(ChangeKind kind, string field, string? value, string words)
    {
        var (complete, fault) = ChangeRules.Complete(Change(kind, (field, Resolve(value))), State);

        complete.ShouldBeNull();
        fault!.Reason.ShouldContain(words, Case.Insensitive);
    }

    [Fact]
    public void Complete_LongValue_IsRefusedAndNotCut()
    {
        ChangeRules.Complete(Change(ChangeKind.NextStep, (ChangeFields.NextStep, new string('x', ChangeSet.MaxValue + 1))), State).Fault!.Reason.ShouldContain("500");
        ChangeRules.Complete(Change(ChangeKind.NextStep, (ChangeFields.NextStep, new string('x', ChangeSet.MaxValue))), State).Fault.ShouldBeNull();
    }

    [Fact]
    public void Complete_ContactOfAnotherAccount_IsRefused()
    {
        var change = Change(ChangeKind.ContactRole, (ChangeFields.Role, "Champion")) with { ContactId = ContactId.New() };

        ChangeRules.Complete(change, State).Fault!.Reason.ShouldContain("no contact of the deal's account");
    }

    [Fact]
    public void Complete_SoundChange_FillsInWhatFollows()
    {
        var (complete, _) = ChangeRules.Complete(Change(ChangeKind.Amount, (ChangeFields.Amount, " 90000.50 ")), State);

        complete!.Fields.ShouldHaveSingleItem().ShouldBe(new(ChangeFields.Amount, "84000", "90000.5", "€84,000", "€90,000.50"));
        (complete.DealVersion, complete.AccountId).ShouldBe((_deal.Version, _account.Id));
    }

    [Fact]
    public void Complete_FieldThatHasItsValue_IsLeftOut()
    {
        _deal.PlanNextStep("Call", new(2026, 4, 1));

        var (complete, _) = ChangeRules.Complete(Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Call"), (ChangeFields.NextStepDue, "2026-04-08")), State);

        complete!.Fields.ShouldHaveSingleItem().Field.ShouldBe(ChangeFields.NextStepDue);
    }

    public static TheoryData<ChangeKind, string, string?> Sound() => new()
    {
        { ChangeKind.Stage, ChangeFields.Stage, "own:Proposal" },
        { ChangeKind.Stage, ChangeFields.Stage, "own:Won" },
        { ChangeKind.Amount, ChangeFields.Amount, "90000" },
        { ChangeKind.Amount, ChangeFields.Amount, null },
        { ChangeKind.CloseDate, ChangeFields.CloseDate, "2026-05-01" },
        { ChangeKind.NextStep, ChangeFields.NextStep, "Call them" },
        { ChangeKind.ContactRole, ChangeFields.Role, "economicbuyer" },
        { ChangeKind.ContactLeft, ChangeFields.LeftOn, "2026-03-01" },
        { ChangeKind.Loss, ChangeFields.LossReason, "Price" },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Apply_ThenTakeBack_LeavesTheDealAsItWas(ChangeKind kind, string field, string? value)
    {
        _deal.ChangeAmount(80_000, new(2026, 3, 1));
        _deal.ChangeAmount(84_000, new(2026, 3, 2));
        var before = Snapshot();
        var (complete, fault) = ChangeRules.Complete(Change(kind, (field, Resolve(value))), State);
        fault.ShouldBeNull();

        var (effect, refused) = ChangeApplier.Apply(complete!, State, _by, Now);

        refused.ShouldBeNull();
        Snapshot().ShouldNotBe(before);
        ChangeConflicts.FindSince(complete!, effect!.Fields, State).ShouldBeEmpty();
        ChangeApplier.TakeBack(complete!, effect.Fields, State).Fault.ShouldBeNull();
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public void Apply_Won_ClosesTheDealToday()
    {
        Apply(ChangeKind.Stage, (ChangeFields.Stage, Stage("Won").Id.ToString()));

        (_deal.Status, _deal.CloseDate, _deal.StageEnteredOn).ShouldBe((DealStatus.Won, Today, Today));
    }

    [Fact]
    public void Apply_Loss_TakesTheStageOfLostDeals()
    {
        Apply(ChangeKind.Loss, (ChangeFields.LossReason, "They bought from a rival"));

        (_deal.Status, _deal.LossReason).ShouldBe((DealStatus.Lost, "They bought from a rival"));
    }

    [Fact]
    public void Apply_NewContactWithRole_JoinsTheDeal()
    {
        var effect = Apply(ChangeKind.NewContact, (ChangeFields.Name, "Tom Tal"), (ChangeFields.Email, "Tom@Acme.example"), (ChangeFields.Role, "Legal"));

        var contact = effect.Created.ShouldBeOfType<Contact>();
        (contact.AccountId, contact.Email).ShouldBe((_account.Id, "tom@acme.example"));
        _deal.Roles.ShouldContain(new DealRole(contact.Id, BuyingRole.Legal));
    }

    [Fact]
    public void Apply_NewDeal_StartsOpenInTheFirstStage()
    {
        var change = new ChangeSet { Kind = ChangeKind.NewDeal, AccountId = _account.Id, Fields = [new(ChangeFields.Name, null, "Second site"), new(ChangeFields.Amount, null, "5000"), new(ChangeFields.Currency, null, "eur")], Reason = "Asked for." };
        var state = State with { Deal = null };

        var effect = ChangeApplier.Apply(ChangeRules.Complete(change, state).Change!, state, _by, Now).Effect!;

        var deal = effect.Created.ShouldBeOfType<Deal>();
        (deal.Name, deal.StageId, deal.Amount, deal.Currency, deal.OwnerId, deal.AccountId).ShouldBe(("Second site", Stage("Discovery").Id, 5_000m, "EUR", _by, _account.Id));
    }

    [Fact]
    public void Conflicts_FieldMovedOn_AreToldFieldByField()
    {
        _deal.PlanNextStep("Call", new(2026, 4, 1));
        var complete = ChangeRules.Complete(Change(ChangeKind.NextStep, (ChangeFields.NextStep, "Visit"), (ChangeFields.NextStepDue, "2026-04-08")), State).Change!;
        _deal.PlanNextStep("Call", new(2026, 4, 8));

        ChangeConflicts.Find(complete, State).ShouldHaveSingleItem().ShouldBe(new(ChangeFields.NextStepDue, "1 April", "8 April", "8 April", SaysSoAlready: true));
    }

    [Fact]
    public void Edit_ForeignFieldOrNothingLeft_IsRefused()
    {
        var change = Change(ChangeKind.Amount, (ChangeFields.Amount, "5"));

        ChangeRules.Edit(change, new Dictionary<string, string?> { [ChangeFields.Stage] = "x" }, []).Fault!.Field.ShouldBe(ChangeFields.Stage);
        ChangeRules.Edit(change, new Dictionary<string, string?>(), [ChangeFields.Amount]).Fault!.Reason.ShouldContain("Nothing is left");
        ChangeRules.Edit(change, new Dictionary<string, string?> { [ChangeFields.Amount] = "6" }, []).Change!.After(ChangeFields.Amount).ShouldBe("6");
    }

    private Stage Stage(string name) => _pipeline.Stages.First(s => s.Name == name);

    // Stands for half of a surrogate pair, which test runners that pass cases as text do not keep.
    private const string HalfALetter = "half a letter";

    private string? Resolve(string? value) => value switch
    {
        HalfALetter => "\uDBFF",
        ['o', 'w', 'n', ':', .. var own] => Stage(own).Id.ToString(),
        ['o', 't', 'h', 'e', 'r', ':', .. var name] => _other.Stages.First(s => s.Name == name).Id.ToString(),
        _ => value,
    };

    private ChangeSet Change(ChangeKind kind, params (string Field, string? After)[] fields) => new()
    {
        Kind = kind,
        DealId = _deal.Id,
        ContactId = kind is ChangeKind.ContactRole or ChangeKind.ContactLeft ? _laura.Id : null,
        Fields = [.. fields.Select(f => new ProposedField(f.Field, null, f.After))],
        Reason = "They said so.",
    };

    private ChangeEffect Apply(ChangeKind kind, params (string Field, string? After)[] fields)
    {
        var (complete, fault) = ChangeRules.Complete(Change(kind, fields), State);
        fault.ShouldBeNull();
        return ChangeApplier.Apply(complete!, State, _by, Now).Effect.ShouldNotBeNull();
    }

    private string Snapshot() => string.Join('|', _deal.StageId, _deal.Status, _deal.StageEnteredOn, _deal.Amount, _deal.CloseDate, _deal.CycleDays, _deal.LossReason, _deal.NextStep, _deal.NextStepDue,
        string.Join(',', _deal.StageHistory), string.Join(',', _deal.Changes), string.Join(',', _deal.Roles), _laura.LeftOn);
}
