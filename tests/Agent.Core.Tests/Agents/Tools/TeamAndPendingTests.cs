using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Core.Tests.Agents.Tools;

/// <summary>What "my" means to somebody who leads, what a team's name means, and what waits for whom.</summary>
public sealed class TeamAndPendingTests
{
    private readonly FakeClock _clock = new();
    private readonly User _priya = new() { Name = "Priya Nair", TeamId = TeamId.New() };
    private readonly FakeDealReader _reader = new() { Viewer = new(UserId.New(), "Helen Okafor", UserRole.Manager, []) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListRisks_ManagerWithoutOwnDeals_LooksAtTheTeams()
    {
        AddOfPriya("Acme rollout", "Acme");

        var list = (DealHealthList)await new InsightTools(Turn()).ListRisks(new() { Owner = "me" }, ct: Ct);

        list.Checked.ShouldBe(1);
        list.Title.ShouldContain("of your team");
    }

    [Fact]
    public async Task FindDeals_ManagerWithAnOwnDeal_MeansThat()
    {
        AddOfPriya("Acme rollout", "Acme");
        _reader.Add("Key account", "Globex");

        var list = (DealList)await new DealTools(Turn()).FindDeals(new() { Owner = "me", Status = "open" }, ct: Ct);

        list.Deals.ShouldHaveSingleItem().Item.Name.ShouldBe("Key account");
    }

    [Theory]
    [InlineData("Benelux")]
    [InlineData("Benelux Nordics")]
    [InlineData("EMEA")]
    public async Task FindDeals_NameOfATeam_MeansItsPeople(string team)
    {
        var emea = new Team { Name = "EMEA Sales" };
        _reader.Teams.AddRange([emea, new() { Id = _priya.TeamId!.Value, Name = "Benelux & Nordics", ParentId = emea.Id }]);
        AddOfPriya("Acme rollout", "Acme");
        _reader.Add("Key account", "Globex");

        var list = (DealList)await new DealTools(Turn()).FindDeals(new() { About = team, Status = "open" }, ct: Ct);

        list.Deals.ShouldHaveSingleItem().Item.Name.ShouldBe("Acme rollout");
    }

    [Fact]
    public async Task Compare_TwoColleagues_ComparesWhatTheyHave()
    {
        AddOfPriya("Acme rollout", "Acme");
        _reader.Add("Key account", "Globex");

        var answer = AnswerWriter.Write(await new InsightTools(Turn()).Compare(["Priya", "Helen"], Ct));

        answer.ShouldStartWith("**Priya Nair** and **Helen Okafor** beside each other:");
        answer.ShouldContain("Win rate");
    }

    [Fact]
    public async Task Status_SomethingWaits_SaysItBeforeWhatToDo()
    {
        var acme = AddOfPriya("Acme rollout", "Acme");
        var desk = new FakeDesk(_clock);
        desk.Filed.Add(Waiting(Amount(acme)));

        AnswerWriter.Write(await new InsightTools(Turn(desk)).Status("Acme", ct: Ct)).ShouldContain("Next: decide what is proposed. amount");
        AnswerWriter.Write(await new InsightTools(Turn(desk)).NextStep("Acme", ct: Ct)).ShouldStartWith("**Decide first:** amount");
    }

    [Fact]
    public async Task List_OfADeal_HoldsWhatIsProposedForItsAccount()
    {
        var acme = AddOfPriya("Acme rollout", "Acme");
        var globex = AddOfPriya("Globex pilot", "Globex");
        var desk = new FakeDesk(_clock);
        desk.Filed.AddRange([Waiting(Amount(acme)), Waiting(NewDeal(acme)), Waiting(NewDeal(globex)), Waiting(Amount(globex))]);

        ((PendingProposals)await new ProposeRecordTools(Turn(desk)).List("Acme", ct: Ct)).Total.ShouldBe(2);
    }

    [Fact]
    public async Task List_Mine_LeavesOutWhatOthersDecide()
    {
        var reader = new FakeDealReader();
        var acme = reader.Add("Acme rollout", "Acme");
        var desk = new FakeDesk(_clock);
        desk.Filed.Add(Waiting(Amount(acme)));
        var turn = new TurnContext(reader, reader, _clock, null) { Pending = desk.ListPendingAsync };

        AnswerWriter.Write(await new ProposeRecordTools(turn).List(mine: true, ct: Ct)).ShouldBe("Nothing waits for your approval. 1 proposal waits for somebody else to decide.");

        reader.Owner = new() { Id = reader.Viewer.UserId, Name = reader.Viewer.Name };
        ((PendingProposals)await new ProposeRecordTools(turn).List(mine: true, ct: Ct)).Total.ShouldBe(1);
    }

    private TurnContext Turn(FakeDesk? desk = null) => new(_reader, _reader, _clock, null) { Pending = desk is null ? null : desk.ListPendingAsync };

    private Deal AddOfPriya(string name, string account)
    {
        if (_reader.Colleagues.Count == 0)
            _reader.Colleagues.Add(_priya);
        var deal = _reader.Add(name, account);
        deal.OwnerId = _priya.Id;
        return deal;
    }

    private Proposal Waiting(ChangeSet change) => Proposal.Make(change, new() { Model = "offline" }, _clock.GetUtcNow());

    private static ChangeSet Amount(Deal deal) => new()
    {
        Kind = ChangeKind.Amount,
        DealId = deal.Id,
        AccountId = deal.AccountId,
        DealVersion = deal.Version,
        Fields = [new(ChangeFields.Amount, "10000", "12000", "€10,000", "€12,000")],
        Reason = "Laura asked for it.",
    };

    private static ChangeSet NewDeal(Deal deal) => new() { Kind = ChangeKind.NewDeal, AccountId = deal.AccountId, Fields = [new(ChangeFields.Name, null, "Second hall"), new(ChangeFields.Stage, null, "Discovery")], Reason = "Seen in a mail." };
}
