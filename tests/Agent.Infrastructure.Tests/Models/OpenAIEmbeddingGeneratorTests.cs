using System.ComponentModel.DataAnnotations;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models;

public sealed class OpenAIEmbeddingGeneratorTests : EmbeddingContract
{
    private protected override IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingOptions options, TimeProvider clock) => new OpenAIModelClients(clock).Embedding(options);

    [Theory]
    [InlineData(ModelProvider.OpenAI, "", "/v1/embeddings", true)]
    [InlineData(ModelProvider.OpenAI, "/inference/v2/", "/inference/v2/embeddings", true)]
    [InlineData(ModelProvider.AzureOpenAI, "", "/openai/v1/embeddings", true)]
    [InlineData(ModelProvider.Ollama, "", "/v1/embeddings", false)]
    [InlineData(ModelProvider.Ollama, "/v1", "/v1/embeddings", false)]
    public async Task GenerateAsync_Provider_AsksItsAddressAndForTheSizeWhereThatIsKnown(ModelProvider provider, string path, string expected, bool sizeSent)
    {
        await using var server = await ScriptedHttp.StartAsync((request, context) => VectorsAsync(request, context, base64: false), Ct);
        using var generator = Generator(server, o => (o.Provider, o.Endpoint, o.Dimensions) = (provider, server.Address + path, 3));

        await generator.GenerateAsync(["budget"], cancellationToken: Ct);

        var request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe(expected);
        request.Body.TryGetProperty("dimensions", out _).ShouldBe(sizeSent);
    }

    [Fact]
    public async Task GenerateAsync_VectorsInAnotherOrder_BelongToTheirTexts()
    {
        var vectors = new { data = new[] { new { index = 1, embedding = new[] { 2f } }, new { index = 0, embedding = new[] { 1f } } }, model = "embed-1", usage = new { prompt_tokens = 1, total_tokens = 1 } };
        await using var server = await ScriptedHttp.StartAsync((_, context) => context.Response.WriteAsJsonAsync(vectors, Ct), Ct);
        using var generator = Generator(server);

        (await generator.GenerateAsync(["a", "b"], cancellationToken: Ct)).Select(v => v.Vector.Span[0]).ShouldBe([1f, 2f]);
    }

    [Fact]
    public async Task GenerateAsync_OllamaLacksTheModel_SaysHowToPullIt()
    {
        await using var server = await ScriptedHttp.StartAsync((_, context) => ErrorAsync(context, 404, "model not found"), Ct);
        using var generator = Generator(server, o => o.Provider = ModelProvider.Ollama);

        (await FaultAsync(generator)).Message.ShouldContain("run 'ollama pull embed-1'");
    }

    [Fact]
    public void GetService_Metadata_NamesModelAndSize()
    {
        using var generator = new OpenAIEmbeddingGenerator(new() { Provider = ModelProvider.Ollama, Model = "nomic-embed-text", Dimensions = 768 });

        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)).ShouldBeOfType<EmbeddingGeneratorMetadata>();

        (metadata.DefaultModelId, metadata.DefaultModelDimensions).ShouldBe(("nomic-embed-text", 768));
    }

    [Theory]
    [InlineData(ModelProvider.OpenAI, null, null, "ApiKey")]
    [InlineData(ModelProvider.AzureOpenAI, null, "key", "Endpoint")]
    [InlineData(ModelProvider.AzureOpenAI, "https://a.openai.azure.com", null, "ApiKey")]
    [InlineData(ModelProvider.Ollama, "localhost:11434", null, "Endpoint")]
    [InlineData(ModelProvider.Ollama, "http://me:secret@localhost", null, "Endpoint")]
    [InlineData(ModelProvider.Ollama, null, null, null)]
    [InlineData(ModelProvider.OpenAI, "http://localhost:8000/v1", null, null)]
    public void Validate_Settings_NamesTheWrongOne(ModelProvider provider, string? endpoint, string? key, string? wrong)
    {
        var options = new EmbeddingOptions { Provider = provider, Endpoint = endpoint, ApiKey = key, Model = "embed-1" };
        var results = new List<ValidationResult>();

        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true).ShouldBe(wrong is null);

        results.SelectMany(r => r.MemberNames).ShouldBe(wrong is null ? [] : [wrong]);
    }
}
