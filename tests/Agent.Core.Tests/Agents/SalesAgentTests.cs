using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Core.Tests.Agents;

public sealed class SalesAgentTests
{
    private readonly FakeDealReader _reader = new();
    private readonly FakeClock _clock = new();
    private readonly List<(string Tool, Exception Fault)> _failures = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_PlainAnswer_StreamsItAndCompletes()
    {
        var events = await RunAsync(ScriptedChatClient.Saying([new TextContent("Call "), new TextContent("Laura.")]));

        events.Select(e => e.GetType()).ShouldBe([typeof(TurnStarted), typeof(TextDelta), typeof(TextDelta), typeof(TurnCompleted)]);
        var completed = (TurnCompleted)events[^1];
        (completed.Answer, completed.Model).ShouldBe(("Call Laura.", ScriptedChatClient.ModelId));
    }

    [Fact]
    public async Task RunAsync_ToolThenAnswer_CitesWhatTheToolFoundAndTheAnswerNames()
    {
        var acme = _reader.Add("Acme rollout", "Acme");
        _reader.Add("Northwind renewal", "Northwind");
        var model = ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.FindDeals)], [new TextContent("Two deals, first Acme [1].")]);

        var events = await RunAsync(model);

        events.Select(e => e.GetType()).ShouldBe(
            [typeof(TurnStarted), typeof(ToolCalled), typeof(PassagesFound), typeof(ToolReturned), typeof(TextDelta), typeof(TurnCompleted)]);
        events.OfType<PassagesFound>().Single().Sources.Count.ShouldBe(2);
        events.OfType<ToolReturned>().Single().ShouldBe(new("1", Toolbox.FindDeals, true, "2 deals"));
        ((TurnCompleted)events[^1]).Sources.ShouldHaveSingleItem().DealId.ShouldBe(acme.Id);
    }

    [Fact]
    public async Task RunAsync_SeveralToolCalls_RunSideBySide()
    {
        TaskCompletionSource latest = new(), contacts = new();
        // Each tool ends only once the other has begun.
        _reader.Latest = async ct =>
        {
            latest.SetResult();
            await contacts.Task.WaitAsync(ct);
            return [];
        };
        _reader.Contacts = async ct =>
        {
            contacts.SetResult();
            await latest.Task.WaitAsync(ct);
            return [new() { Name = "Laura" }];
        };
        var model = ScriptedChatClient.Saying(
            [ScriptedChatClient.Call("1", Toolbox.Timeline, ("allDeals", true)), ScriptedChatClient.Call("2", Toolbox.WhoIsWho, ("person", "Laura"))],
            [new TextContent("Done.")]);

        var events = await RunAsync(model);

        events.OfType<ToolReturned>().Select(r => (r.CallId, r.Succeeded)).ShouldBe([("1", true), ("2", true)], ignoreOrder: true);
        events[^1].ShouldBeOfType<TurnCompleted>();
    }

    [Fact]
    public async Task RunAsync_ToolResults_ReachTheModelBesideTheirCalls()
    {
        IReadOnlyList<ChatMessage> seen = [];
        var model = new ScriptedChatClient((messages, _) =>
        {
            seen = messages;
            return (messages.Count == 2 ? (AIContent[])[ScriptedChatClient.Call("7", Toolbox.FindDeals)] : [new TextContent("None.")]).ToAsyncEnumerable();
        });

        await RunAsync(model);

        seen.Select(m => m.Role).ShouldBe([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.Tool]);
        var result = seen[3].Contents.ShouldHaveSingleItem().ShouldBeOfType<ToolReturn>();
        result.CallId.ShouldBe("7");
        result.Result.ShouldBeOfType<DealList>().Total.ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_ModelThatNeverAnswers_StopsAtTheStepLimit()
    {
        var rounds = 0;
        var model = new ScriptedChatClient((_, _) => new AIContent[] { ScriptedChatClient.Call($"{++rounds}", Toolbox.FindDeals) }.ToAsyncEnumerable());

        var events = await RunAsync(model, new() { MaxSteps = 3 });

        rounds.ShouldBe(3);
        ((TurnCompleted)events[^1]).Answer.ShouldContain("more steps than I am allowed");
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsStoppedWithoutAnException()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var model = new ScriptedChatClient((_, ct) => HalfAnswerAsync(ct));

        var events = new List<AgentEvent>();
        await foreach (var item in Agent(model).RunAsync(Request(), stop.Token))
        {
            events.Add(item);
            if (item is TextDelta)
                await stop.CancelAsync();
        }

        events[^1].ShouldBe(new TurnFailed("Stopped.", Stopped: true));
        events.OfType<TurnCompleted>().ShouldBeEmpty();
        _failures.ShouldBeEmpty();

        static async IAsyncEnumerable<AIContent> HalfAnswerAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            yield return new TextContent("Half");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }
    }

    [Fact]
    public async Task RunAsync_CancelledInsideATool_EndsStopped()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _reader.Latest = async ct =>
        {
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
            return [];
        };

        var events = await Agent(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.Timeline, ("allDeals", true))])).RunAsync(Request(), stop.Token).ToListAsync(Ct);

        events[^1].ShouldBe(new TurnFailed("Stopped.", Stopped: true));
    }

    [Fact]
    public async Task RunAsync_FailingTool_SaysSoShortlyAndReportsTheFault()
    {
        var fault = new InvalidOperationException("database is locked at /secret/path");
        _reader.Latest = _ => throw fault;
        var model = ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.Timeline, ("allDeals", true))], [new TextContent("Sorry.")]);

        var events = await RunAsync(model);

        var returned = events.OfType<ToolReturned>().Single();
        returned.Succeeded.ShouldBeFalse();
        returned.Summary.ShouldBe("timeline failed. The details are in the server's log.");
        _failures.ShouldBe([(Toolbox.Timeline, fault)]);
        events[^1].ShouldBeOfType<TurnCompleted>();
    }

    [Fact]
    public async Task RunAsync_UnknownTool_TellsTheModel()
    {
        var events = await RunAsync(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", "delete_everything")], [new TextContent("I cannot.")]));

        events.OfType<ToolReturned>().Single().ShouldBe(new("1", "delete_everything", false, "There is no tool named delete_everything."));
        events[^1].ShouldBeOfType<TurnCompleted>();
    }

    [Fact]
    public async Task RunAsync_ArgumentsThatFitNothing_TellTheModel()
    {
        var events = await RunAsync(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.SumDeals, ("measure", "happiness"))], [new TextContent("Sorry.")]));

        var returned = events.OfType<ToolReturned>().Single();
        returned.Succeeded.ShouldBeFalse();
        returned.Summary.ShouldStartWith("sum_deals was called with arguments it cannot read");
    }

    [Fact]
    public async Task RunAsync_ToolThatTakesTooLong_IsStoppedAndTheTurnGoesOn()
    {
        _reader.Latest = async ct =>
        {
            _clock.Advance(TimeSpan.FromSeconds(21));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return [];
        };

        var events = await RunAsync(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.Timeline, ("allDeals", true))], [new TextContent("Sorry.")]));

        events.OfType<ToolReturned>().Single().Summary.ShouldBe("timeline took longer than 20 seconds and was stopped.");
        events[^1].ShouldBeOfType<TurnCompleted>();
    }

    [Fact]
    public async Task RunAsync_ModelFault_EndsFailedWithoutItsWords()
    {
        var fault = new HttpRequestException("401 for key sk-secret");

        var events = await RunAsync(new((_, _) => throw fault));

        var failed = events[^1].ShouldBeOfType<TurnFailed>();
        failed.Stopped.ShouldBeFalse();
        failed.Reason.ShouldNotContain("secret");
        _failures.Single().Fault.ShouldBe(fault);
    }

    [Fact]
    public async Task RunAsync_ModelTimesOutByItself_IsNotTakenForAStop()
    {
        var events = await RunAsync(new((_, _) => throw new TaskCanceledException("The request timed out.")));

        events[^1].ShouldBeOfType<TurnFailed>().Stopped.ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_LongHistory_ShowsTheModelTheLatestTurnsOnly()
    {
        IReadOnlyList<ChatMessage> seen = [];
        var model = new ScriptedChatClient((messages, _) =>
        {
            seen = messages;
            return new AIContent[] { new TextContent("Yes.") }.ToAsyncEnumerable();
        });
        var history = Enumerable.Range(1, 5).Select(i => new PastTurn($"q{i}", $"a{i}")).ToList();

        await Agent(model, new() { MaxHistory = 2 }).RunAsync(Request() with { History = history }, Ct).ToListAsync(Ct);

        seen.Skip(1).Select(m => m.Text).ShouldBe(["q4", "a4", "q5", "a5", "What next?"]);
    }

    [Fact]
    public async Task RunAsync_ToolResolvedADeal_SaysWhatTheTurnWasAbout()
    {
        var acme = _reader.Add("Acme rollout", "Acme");

        var events = await RunAsync(ScriptedChatClient.Saying([ScriptedChatClient.Call("1", Toolbox.DealStatus, ("deal", "acme"))], [new TextContent("Fine.")]));

        ((TurnCompleted)events[^1]).About.ShouldBe(acme.Id);
    }

    private TurnRequest Request() => new(TurnId.New(), "What next?", _reader, [], null);

    private SalesAgent Agent(IChatClient model, AgentOptions? options = null) =>
        new(new OneModel(model), Instructions.Plain, _reader, _clock, options ?? new(), (tool, fault) => _failures.Add((tool, fault)));

    private async Task<List<AgentEvent>> RunAsync(ScriptedChatClient model, AgentOptions? options = null) =>
        await Agent(model, options).RunAsync(Request(), Ct).ToListAsync(Ct);
}
