using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agent.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>The settings <c>Models:Chat:{n}:*</c>: language models in the order in which they are asked; none by default.</summary>
public sealed class ChatModelsOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Models:Chat";

    /// <summary>The most models.</summary>
    public const int MaxModels = 8;

    /// <summary>The models, the first to be asked first.</summary>
    public IReadOnlyList<ChatModelOptions> Models { get; private set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Models.Count > MaxModels)
            yield return new($"{Section} may hold {MaxModels} models, not {Models.Count}.", [nameof(Models)]);
        foreach (var problem in Models.SelectMany(m => m.Problems()))
            yield return new(problem, [nameof(Models)]);
    }

    /// <summary>Takes the models from the section; each keeps the name of its own, which faults refer to.</summary>
    internal void Read(IConfigurationSection section) => Models = [.. section.GetChildren().Where(IsMeant).Select(child =>
    {
        var model = child.Get<ChatModelOptions>() ?? new();
        model.Section = child.Path;
        return model;
    })];

    // Container files pass on variables that are empty when nothing is set; that is no model with a mistake.
    private static bool IsMeant(IConfigurationSection model) =>
        !model.GetChildren().Where(c => c.Key != nameof(ChatModelOptions.Provider)).All(c => c.Value is { } value && string.IsNullOrWhiteSpace(value))
        || model.GetChildren().All(c => c.Key == nameof(ChatModelOptions.Provider));
}

/// <summary>The settings of one language model.</summary>
public sealed class ChatModelOptions
{
    private const int LongestWait = 600;

    // Where Azure OpenAI is served (https://learn.microsoft.com/azure/ai-foundry/openai/reference-preview-latest).
    private static readonly string[] AzureHosts = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com", ".openai.azure.us", ".openai.azure.cn"];

    /// <summary>Whose model it is.</summary>
    public ModelProvider Provider { get; set; }

    /// <summary>The server's address; null for OpenAI's own and for Ollama on this machine.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Name of the model, or of its deployment in Azure OpenAI.</summary>
    public string? Model { get; set; }

    /// <summary>The key; null where the server asks for none, and for Azure OpenAI to sign in by Entra ID.</summary>
    [JsonIgnore]
    public string? ApiKey { get; set; }

    /// <summary>The longest wait for the first piece of an answer, in seconds. Servers that load a model on demand need more.</summary>
    public int FirstTokenSeconds { get; set; } = 60;

    /// <summary>The longest silence between two pieces of an answer, in seconds.</summary>
    public int SilenceSeconds { get; set; } = 30;

    /// <summary>The section that these settings stand in; of a model that an admin added, its key alone.</summary>
    internal string Section { get; set; } = ChatModelsOptions.Section + ":0";

    /// <summary>True when an admin added the model at run time.</summary>
    internal bool IsOwn { get; private init; }

    /// <summary>The setting that the key is kept under.</summary>
    internal string KeySetting => IsOwn ? ModelKeys.SettingOf(Address) ?? "its address" : $"{Section}:{nameof(ApiKey)}";

    /// <summary>What the model is called in the order of models: the name of its section, as "0".</summary>
    internal string Key => Section[(Section.LastIndexOf(':') + 1)..];

    /// <summary>True when what is sent stays in the team's hands: a server on this machine, or an Ollama that whoever runs this program configured.</summary>
    internal bool IsLocal => Address.IsLoopback || (Provider == ModelProvider.Ollama && !IsOwn);

    /// <summary>Where the API is. Valid options only.</summary>
    internal Uri Address => ModelAddress.Of(Provider, Endpoint);

    /// <summary>True when the program signs in with its own identity instead of a key.</summary>
    internal bool SignsIn => Provider == ModelProvider.AzureOpenAI && string.IsNullOrWhiteSpace(ApiKey);

    /// <summary>The settings of a model that an admin added.</summary>
    /// <param name="model">The model.</param>
    /// <param name="keys">The keys of the configuration by server.</param>
    internal static ChatModelOptions Of(OwnModel model, IReadOnlyDictionary<string, string> keys)
    {
        var options = new ChatModelOptions
        {
            IsOwn = true,
            Section = model.Key,
            Provider = model.Provider,
            Endpoint = model.Endpoint,
            Model = model.Model,
            FirstTokenSeconds = model.FirstTokenSeconds,
            SilenceSeconds = model.SilenceSeconds,
        };
        if (ModelAddress.Fault(nameof(Endpoint), model.Provider, model.Endpoint) is null && ModelKeys.NameOf(options.Address) is { } name)
            options.ApiKey = keys.GetValueOrDefault(name);
        return options;
    }

    /// <summary>What is wrong with the settings, a sentence each, naming the setting and never its secret.</summary>
    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Model))
            yield return $"{Section}:Model must name the model.";
        if (!Enum.IsDefined(Provider))
            yield return $"{Section}:Provider must be one of {string.Join(", ", Enum.GetNames<ModelProvider>())}.";
        if (ModelAddress.Fault($"{Section}:Endpoint", Provider, Endpoint) is { } fault)
            yield return fault;
        else if (SignsIn && Address.Scheme != Uri.UriSchemeHttps)
            yield return $"{Section}:Endpoint must be https, since signing in by Entra ID sends a token.";
        else if (SignsIn && IsOwn && !AzureHosts.Any(h => Address.IdnHost.EndsWith(h, StringComparison.Ordinal)))
            yield return $"{Section}:Endpoint must be a host of Azure, such as name.openai.azure.com, since signing in by Entra ID sends a token.";
        if (!IsOwn && Provider == ModelProvider.OpenAI && string.IsNullOrWhiteSpace(ApiKey) && string.IsNullOrWhiteSpace(Endpoint))
            yield return $"{Section}:ApiKey must be set for {Provider}.";
        if (FirstTokenSeconds is < 1 or > LongestWait)
            yield return $"{Section}:FirstTokenSeconds must lie between 1 and {LongestWait}.";
        if (SilenceSeconds is < 1 or > LongestWait)
            yield return $"{Section}:SilenceSeconds must lie between 1 and {LongestWait}.";
    }
}
