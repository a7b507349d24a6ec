using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure;

/// <summary>Puts the parts together; the server, the command line and the evals all start from here.</summary>
public static class ServiceRegistration
{
    /// <summary>Adds the deal store, the index, the offline engine and the agent on a workspace.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services, Workspace workspace)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(workspace);
        services.AddPooledDbContextFactory<WorkspaceDbContext>(workspace.Configure);
        services.AddSingleton<DealReaderFactory>();
        services.AddSingleton<ViewerStore>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<DealDecisions>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangePolicyStore>();
        services.AddSingleton<ProposalDeskFactory>();
        services.AddSingleton<ProposalDecisions>();
        services.AddSingleton<ProposalReader>();
        services.AddSingleton<ProposalSweep>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<MaterialStore>();
        services.AddSingleton<InsightKeeper>();
        services.AddSingleton<IPassageStore, SqlitePassageStore>();
        services.AddSingleton(provider => new PassageEmbedder(provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>()));
        services.AddSingleton<IndexKeeper>();
        services.AddSingleton<IPassageIndex, PassageFinder>();
        services.TryAddSingleton<IChatClient, OfflineChatClient>();
        services.AddSingleton(new AgentOptions());
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<SalesAgent>();
            return new SalesAgent(
                provider.GetRequiredService<IChatClient>(),
                provider.GetRequiredService<IPassageIndex>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<AgentOptions>(),
                (tool, fault) => log.LogError(fault, "{Tool} failed", tool));
        });
        return services;
    }
}
