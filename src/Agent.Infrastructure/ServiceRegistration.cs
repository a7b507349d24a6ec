using Agent.Core.Agents;
using Agent.Core.Prompts;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Models.Prompts;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Search;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agent.Infrastructure;

/// <summary>Puts the parts together; the server, the command line and the evals all start from here.</summary>
public static class ServiceRegistration
{
    /// <summary>Adds the deal store, the index, the models with the offline engine behind them, and the agent on a workspace.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services, Workspace workspace)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions();
        services.AddSingleton(workspace);
        services.AddPooledDbContextFactory<WorkspaceDbContext>(workspace.Configure);
        services.AddSingleton<DealReaderFactory>();
        services.AddSingleton<ViewerStore>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<FeedbackStore>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<PipelineStore>();
        services.AddSingleton<PriceBookStore>();
        services.AddSingleton<DealDecisions>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangePolicyStore>();
        services.AddSingleton<ProposalDeskFactory>();
        services.AddSingleton<ProposalDecisions>();
        services.AddSingleton<ProposalReader>();
        services.AddSingleton<ProposalSweep>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ImportFeed>();
        services.AddSingleton<DealFileStore>();
        services.AddSingleton<MaterialStore>();
        services.AddSingleton<InsightKeeper>();
        services.AddSingleton<UpdateKeeper>();
        services.AddSingleton<IPassageStore, SqlitePassageStore>();
        services.AddSingleton(provider => new PassageEmbedder(provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>()));
        services.AddSingleton<IndexKeeper>();
        services.AddSingleton<IPassageIndex, PassageFinder>();
        services.AddSingleton<UsageStore>();
        services.TryAddSingleton<IModelClients, OpenAIModelClients>();
        services.AddSingleton<ChatModels>();
        // A host that brings a model of its own, such as a test, answers with that one.
        services.TryAddSingleton<IModelSource>(provider => provider.GetService<IChatClient>() is { } own ? new OneModel(own) : provider.GetRequiredService<ChatModels>());
        services.AddSingleton(provider => PromptLibrary.Load(provider.GetRequiredService<IOptions<PromptOptions>>().Value.Folder));
        services.AddSingleton(new AgentOptions());
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<ISalesAgent>();
            return new AgentParts(
                provider.GetRequiredService<IModelSource>(),
                provider.GetRequiredService<PromptLibrary>()[KnownPrompts.Answer],
                provider.GetRequiredService<IPassageIndex>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<AgentOptions>(),
                (tool, fault) => log.LogError(fault, "{Tool} failed", tool));
        });
        services.AddSingleton<ISalesAgent, SalesAgent>();
        return services;
    }
}
