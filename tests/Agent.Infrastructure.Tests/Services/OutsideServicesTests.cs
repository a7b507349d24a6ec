using Agent.Core.Retrieval;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Agent.Infrastructure.Tests.Services;

public sealed class OutsideServicesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void AddOutsideServices_NothingConfigured_AddsNone()
    {
        using var host = Build();

        host.Services.GetService<IPassageStore>().ShouldBeNull();
        host.Services.GetRequiredService<IOptions<ChatModelsOptions>>().Value.Models.ShouldBeEmpty();
        host.Services.GetService<IEmbeddingGenerator<string, Embedding<float>>>().ShouldBeNull();
    }

    [Fact]
    public void AddOutsideServices_Configured_AddsBoth()
    {
        using var host = Build(("Search:Qdrant:Url", "http://localhost:6333"), ("Models:Embedding:Provider", "ollama"), ("Models:Embedding:Model", "nomic-embed-text"));

        host.Services.GetRequiredService<IPassageStore>().ShouldBeOfType<QdrantPassageStore>();
        host.Services.GetService<IEmbeddingGenerator<string, Embedding<float>>>().ShouldNotBeNull();
    }

    [Fact]
    public void AddOutsideServices_ChatModels_AreInOrder()
    {
        using var host = Build(
            ("Models:Chat:10:Provider", "ollama"), ("Models:Chat:10:Model", "last"),
            ("Models:Chat:2:Provider", "ollama"), ("Models:Chat:2:Model", "first"));

        host.Services.GetRequiredService<IOptions<ChatModelsOptions>>().Value.Models.Select(m => (m.Section, m.Model)).ShouldBe([("Models:Chat:2", "first"), ("Models:Chat:10", "last")]);
    }

    [Theory]
    [InlineData("Models:Chat:0:Provider", "ollama", "Models:Chat:0:Model must name the model")]
    [InlineData("Models:MonthlyTokens", "-1", "MonthlyTokens")]
    [InlineData("Models:Confidential:Patterns:iban", "[A-Z", "Models:Confidential:Patterns:iban")]
    [InlineData("Prompts:Folder", "/no/such/folder", "there is no such folder")]
    [InlineData("Search:Qdrant:Url", "localhost", "Search:Qdrant:Url must be an address")]
    [InlineData("Search:Qdrant:Url", "http://key@localhost:6333", "the key belongs into Search:Qdrant:ApiKey")]
    [InlineData("Search:Qdrant:TimeoutSeconds", "0", "Search:Qdrant:TimeoutSeconds")]
    [InlineData("Search:Qdrant:Collection", "a/../b", "Search:Qdrant:Collection")]
    [InlineData("Models:Embedding:Dimensions", "0", "Models:Embedding:Dimensions")]
    [InlineData("Models:Embedding:ApiKey", "", "Models:Embedding:ApiKey")]
    public async Task Start_WrongSetting_EndsWithItsName(string setting, string value, string expected)
    {
        using var host = Build(("Search:Qdrant:Url", "http://localhost:6333"), ("Models:Embedding:Model", "text-embedding-3-small"), ("Models:Embedding:ApiKey", "key"), (setting, value));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Ct))).Message.ShouldContain(expected);
    }

    private static IHost Build(params (string Name, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.GroupBy(s => s.Name).ToDictionary(g => g.Key, g => (string?)g.Last().Value));
        builder.Services.AddOutsideServices(builder.Configuration);
        return builder.Build();
    }
}
