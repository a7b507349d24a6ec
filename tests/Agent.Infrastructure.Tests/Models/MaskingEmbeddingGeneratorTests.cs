using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Infrastructure.Tests.Models;

public sealed class MaskingEmbeddingGeneratorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://models.example/v1", false, false)]
    [InlineData("http://127.0.0.1:1/v1", false, true)]
    [InlineData("http://127.0.0.1:1/v1", true, false)]
    public async Task GenerateAsync_ConfidentialValues_ReachAModelOnThisMachineOnly(string endpoint, bool localToo, bool seesThem)
    {
        var model = new RecordingModel();
        var settings = new Dictionary<string, string?>
        {
            ["Models:Embedding:Model"] = "embed-1",
            ["Models:Embedding:Endpoint"] = endpoint,
            ["Models:Confidential:Emails"] = "true",
            ["Models:Confidential:Phones"] = "true",
            ["Models:Confidential:LocalToo"] = localToo.ToString(),
        };
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IModelClients>(model)
            .AddOutsideServices(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();

        await services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>()
            .GenerateAsync(["Write to tomas@acme.example", "or ring +49 170 1234567; the offer is 84,000"], cancellationToken: Ct);

        model.Seen.Count.ShouldBe(2);
        model.Seen[0].Contains("tomas@acme.example", StringComparison.Ordinal).ShouldBe(seesThem);
        model.Seen[1].Contains("1234567", StringComparison.Ordinal).ShouldBe(seesThem);
        model.Seen[1].ShouldContain("84,000");
    }

    private sealed class RecordingModel : IModelClients, IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<string> Seen { get; } = [];

        public IChatClient Chat(ChatModelOptions options) => throw new NotSupportedException();

        public IEmbeddingGenerator<string, Embedding<float>> Embedding(EmbeddingOptions options) => this;

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Seen.AddRange(values);
            return Task.FromResult<GeneratedEmbeddings<Embedding<float>>>([.. Seen.Select(_ => new Embedding<float>(new float[] { 1 }))]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
