using Agent.Core.Agents;
using Agent.Infrastructure.Search.Qdrant;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.SemanticKernel;

/// <summary>The setting <c>Agent:Runtime</c>.</summary>
public sealed class RuntimeOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Agent";

    /// <summary>What drives the talk of model and tools; null for Semantic Kernel in a build that has it, else the built-in loop.</summary>
    public AgentRuntime? Runtime { get; set; }
}

/// <summary>Puts Semantic Kernel and the vendors' clients in the place of the product's own, in a build that has them.</summary>
public static partial class Frameworks
{
    private const string Needs = "needs a build with -p:SemanticKernel=true.";

    /// <summary>Adds what this build has, to be called last. Settings that ask for what it has not end the start of a host with their names.</summary>
    public static IServiceCollection AddFrameworks(this IServiceCollection services, IConfiguration configuration)
    {
        var added = false;
        Add(services, configuration, ref added);
        services.AddOptions<RuntimeOptions>().Bind(configuration.GetSection(RuntimeOptions.Section))
            .Validate(o => added || o.Runtime is not AgentRuntime.SemanticKernel, $"{RuntimeOptions.Section}:{nameof(RuntimeOptions.Runtime)}={AgentRuntime.SemanticKernel} {Needs}")
            .ValidateOnStart();
        services.AddOptions<QdrantOptions>()
            .Validate(o => added || o.Transport is not QdrantTransport.Grpc, $"{QdrantOptions.Section}:{nameof(QdrantOptions.Transport)}={QdrantTransport.Grpc} {Needs}")
            .ValidateOnStart();
        return services;
    }

    static partial void Add(IServiceCollection services, IConfiguration configuration, ref bool added);
}
