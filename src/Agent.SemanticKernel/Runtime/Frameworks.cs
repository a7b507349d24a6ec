using Agent.Core.Agents;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Search.Qdrant;
using Agent.SemanticKernel.Runtime;
using Agent.SemanticKernel.Models;
using Agent.SemanticKernel.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Agent.SemanticKernel;

public static partial class Frameworks
{
    static partial void Add(IServiceCollection services, IConfiguration configuration, ref bool added)
    {
        added = true;
        services.Replace(ServiceDescriptor.Singleton<IModelClients, VendorModelClients>());
        services.Replace(ServiceDescriptor.Singleton<ISalesAgent>(provider =>
            provider.GetRequiredService<IOptions<RuntimeOptions>>().Value.Runtime is AgentRuntime.BuiltIn
                ? new SalesAgent(provider.GetRequiredService<AgentParts>())
                : new KernelAgent(provider.GetRequiredService<AgentParts>())));
        if (configuration.GetSection(QdrantOptions.Section).Get<QdrantOptions>() is { IsChosen: true, Transport: QdrantTransport.Grpc })
        {
            services.Replace(ServiceDescriptor.Singleton<IQdrant>(provider =>
                new GrpcQdrant(provider.GetRequiredService<IOptions<QdrantOptions>>().Value, provider.GetRequiredService<TimeProvider>())));
        }
    }
}
