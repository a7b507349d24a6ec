using System.Collections;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Evals;

/// <summary>A language model of the settings in the environment, as <c>Models__Chat__0__Provider</c> and so on.</summary>
internal static class ConfiguredModel
{
    private const string Prefix = "Models__Chat__";

    /// <summary>Puts a model in the place of the engine that works without one.</summary>
    /// <param name="name">Its name, as <c>Models__Chat__N__Model</c> has it.</param>
    /// <exception cref="FormatException">The environment holds no model of that name.</exception>
    public static Action<IServiceCollection> Add(string name)
    {
        var settings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(e => (Key: (string)e.Key, Value: e.Value as string))
            .Where(e => e.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .GroupBy(e => e.Key[Prefix.Length..].Split("__")[0])
            .FirstOrDefault(g => g.Any(e => e.Key.EndsWith("__Model", StringComparison.OrdinalIgnoreCase) && e.Value == name))
            ?? throw new FormatException($"No {Prefix}N__Model in the environment is {name}.");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(e => KeyValuePair.Create(e.Key.Replace("__", ":", StringComparison.Ordinal), e.Value)))
            .Build();
        return services => services
            .AddOutsideServices(configuration)
            .AddSingleton<IChatClient>(provider => provider.GetRequiredService<FallbackChatClient>());
    }
}
