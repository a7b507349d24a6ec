using System.ComponentModel.DataAnnotations;
using Agent.Infrastructure.Models;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Tests.Models;

public sealed class OpenAIEmbeddingGeneratorTests : EmbeddingContract
{
    private protected override IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingOptions options, TimeProvider clock) => new OpenAIEmbeddingGenerator(options, clock);

    [Fact]
    public void GetService_Metadata_NamesModelAndSize()
    {
        using var generator = new OpenAIEmbeddingGenerator(new() { Provider = ModelProvider.Ollama, Model = "nomic-embed-text", Dimensions = 768 }, new FakeClock());

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
