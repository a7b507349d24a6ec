using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Core.Tests.Agents;

/// <summary>What every runtime does with proposals. One class a runtime derives from it.</summary>
public abstract class ProposingContract
{
    private readonly FakeDealReader _reader = new();
    private readonly FakeClock _clock = new();
    private readonly FakeDesk _desk;

    protected ProposingContract() => _desk = new(_clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_ProposedChange_IsFiledToldAndLeftToAPerson()
    {
        var acme = _reader.Add("Acme rollout", "Acme");

        var events = await RunAsync([ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", "negotiation"), ("deal", "acme"))], [new TextContent("Proposed.")]);

        var proposal = _desk.Filed.ShouldHaveSingleItem();
        proposal.Status.ShouldBe(ProposalStatus.Pending);
        proposal.Change.DealId.ShouldBe(acme.Id);
        proposal.Change.DealVersion.ShouldBe(acme.Version);
        proposal.Change.Fields.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Field.ShouldBe(ChangeFields.Stage),
            f => f.BeforeShown.ShouldBe("Demo"),
            f => f.AfterShown.ShouldBe("Negotiation"),
            f => f.Before.ShouldBe(acme.StageId.ToString()));
        events.OfType<ChangeProposed>().ShouldHaveSingleItem().ShouldBe(new(proposal.Id, proposal.Change));
        events.OfType<ToolReturned>().Single().Summary.ShouldBe("Proposed for Acme rollout; waits for approval");
        acme.StageId.ToString().ShouldBe(proposal.Change.Fields[0].Before);
        events[^1].ShouldBeOfType<TurnCompleted>().About.ShouldBe(acme.Id);
    }

    [Fact]
    public async Task RunAsync_Origin_NamesTurnConversationUserAndModel()
    {
        _reader.Add("Acme rollout", "Acme");
        var request = Request() with { ConversationId = ConversationId.New() };

        await Agent(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", "Proposal"), ("deal", "acme"))], [new TextContent("Ok.")]))
            .RunAsync(request, Ct).ToListAsync(Ct);

        var origin = _desk.Filed.Single().Origin;
        (origin.TurnId, origin.ConversationId, origin.UserId, origin.Model, origin.ReadOutsideText).ShouldBe(
            (request.TurnId, request.ConversationId, _reader.Viewer.UserId, ScriptedChatClient.ModelId, false));
    }

    [Fact]
    public async Task RunAsync_AfterProposing_TheModelHasNoToolsAndItsCallsAreNotRun()
    {
        _reader.Add("Acme rollout", "Acme");
        var rounds = 0;
        var model = new ScriptedChatClient((_, _) =>
            new AIContent[] { ScriptedChatClient.Call($"{++rounds}", Toolbox.ProposeAmount, ("amount", 20_000 + rounds), ("deal", "acme")) }.ToAsyncEnumerable());

        var events = await Agent(model).RunAsync(Request(), Ct).ToListAsync(Ct);

        model.Offered.Count.ShouldBe(2);
        model.Offered[0].ShouldBeGreaterThan(12);
        model.Offered[1].ShouldBe(0);
        _desk.Filed.ShouldHaveSingleItem();
        events[^1].ShouldBeOfType<TurnCompleted>();
    }

    [Fact]
    public async Task RunAsync_SeveralChangesAtOnce_AreAllFiled()
    {
        _reader.Add("Acme rollout", "Acme");

        var events = await RunAsync(
            [ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", "Proposal"), ("deal", "acme")), ScriptedChatClient.Call("2", Toolbox.ProposeAmount, ("amount", 60_000), ("deal", "acme"))],
            [new TextContent("Both wait.")]);

        events.OfType<ChangeProposed>().Count().ShouldBe(2);
        _desk.Filed.Select(p => p.Change.Kind).ShouldBe([ChangeKind.Stage, ChangeKind.Amount], ignoreOrder: true);
    }

    [Fact]
    public async Task RunAsync_WithoutDesk_SaysPlainlyThatNothingIsTakenIn()
    {
        _reader.Add("Acme rollout", "Acme");

        var events = await Agent(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", "Proposal"), ("deal", "acme"))], [new TextContent("No.")]))
            .RunAsync(Request() with { Desk = null }, Ct).ToListAsync(Ct);

        events.OfType<ChangeProposed>().ShouldBeEmpty();
        events.OfType<ToolReturned>().Single().Summary.ShouldBe("Proposals cannot be taken in here, so nothing was changed or noted.");
    }

    [Fact]
    public async Task RunAsync_DeskRefuses_TellsTheModelWhyAndLetsItGoOn()
    {
        _reader.Add("Acme rollout", "Acme");
        _desk.Refusal = new("This was rejected on Monday and its evidence is the same.");

        var events = await RunAsync(
            [ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", "Proposal"), ("deal", "acme"))], [ScriptedChatClient.Call("2", Toolbox.DealStatus, ("deal", "acme"))], [new TextContent("It was rejected.")]);

        events.OfType<ChangeProposed>().ShouldBeEmpty();
        events.OfType<ToolReturned>().Select(r => r.Name).ShouldBe([Toolbox.ProposeStage, Toolbox.DealStatus]);
        events.OfType<ToolReturned>().First().Summary.ShouldBe(_desk.Refusal.Reason);
    }

    [Theory]
    [InlineData("How is Acme?", false)]
    [InlineData("Move Acme to Proposal", true)]
    [InlineData("Setze Acme bitte auf Proposal.", true)]
    public async Task RunAsync_ProposalOfAModel_IsAskedForOnlyByTheUsersWords(string question, bool asked)
    {
        _reader.Add("Acme rollout", "Acme");
        var model = ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", "Proposal"), ("deal", "acme"))], [new TextContent("It waits.")]);

        await Agent(model).RunAsync(Request() with { Question = question }, Ct).ToListAsync(Ct);

        _desk.Filed.ShouldHaveSingleItem().Origin.AskedFor.ShouldBe(asked);
    }

    [Fact]
    public async Task RunAsync_WhatWaitsIsDisplacedOrTheSame_SaysSo()
    {
        _reader.Add("Acme rollout", "Acme");
        async Task<FiledProposal> ProposeAsync(string stage)
        {
            FiledProposal? filed = null;
            var rounds = 0;
            var model = new ScriptedChatClient((messages, _) =>
            {
                filed = messages.SelectMany(m => m.Contents).OfType<ToolReturn>().Select(r => r.Result).OfType<FiledProposal>().FirstOrDefault();
                return (rounds++ == 0 ? (AIContent[])[ScriptedChatClient.Call("1", Toolbox.ProposeStage, ("stage", stage), ("deal", "acme"))] : [new TextContent("It waits.")]).ToAsyncEnumerable();
            });
            await Agent(model).RunAsync(Request(), Ct).ToListAsync(Ct);
            return filed.ShouldNotBeNull();
        }

        AnswerWriter.Write(await ProposeAsync("Proposal")).ShouldStartWith("Proposed for **Acme rollout**");
        AnswerWriter.Write(await ProposeAsync("Proposal")).ShouldStartWith("Waits for approval already, for **Acme rollout**");
        AnswerWriter.Write(await ProposeAsync("Negotiation")).ShouldContain("It takes the place of what waited before: stage Demo → **Proposal**.");
    }

    private TurnRequest Request() => new(TurnId.New(), "Please change it.", _reader, [], null) { Desk = _desk };

    /// <summary>An agent of the runtime.</summary>
    protected abstract ISalesAgent Create(AgentParts parts);

    private ISalesAgent Agent(IChatClient model) => Create(new(new OneModel(model), Instructions.Plain, _reader, _clock, new()));

    private async Task<List<AgentEvent>> RunAsync(params AIContent[][] rounds) =>
        await Agent(ScriptedChatClient.Saying(rounds)).RunAsync(Request(), Ct).ToListAsync(Ct);
}
