using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models;

/// <summary>
/// Makes the clients that ask models of the settings. Their failures are <see cref="ServiceFaultException"/>s; a chat client asks once, and is
/// timed and repeated by its caller.
/// </summary>
public interface IModelClients
{
    /// <summary>A client for a language model.</summary>
    /// <param name="options">The model; valid options only.</param>
    IChatClient Chat(ChatModelOptions options);

    /// <summary>A client for an embedding model.</summary>
    /// <param name="options">The model; valid options only.</param>
    IEmbeddingGenerator<string, Embedding<float>> Embedding(EmbeddingOptions options);
}

/// <summary>All providers by OpenAI's REST API.</summary>
/// <param name="clock">Times calls.</param>
internal sealed class OpenAIModelClients(TimeProvider clock) : IModelClients
{
    /// <inheritdoc/>
    public IChatClient Chat(ChatModelOptions options) => new OpenAIChatClient(options, clock);

    /// <inheritdoc/>
    public IEmbeddingGenerator<string, Embedding<float>> Embedding(EmbeddingOptions options) => new SteadyEmbeddingGenerator(new OpenAIEmbeddingGenerator(options), options, clock);
}
