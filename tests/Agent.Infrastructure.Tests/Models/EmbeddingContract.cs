using System.Runtime.InteropServices;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models;

/// <summary>What callers of an embedding generator rely on, against a server that speaks OpenAI's protocol.</summary>
public abstract class EmbeddingContract
{
    private const string Key = "s3cret-key";

    private readonly InstantClock _clock = new(TimeSpan.FromSeconds(30));

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GenerateAsync_ManyTexts_OneVectorEachInOrder(bool base64)
    {
        await using var server = await ScriptedHttp.StartAsync((request, context) => VectorsAsync(request, context, base64), Ct);
        using var generator = Generator(server);
        var texts = Enumerable.Range(0, SteadyEmbeddingGenerator.TextsPerRequest + 5).Select(i => new string('x', i + 1)).ToList();

        var vectors = await generator.GenerateAsync(texts, cancellationToken: Ct);

        vectors.Select(v => v.Vector.ToArray()).ShouldBe(texts.Select(t => new float[] { t.Length, 0.5f, -1 }));
        server.Requests.Select(r => r.Body.GetProperty("input").GetArrayLength()).ShouldBe([64, 5]);
        server.Requests.ShouldAllBe(r => r.Path == "/v1/embeddings" && r.Authorization == $"Bearer {Key}" && r.Body.GetProperty("model").GetString() == "embed-1");
    }

    [Fact]
    public async Task GenerateAsync_OtherSizeThanSet_NamesTheSetting()
    {
        await using var server = await ScriptedHttp.StartAsync((request, context) => VectorsAsync(request, context, base64: false), Ct);
        using var generator = Generator(server, o => o.Dimensions = 1024);

        (await FaultAsync(generator)).Message.ShouldEndWith("makes vectors of 3 numbers where 1024 are set: correct Models:Embedding:Dimensions, or leave it out.");
    }

    [Theory]
    [InlineData(ModelProvider.OpenAI, 401, "check Models:Embedding:ApiKey")]
    [InlineData(ModelProvider.OpenAI, 404, "check Models:Embedding:Model and Models:Embedding:Endpoint")]
    [InlineData(ModelProvider.AzureOpenAI, 404, "there is no deployment of this name")]
    [InlineData(ModelProvider.OpenAI, 400, "the key *** is odd")]
    public async Task GenerateAsync_Refused_SaysWhatToDoAndIsNotRepeated(ModelProvider provider, int status, string expected)
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => ErrorAsync(context, status, $"the key {Key} is odd"), Ct);
        using var generator = Generator(server, o => o.Provider = provider);

        var fault = await FaultAsync(generator);

        fault.Message.ShouldContain(expected);
        fault.Message.ShouldContain($"answered {status}");
        fault.Message.ShouldNotContain(Key);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task GenerateAsync_TransientAnswer_IsRepeatedAfterTheWaitAskedFor(int status)
    {
        var answered = 0;
        await using var server = await ScriptedHttp.StartAsync(
            (request, context) =>
            {
                if (answered++ > 0)
                    return VectorsAsync(request, context, base64: false);
                context.Response.Headers.RetryAfter = "3";
                return ErrorAsync(context, status, "Rate limit reached");
            },
            Ct);
        using var generator = Generator(server);

        (await generator.GenerateAsync(["budget"], cancellationToken: Ct)).Count.ShouldBe(1);

        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task GenerateAsync_AccountUsedUp_IsNotRepeated()
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => ErrorAsync(context, 429, "You exceeded your current quota."), Ct);
        using var generator = Generator(server);

        (await FaultAsync(generator)).Message.ShouldContain("You exceeded your current quota.");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task GenerateAsync_Slow_IsGivenUpAfterTheTimeout()
    {
        await using var server = await ScriptedHttp.StartAsync(
            async (_, context) =>
            {
                var gone = new TaskCompletionSource();
                using var registration = context.RequestAborted.Register(gone.SetResult);
                _clock.ExpireTimeouts();
                await gone.Task;
            },
            Ct);
        using var generator = Generator(server);

        var fault = await FaultAsync(generator);

        fault.Message.ShouldContain("did not answer within 30 seconds");
        fault.Message.ShouldContain("Models:Embedding:TimeoutSeconds");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task GenerateAsync_NobodyListens_AsksWhetherItRuns()
    {
        var server = await ScriptedHttp.StartAsync((_, _) => Task.CompletedTask, Ct);
        using var generator = Generator(server);
        await server.DisposeAsync();

        (await FaultAsync(generator)).Message.ShouldContain("nothing answers there. Is it running, and is Models:Embedding:Endpoint right?");
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("{}")]
    [InlineData("""{"object":"list","data":[],"model":"a","usage":{"prompt_tokens":1,"total_tokens":1}}""")]
    public async Task GenerateAsync_AnotherServerAtTheAddress_AsksAboutTheAddress(string body)
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => context.Response.WriteAsync(body, Ct), Ct);
        using var generator = Generator(server);

        (await FaultAsync(generator)).Message.ShouldContain("is it an embedding model, and is Models:Embedding:Endpoint the address");
    }

    private protected abstract IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingOptions options, TimeProvider clock);

    private protected IEmbeddingGenerator<string, Embedding<float>> Generator(ScriptedHttp server, Action<EmbeddingOptions>? set = null)
    {
        var options = new EmbeddingOptions { Endpoint = server.Address, Model = "embed-1", ApiKey = Key };
        set?.Invoke(options);
        return Create(options, _clock);
    }

    private protected static Task<ServiceFaultException> FaultAsync(IEmbeddingGenerator<string, Embedding<float>> generator) =>
        Should.ThrowAsync<ServiceFaultException>(() => generator.GenerateAsync(["budget"], cancellationToken: Ct));

    private protected static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { message, type = "error", code = "code" } }, Ct);
    }

    // The vector of a text starts with its length.
    private protected static Task VectorsAsync(ScriptedRequest request, HttpContext context, bool base64) => context.Response.WriteAsJsonAsync(
        new
        {
            @object = "list",
            model = "embed-1",
            data = request.Body.GetProperty("input").EnumerateArray().Select((text, index) =>
            {
                float[] vector = [text.GetString()!.Length, 0.5f, -1];
                return new { @object = "embedding", index, embedding = base64 ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector)) : vector };
            }),
            usage = new { prompt_tokens = 1, total_tokens = 1 },
        },
        Ct);
}
