using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models.Chat;

public sealed class FallbackChatClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResponseAsync_TooManyRequests_IsRepeatedAfterTheWaitAskedFor()
    {
        var clock = new InstantClock(Patience);
        var tries = 0;
        await using var server = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                if (++tries == 2)
                    return ScriptedChat.AnswerAsync(context, "Call Anna.");
                context.Response.Headers.RetryAfter = "3";
                return ScriptedChat.ErrorAsync(context, 429, "Rate limit reached");
            },
            Ct);
        using var client = new FallbackChatClient([ScriptedChat.Options(server)], clock);

        (await AskAsync(client)).Text.ShouldBe("Call Anna.");

        clock.Waits.ShouldBe([TimeSpan.FromSeconds(3)]);
    }

    [Theory]
    [InlineData(429, "60", 1)]
    [InlineData(503, null, ChatModel.Tries)]
    [InlineData(401, null, 1)]
    [InlineData(400, null, 1)]
    public async Task GetResponseAsync_FirstModelRefuses_TheNextAnswersAndSaysWhy(int status, string? wait, int tries)
    {
        await using var first = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                context.Response.Headers.RetryAfter = wait;
                return ScriptedChat.ErrorAsync(context, status, "no");
            },
            Ct);
        await using var second = await AnsweringAsync("Call Anna.");
        var told = new List<string>();
        using var client = new FallbackChatClient([ScriptedChat.Options(first), ScriptedChat.Options(second)], new InstantClock(Patience), fault => told.Add(fault.Message));

        var response = await AskAsync(client);

        response.Text.ShouldBe("Call Anna.");
        var why = PassedOver(response).ShouldHaveSingleItem();
        why.ShouldContain($"answered {status}");
        told.ShouldBe([why]);
        first.Requests.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task GetResponseAsync_FirstModelAnswers_NobodyWasPassedOver()
    {
        await using var first = await AnsweringAsync("Call Anna.");
        await using var second = await AnsweringAsync("Call Ben.");
        using var client = new FallbackChatClient([ScriptedChat.Options(first), ScriptedChat.Options(second)], new InstantClock(Patience));

        var response = await AskAsync(client);

        (response.Text, response.Messages[0].AdditionalProperties, second.Requests.Count).ShouldBe(("Call Anna.", null, 0));
    }

    [Fact]
    public async Task GetResponseAsync_BreaksBeforeText_IsRepeatedWithoutATrace()
    {
        var tries = 0;
        await using var server = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                if (++tries == 2)
                {
                    await ScriptedChat.AnswerAsync(context, "Call Anna.");
                    return;
                }

                await ScriptedChat.SendAsync(context, ScriptedChat.Delta(new { reasoning_content = "hm" }), ScriptedChat.Call(0, "a", "find_deals", "{"), """{"error":{"message":"overloaded"}}""");
            },
            Ct);
        using var client = new FallbackChatClient([ScriptedChat.Options(server)], new InstantClock(Patience));

        var response = await AskAsync(client);

        response.Messages.SelectMany(m => m.Contents).ShouldHaveSingleItem().ShouldBeOfType<TextContent>().Text.ShouldBe("Call Anna.");
    }

    [Fact]
    public async Task GetStreamingResponseAsync_BreaksAfterText_IsNeitherRepeatedNorHandedOn()
    {
        var read = new TaskCompletionSource();
        await using var first = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                await ScriptedChat.SendAsync(context, ScriptedChat.Text("Call "));
                await read.Task;
                context.Abort();
            },
            Ct);
        await using var second = await AnsweringAsync("Call Ben.");
        using var client = new FallbackChatClient([ScriptedChat.Options(first), ScriptedChat.Options(second)], new InstantClock(Patience));
        var shown = "";

        var fault = await Should.ThrowAsync<ServiceFaultException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(ScriptedChat.Question, cancellationToken: Ct))
            {
                shown += update.Text;
                read.TrySetResult();
            }
        });

        (shown, first.Requests.Count, second.Requests.Count).ShouldBe(("Call ", 1, 0));
        fault.Message.ShouldStartWith("The answer broke off. The language model 'chat-1'");
    }

    [Fact]
    public async Task GetResponseAsync_AllFail_SaysEachReason()
    {
        await using var first = await RefusingAsync(401);
        await using var second = await RefusingAsync(404);
        var options = ScriptedChat.Options(second);
        (options.Model, options.Section) = ("chat-2", "Models:Chat:1");
        using var client = new FallbackChatClient([ScriptedChat.Options(first), options], new InstantClock(Patience));

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => AskAsync(client));

        fault.Message.ShouldStartWith("No language model answered. The language model 'chat-1'");
        fault.Message.ShouldContain("check Models:Chat:0:ApiKey.");
        fault.Message.ShouldContain("The language model 'chat-2'");
    }

    [Fact]
    public async Task GetResponseAsync_NoFirstToken_TheNextModelIsAskedOnce()
    {
        var clock = new FakeClock();
        var asked = new TaskCompletionSource();
        await using var first = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                // Signs of life that are no tokens.
                await ScriptedChat.SendRawAsync(context, ": keep-alive\n\n"u8.ToArray());
                asked.TrySetResult();
                await ScriptedChat.StallAsync(context);
            },
            Ct);
        await using var second = await AnsweringAsync("Call Anna.");
        using var client = new FallbackChatClient([ScriptedChat.Options(first), ScriptedChat.Options(second)], clock);

        var answer = AskAsync(client);
        await asked.Task.WaitAsync(Ct);
        clock.Advance(Patience - TimeSpan.FromSeconds(1));
        answer.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var response = await answer.WaitAsync(Ct);
        response.Text.ShouldBe("Call Anna.");
        PassedOver(response)[0].ShouldContain("did not begin to answer within 30 seconds. If it is only slow, raise Models:Chat:0:FirstTokenSeconds.");
        first.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_SilenceInTheMiddle_EndsTheAnswerButASlowReaderDoesNot()
    {
        var clock = new FakeClock();
        await using var server = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                await ScriptedChat.SendAsync(context, ScriptedChat.Text("Call "), ScriptedChat.Text("Anna"));
                await ScriptedChat.StallAsync(context);
            },
            Ct);
        using var client = new FallbackChatClient([ScriptedChat.Options(server)], clock);
        await using var updates = client.GetStreamingResponseAsync(ScriptedChat.Question, cancellationToken: Ct).GetAsyncEnumerator(Ct);

        (await updates.MoveNextAsync()).ShouldBeTrue();
        clock.Advance(TimeSpan.FromHours(1));
        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("Anna");
        var next = updates.MoveNextAsync().AsTask();
        clock.Advance(Patience);

        (await Should.ThrowAsync<ServiceFaultException>(() => next.WaitAsync(Ct))).Message.ShouldContain("fell silent for 30 seconds in the middle of its answer");
    }

    [Fact]
    public async Task GetResponseAsync_KeepsFailing_IsLeftAloneForAWhileAndThenAskedAgain()
    {
        var clock = new FakeClock();
        var healthy = false;
        await using var first = await ScriptedHttp.StartAsync(
            (_, context) =>
            {
                // Too long a wait to be worth a second try.
                context.Response.Headers.RetryAfter = "60";
                return healthy ? ScriptedChat.AnswerAsync(context, "Call Anna.") : ScriptedChat.ErrorAsync(context, 503, "no");
            },
            Ct);
        await using var second = await AnsweringAsync("Call Ben.");
        using var client = new FallbackChatClient([ScriptedChat.Options(first), ScriptedChat.Options(second)], clock);

        for (var i = 0; i < 2 * ChatModel.Tries; i++)
            (await AskAsync(client)).Text.ShouldBe("Call Ben.");
        var asked = first.Requests.Count;
        var resting = await AskAsync(client);

        first.Requests.Count.ShouldBe(asked);
        PassedOver(resting)[0].ShouldContain("is left alone for 30 seconds");
        healthy = true;
        clock.Advance(ChatModel.Rest);
        (await AskAsync(client)).Text.ShouldBe("Call Anna.");
    }

    [Fact]
    public async Task GetResponseAsync_Cancelled_AsksNobodyElse()
    {
        var asked = new TaskCompletionSource();
        await using var first = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                asked.SetResult();
                await ScriptedChat.StallAsync(context);
            },
            Ct);
        await using var second = await AnsweringAsync("Call Ben.");
        using var client = new FallbackChatClient([ScriptedChat.Options(first), ScriptedChat.Options(second)], new FakeClock());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var answer = client.GetResponseAsync(ScriptedChat.Question, cancellationToken: stop.Token);
        await asked.Task.WaitAsync(Ct);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        second.Requests.ShouldBeEmpty();
    }

    private static IReadOnlyList<string> PassedOver(ChatResponse response) =>
        [.. response.Messages[0].AdditionalProperties![FallbackChatClient.PassedOver].ShouldBeAssignableTo<IReadOnlyList<PassedOverModel>>()!.Select(p => p.Why)];

    private static Task<ScriptedHttp> AnsweringAsync(string text) => ScriptedHttp.StartAsync((_, context) => ScriptedChat.AnswerAsync(context, text), Ct);

    private static Task<ScriptedHttp> RefusingAsync(int status) => ScriptedHttp.StartAsync((_, context) => ScriptedChat.ErrorAsync(context, status, "no"), Ct);

    private static Task<ChatResponse> AskAsync(FallbackChatClient client) => client.GetResponseAsync(ScriptedChat.Question, cancellationToken: Ct);
}
