using System.ComponentModel;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

/// <summary>The client against a server that is not this project's.</summary>
public sealed class AimockTests
{
    private static readonly ChatMessage Question = new(ChatRole.User, Aimock.Question);

    private static readonly ChatOptions Options = new() { Tools = [AIFunctionFactory.Create(FindDeals, "find_deals")] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetStreamingResponseAsync_ToolThenAnswer_BothAreReadWithUsage()
    {
        await using var server = await Aimock.StartAsync(Ct);
        using var client = new OpenAIChatClient(Model(server, "chat-1"), new FakeClock());

        var asked = (await client.GetStreamingResponseAsync([Question], Options, Ct).AllAsync()).ToChatResponse();
        var call = asked.Calls().ShouldHaveSingleItem();
        var pieces = await client.GetStreamingResponseAsync([Question, .. asked.Messages, Found(call)], Options, Ct).AllAsync();
        var answered = pieces.ToChatResponse();

        (call.CallId, call.Name, call.Arguments!["take"]!.ToString(), call.Exception).ShouldBe(("call_deals", "find_deals", "5", null));
        (asked.FinishReason, answered.FinishReason).ShouldBe((ChatFinishReason.ToolCalls, ChatFinishReason.Stop));
        answered.Text.ShouldBe(Aimock.Answer);
        pieces.Count(p => p.Text.Length > 0).ShouldBeGreaterThan(1);
        (answered.ModelId, answered.Usage!.OutputTokenCount > 0).ShouldBe(("chat-1", true));
    }

    [Fact]
    public async Task GetResponseAsync_FirstModelIsBusy_TheNextCallsTheToolAndAnswers()
    {
        await using var server = await Aimock.StartAsync(Ct);
        using var client = new FallbackChatClient([Model(server, Aimock.BusyModel), Model(server, "chat-1")], new InstantClock(TimeSpan.FromSeconds(30)));

        var asked = await client.GetResponseAsync([Question], Options, Ct);
        var answered = await client.GetResponseAsync([Question, .. asked.Messages, Found(asked.Calls().ShouldHaveSingleItem())], Options, Ct);

        answered.Text.ShouldBe(Aimock.Answer);
        var passedOver = (IReadOnlyList<PassedOverModel>)asked.Messages[0].AdditionalProperties![FallbackChatClient.PassedOver]!;
        passedOver.ShouldHaveSingleItem().Model.ShouldBe(Aimock.BusyModel);
        passedOver[0].Why.ShouldContain("429");
    }

    private static ChatModelOptions Model(Aimock server, string name) => new() { Endpoint = server.Address, Model = name, ApiKey = ScriptedChat.Key, FirstTokenSeconds = 30, SilenceSeconds = 30 };

    private static ChatMessage Found(FunctionCallContent call) => new(ChatRole.Tool, [new FunctionResultContent(call.CallId, FindDeals(5))]);

    [Description("Finds deals.")]
    private static string FindDeals(int take) => $"There are no deals among the first {take}.";
}
