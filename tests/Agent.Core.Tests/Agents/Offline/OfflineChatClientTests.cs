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
        ((TurnCompleted)events[^1]).Answer.ShouldBe(SmallTalk.Hello);
    }

    [Theory]
    [InlineData("which colour brings luck to negotiators")]
    [InlineData("compliance matrix alignment by sprint please")]
    public async Task RunAsync_QuestionThatCannotBeUnderstood_SaysSoWithExamples(string question)
    {
        _reader.Add("Acme rollout", "Acme");

        var answer = ((TurnCompleted)(await AskAsync(question))[^1]).Answer;

        answer.ShouldStartWith("I did not understand the question. Try, for example:");
        answer.ShouldNotContain("nothing called");
    }

    [Fact]
    public async Task RunAsync_RequestWithoutItsValue_TellsOfNoFault()
    {
        _reader.Add("Acme rollout", "Acme");

        foreach (var message in new[] { "move the next step of Acme to", "set the next step of Acme", "add a task for Acme:", "change the stage of Acme", "set the next step of Acme to Friday" })
        {
            var answer = ((TurnCompleted)(await AskAsync(message))[^1]).Answer;

            answer.ShouldNotContain("argument");
            answer.ShouldNotContain("failed");
        }
    }

    [Theory]
    [InlineData("how is my biggest deal going?")]
    [InlineData("what should I do next on our largest open deal?")]
    public async Task RunAsync_DealByWhatItIsTheMostOf_IsAboutThatDeal(string question)
    {
        _reader.Add("Small one", "Globex", amount: 5_000);
        var big = _reader.Add("Big one", "Acme", amount: 90_000);

        ((TurnCompleted)(await AskAsync(question))[^1]).About.ShouldBe(big.Id);
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
