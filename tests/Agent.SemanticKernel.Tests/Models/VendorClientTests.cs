using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Tests.Models;
using Agent.Infrastructure.Tests.Models.Chat;
using Agent.Infrastructure.Tests.Support;
using Agent.SemanticKernel.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.SemanticKernel.Tests.Models;

public sealed class VendorChatClientTests : ChatClientContract
{
    private const string Answer =
        """
        {"model":"chat-1","message":{"role":"assistant","content":"Call "},"done":false}
        {"model":"chat-1","message":{"role":"assistant","content":"Anna."},"done":false}
        {"model":"chat-1","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":12,"eval_count":3}

        """;

    private const string Pulled =
        """
        {"status":"pulling manifest"}
        {"status":"pulling a1","digest":"sha256:a1","total":2000000,"completed":1000000}
        {"status":"success"}

        """;

    [Fact]
    public async Task GetResponseAsync_Azure_AsksTheDeploymentWithTheKey()
    {
        await using var server = await ServerAsync(ScriptedChat.Text("Call Anna."), ScriptedChat.Stop, ScriptedChat.Done);
        using var client = Client(server, o => o.Provider = ModelProvider.AzureOpenAI);

        (await AskAsync(client)).Text.ShouldBe("Call Anna.");

        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/openai/deployments/chat-1/chat/completions");
    }

    [Fact]
    public async Task GetResponseAsync_Ollama_SpeaksItsOwnApi()
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => context.Response.WriteAsync(Answer, Ct), Ct);
        using var client = Client(server, o => o.Provider = ModelProvider.Ollama);

        var response = await AskAsync(client);

        (response.Text, response.FinishReason, response.Usage!.OutputTokenCount).ShouldBe(("Call Anna.", ChatFinishReason.Stop, 3));
        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api/chat");
    }

    [Fact]
    public async Task GetResponseAsync_OllamaLacksTheModel_IsPulledWhileOthersAnswer()
    {
        var pulled = new TaskCompletionSource();
        await using var server = await ScriptedHttp.StartAsync(
            async (request, context) =>
            {
                if (request.Path == "/api/pull")
                {
                    await context.Response.WriteAsync(Pulled, Ct);
                    await context.Response.CompleteAsync();
                    pulled.SetResult();
                }
                else if (pulled.Task.IsCompleted)
                {
                    await context.Response.WriteAsync(Answer, Ct);
                }
                else
                {
                    context.Response.StatusCode = 404;
                    await context.Response.WriteAsync("""{"error":"model 'chat-1' not found"}""", Ct);
                }
            },
            Ct);
        using var client = Client(server, o => o.Provider = ModelProvider.Ollama);

        (await FaultAsync(client)).Message.ShouldContain("is being pulled");
        await pulled.Task.WaitAsync(Ct);

        (await AskAsync(client)).Text.ShouldBe("Call Anna.");
    }

    [Fact]
    public async Task GetResponseAsync_OllamaFails_SaysWhatItAnswered()
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.ErrorAsync(context, 500, "out of memory"), Ct);
        using var client = Client(server, o => o.Provider = ModelProvider.Ollama);

        (await FaultAsync(client)).Message.ShouldContain("chat-1");
    }

    private protected override IChatClient Create(ChatModelOptions options, TimeProvider clock) => new VendorModelClients(clock, NullLogger<VendorModelClients>.Instance).Chat(options);
}

public sealed class VendorEmbeddingGeneratorTests : EmbeddingContract
{
    [Fact]
    public async Task GenerateAsync_Ollama_SpeaksItsOwnApi()
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => context.Response.WriteAsync("""{"model":"embed-1","embeddings":[[1,2],[3,4]]}""", Ct), Ct);
        using var generator = Generator(server, o => o.Provider = ModelProvider.Ollama);

        (await generator.GenerateAsync(["a", "b"], cancellationToken: Ct)).Select(v => v.Vector.ToArray()).ShouldBe([[1f, 2f], [3f, 4f]]);

        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api/embed");
    }

    private protected override IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingOptions options, TimeProvider clock) => new VendorModelClients(clock, NullLogger<VendorModelClients>.Instance).Embedding(options);
}
