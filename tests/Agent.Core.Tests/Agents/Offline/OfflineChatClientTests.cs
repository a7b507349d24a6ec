using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class OfflineChatClientTests
{
    private readonly FakeDealReader _reader = new();
    private readonly FakeClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_Question_StreamsWordsThatJoinToTheAnswer()
    {
        _reader.Add("Acme rollout", "Acme");

        var events = await AskAsync("What should I do next on Acme?");

        var words = events.OfType<TextDelta>().Select(d => d.Text).ToList();
        var completed = events[^1].ShouldBeOfType<TurnCompleted>();
        words.Count.ShouldBeGreaterThan(5);
        string.Concat(words).ShouldBe(completed.Answer);
        completed.Model.ShouldBe(OfflineChatClient.ModelId);
        completed.Sources.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task RunAsync_Greeting_IntroducesItselfWithoutATool()
    {
        var events = await AskAsync("hello");

        events.OfType<ToolCalled>().ShouldBeEmpty();
        ((TurnCompleted)events[^1]).Answer.ShouldBe(AnswerWriter.Introduction);
    }

    [Fact]
    public async Task RunAsync_ChoiceAfterAmbiguity_AnswersTheFirstQuestion()
    {
        _reader.Add("Lille", "Delcourt");
        var roubaix = _reader.Add("Roubaix_2", "Delcourt");
        const string Question = "What should I do next on Delcourt?";
        var asked = (TurnCompleted)(await AskAsync(Question))[^1];

        var events = await AskAsync("the second", new PastTurn(Question, asked.Answer));

        asked.Answer.ShouldContain("Which one do you mean?");
        ((TurnCompleted)events[^1]).About.ShouldBe(roubaix.Id);
        events.OfType<ToolCalled>().Single().Name.ShouldBe("next_step");
    }

    [Fact]
    public async Task RunAsync_UnknownName_OffersTheNearest()
    {
        _reader.Add("Renewal", "Northwind Traders");

        var answer = ((TurnCompleted)(await AskAsync("How is Nortwind?"))[^1]).Answer;

        answer.ShouldContain("nothing called \"Nortwind\"");
        answer.ShouldContain("**Northwind Traders**");
    }

    [Fact]
    public async Task RunAsync_FailingTool_SaysSo()
    {
        _reader.Latest = _ => throw new InvalidOperationException("gone");

        ((TurnCompleted)(await AskAsync("what happened lately?"))[^1]).Answer.ShouldBe("timeline failed. The details are in the server's log.");
    }

    [Fact]
    public async Task GetResponseAsync_NoTools_IntroducesItself()
    {
        using var client = new OfflineChatClient(_clock);

        var response = await client.GetResponseAsync([new(ChatRole.User, "status of Acme")], cancellationToken: Ct);

        response.Text.ShouldBe(AnswerWriter.Introduction);
    }

    private async Task<List<AgentEvent>> AskAsync(string question, params PastTurn[] history)
    {
        using var client = new OfflineChatClient(_clock);
        return await new SalesAgent(new(new OneModel(client), Instructions.Plain, _reader, _clock, new())).RunAsync(new(TurnId.New(), question, _reader, history, null), Ct).ToListAsync(Ct);
    }
}
