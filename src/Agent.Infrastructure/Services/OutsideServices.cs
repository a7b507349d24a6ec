using Agent.Core.Retrieval;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Models.Prompts;
using Agent.Infrastructure.Search.Qdrant;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agent.Infrastructure.Services;

/// <summary>Puts services outside in the place of the embedded parts, where the configuration names them.</summary>
public static class OutsideServices
{
    /// <summary>
    /// Adds the language models of <see cref="ChatModelsOptions.Section"/>, the prompts of <see cref="PromptOptions.Section"/> and the embedding model of <see cref="EmbeddingOptions.Section"/>,
    /// and keeps passages in the Qdrant of <see cref="QdrantOptions.Section"/>; none of them when it is not configured. Wrong settings end the start of a host with their names.
    /// </summary>
    public static IServiceCollection AddOutsideServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IModelClients, OpenAIModelClients>();
        AddChatModels(services, configuration.GetSection(ChatModelsOptions.Section));
        Bind<ModelsOptions>(services, configuration, ModelsOptions.Section);
        Bind<PromptOptions>(services, configuration, PromptOptions.Section);
        services.AddSingleton<IValidateOptions<PromptOptions>, PromptOptionsCheck>();
        if (Bind<EmbeddingOptions>(services, configuration, EmbeddingOptions.Section).IsChosen)
        {
            services.AddSingleton(provider =>
            {
                var model = provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value;
                var confidential = provider.GetRequiredService<IOptions<ModelsOptions>>().Value.Confidential;
                var generator = provider.GetRequiredService<IModelClients>().Embedding(model);
                return confidential.Kinds.Count > 0 && (!model.IsLocal || confidential.LocalToo) ? new MaskingEmbeddingGenerator(generator, confidential.Kinds) : generator;
            });
        }

        if (Bind<QdrantOptions>(services, configuration, QdrantOptions.Section).IsChosen)
        {
            services.AddSingleton<IQdrant>(provider => new QdrantClient(provider.GetRequiredService<IOptions<QdrantOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
            services.Replace(ServiceDescriptor.Singleton<IPassageStore>(provider => new QdrantPassageStore(
                provider.GetRequiredService<IQdrant>(),
                provider.GetRequiredService<IOptions<QdrantOptions>>().Value.Collection,
                provider.GetRequiredService<ILogger<QdrantPassageStore>>())));
        }

        return services;
    }

    private static void AddChatModels(IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<ChatModelsOptions>().Configure(options => options.Read(section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatModelCheck>();
    }

    private static T Bind<T>(IServiceCollection services, IConfiguration configuration, string section) where T : class, new()
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return configuration.GetSection(section).Get<T>() ?? new T();
    }
}
