using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class ChatModelsTests : IAsyncLifetime
{
    private readonly User _nora = new() { Name = "Nora", Email = "nora@us.example" };
    private TestStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Viewer Nora => new(_nora.Id, _nora.Name, UserRole.Rep, []);

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.CreateAsync(Ct);
        await _store.AddAsync(Ct, _nora);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task For_ModelsInAnotherOrder_AsksTheFirstThatIsInUse()
    {
        await using var server = await NamingAsync();
        using var models = Models(server, "a", "b", "c");

        (await models.SetAsync([new("2", false), new("1", true), new("0", true)], _nora.Id, Ct)).ShouldBeNull();

        (await AskAsync(models)).Text.ShouldBe("I am b.");
        var states = await models.ListAsync(Ct);
        states.Select(s => (s.Model, s.Enabled)).ShouldBe([("c", false), ("b", true), ("a", true)]);
        ChatModels.Answering(states).ShouldBe("b");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0", "0")]
    [InlineData("0", "7")]
    public async Task SetAsync_NotEachModelOnce_IsRefused(params string[] keys)
    {
        await using var server = await NamingAsync();
        using var models = Models(server, "a", "b");

        (await models.SetAsync([.. keys.Select(k => new ModelChoice(k, true))], _nora.Id, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task For_AllModelsSwitchedOff_TheOfflineEngineAnswersWithoutANote()
    {
        await using var server = await NamingAsync();
        using var models = Models(server, "a");
        await models.SetAsync([new("0", false)], _nora.Id, Ct);

        var response = await AskAsync(models);

        response.ModelId.ShouldBe(OfflineChatClient.ModelId);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task For_BudgetUsedUp_TheOfflineEngineAnswersAndSaysUntilWhen()
    {
        await using var server = await NamingAsync();
        using var models = Models(server, 30, "a");

        (await AskAsync(models)).Text.ShouldBe("I am a.");
        var meter = await models.MeterAsync(_nora.Id, Ct);
        (meter.Spent, meter.IsUsedUp).ShouldBe((42, true));
        var second = await AskAsync(models);

        second.ModelId.ShouldBe(OfflineChatClient.ModelId);
        ((IReadOnlyList<string>)second.Messages[0].AdditionalProperties![IModelSource.Notes]!).ShouldHaveSingleItem().ShouldContain("used up");
        server.Requests.Count.ShouldBe(1);
        (await models.MeterAsync(UserId.New(), Ct)).IsUsedUp.ShouldBeFalse();
    }

    [Fact]
    public async Task For_ServerThatCountsNothing_IsCountedByLength()
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.AnswerAsync(context, new string('x', 400)), Ct);
        using var models = Models(server, "a");

        await AskAsync(models);

        var usage = (await new UsageStore(_store, _store.Clock).ListAsync(_nora.Id, Ct)).ShouldHaveSingleItem();
        (usage.Model, usage.OutputTokens, usage.Requests).ShouldBe(("chat-1-2026", 100, 1));
        usage.InputTokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task For_AnswerBreaksOff_EndsWithASentenceAndIsCounted()
    {
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) => ScriptedChat.SendAsync(context, ScriptedChat.Text("Acme is "), """{"error":{"message":"overloaded"}}"""),
            Ct);
        using var models = Models(server, "a", "b");

        var response = await AskAsync(models);

        response.Text.ShouldBe("Acme is ");
        response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().Single().ErrorCode.ShouldBe(IModelSource.BrokeOff);
        server.Requests.Count.ShouldBe(1);
        (await models.MeterAsync(_nora.Id, Ct)).Spent.ShouldBeGreaterThan(0);
        (await models.ListAsync(Ct))[0].LastFault.ShouldNotBeNull().Why.ShouldNotContain(ScriptedChat.Key);
    }

    private Task<ChatResponse> AskAsync(ChatModels models) => models.For(Nora).GetResponseAsync(ScriptedChat.Question, null, Ct);

    private static Task<ScriptedHttp> NamingAsync() => ScriptedHttp.StartAsync(
        (request, context) => ScriptedChat.SendAsync(
            context,
            ScriptedChat.Text($"I am {request.Body.GetProperty("model").GetString()}."),
            """{"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":40,"completion_tokens":2,"total_tokens":42}}""",
            ScriptedChat.Done),
        Ct);

    private ChatModels Models(ScriptedHttp server, params string[] names) => Models(server, 0, names);

    private ChatModels Models(ScriptedHttp server, long monthlyTokens, params string[] names)
    {
        var settings = names.SelectMany((name, i) => new Dictionary<string, string?>
        {
            [$"Models:Chat:{i}:Endpoint"] = server.Address,
            [$"Models:Chat:{i}:Model"] = name,
            [$"Models:Chat:{i}:ApiKey"] = ScriptedChat.Key,
        });
        var options = new ChatModelsOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(ChatModelsOptions.Section));
        return new(
            Options.Create(options),
            Options.Create(new ModelsOptions { MonthlyTokens = monthlyTokens }),
            new OpenAIModelClients(TimeProvider.System),
            new SettingsStore(_store, _store.Clock),
            new UsageStore(_store, _store.Clock),
            TimeProvider.System,
            NullLogger<ChatModels>.Instance);
    }
}
