using Agent.Core.Agents;
using Agent.Infrastructure;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;
using Agent.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agent.SemanticKernel.Tests;

public sealed class FrameworksTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

#if !SEMANTIC_KERNEL
    [Fact]
    public void DefaultBuild_References_AreNoneOfTheOptionalPackages()
    {
        string[] optional = ["Microsoft.SemanticKernel", "Azure.AI.OpenAI", "OllamaSharp", "Qdrant.Client", "Grpc", "Google.Protobuf"];

        var names = typeof(Frameworks).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        names.ShouldNotContain("Microsoft.Extensions.AI");
        names.Where(n => optional.Any(o => n.StartsWith(o, StringComparison.Ordinal))).ShouldBeEmpty();
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(n => optional.Any(o => n.StartsWith(o, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Agent:Runtime", "SemanticKernel")]
    [InlineData("Search:Qdrant:Transport", "Grpc")]
    public void DefaultBuild_AskedForWhatItHasNot_SaysWhichBuildHasIt(string setting, string value)
    {
        using var services = Services((setting, value));

        var fault = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        fault.Failures.ShouldHaveSingleItem().ShouldBe($"{setting}={value} needs a build with -p:SemanticKernel=true.");
    }
#endif

    [Fact]
    public void Runtime_NotSet_IsThatOfTheBuild()
    {
        using var services = Services();

#if SEMANTIC_KERNEL
        services.GetRequiredService<ISalesAgent>().Runtime.ShouldBe(AgentRuntime.SemanticKernel);
#else
        services.GetRequiredService<ISalesAgent>().Runtime.ShouldBe(AgentRuntime.BuiltIn);
#endif
    }

    [Fact]
    public void Runtime_BuiltIn_IsThereInEveryBuild()
    {
        using var services = Services(("Agent:Runtime", "BuiltIn"));

        services.GetRequiredService<IStartupValidator>().Validate();
        services.GetRequiredService<ISalesAgent>().ShouldBeOfType<SalesAgent>();
    }

    [Fact]
    public void Transport_NotSet_IsRest()
    {
        using var services = Services(("Search:Qdrant:Url", "http://localhost:6333"));

        services.GetRequiredService<IQdrant>().ShouldBeOfType<QdrantClient>();
    }

    private ServiceProvider Services(params IEnumerable<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, string? (s) => s.Value)).Build();
        return new ServiceCollection().AddLogging().AddAgent(Workspace.Open(_folder.Path)).AddOutsideServices(configuration).AddFrameworks(configuration).BuildServiceProvider();
    }
}
