using System.Runtime.CompilerServices;
using Agent.Infrastructure.Services;
using Microsoft.Extensions.AI;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>A model that did not answer, so that the next one was asked.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Why">The fault with what mends it, for whoever runs the program.</param>
public sealed record PassedOverModel(string Model, string Why);

/// <summary>
/// The configured language models behind one client: the first that answers is heard. A model is timed, tried again, and left alone for a
/// while when it keeps failing; then the next one is asked. Text that was given out is never given out again.
/// </summary>
public sealed class FallbackChatClient : IChatClient
{
    /// <summary>
    /// The key in <see cref="ChatResponseUpdate.AdditionalProperties"/> of an answer's first update, and so of its first message, under which
    /// stand the models that were passed over: an <see cref="IReadOnlyList{T}"/> of <see cref="PassedOverModel"/>. Absent when the first model
    /// answered.
    /// </summary>
    public const string PassedOver = "passedOver";

    private readonly IReadOnlyList<ChatModel> _models;
    private readonly Action<ServiceFaultException>? _onFault;

    /// <summary>A client over models in order.</summary>
    /// <param name="options">The models; valid options only.</param>
    /// <param name="clock">Measures timeouts and waits.</param>
    /// <param name="onFault">Told of each model that was given up.</param>
    public FallbackChatClient(IEnumerable<ChatModelOptions> options, TimeProvider clock, Action<ServiceFaultException>? onFault = null)
        : this([.. options.Select(o => new ChatModel(o, new OpenAIChatClient(o, clock), clock))], onFault)
    {
    }

    internal FallbackChatClient(IReadOnlyList<ChatModel> models, Action<ServiceFaultException>? onFault = null) => (_models, _onFault) = (models, onFault);

    /// <inheritdoc/>
    /// <exception cref="ServiceFaultException">No model answered, or the answer broke off.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ServiceFaultException">No model answered, or the answer broke off.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var faults = new List<(string Model, ServiceFaultException Fault)>();
        await using var stream = await OpenAsync(messages as IReadOnlyList<ChatMessage> ?? [.. messages], options, faults, cancellationToken);
        var first = true;
        await foreach (var update in stream.ReadAsync())
        {
            if (first && faults.Count > 0)
                (update.AdditionalProperties ??= [])[PassedOver] = faults.ConvertAll(f => new PassedOverModel(f.Model, f.Fault.Message));
            first = false;
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _models)
            model.Dispose();
    }

    private async Task<ChatModelStream> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, List<(string Model, ServiceFaultException Fault)> faults, CancellationToken ct)
    {
        foreach (var model in _models)
        {
            try
            {
                return await model.OpenAsync(messages, options, ct);
            }
            catch (ServiceFaultException fault)
            {
                faults.Add((model.Name, fault));
                _onFault?.Invoke(fault);
            }
        }

        throw faults.Count == 1
            ? faults[0].Fault
            : new ServiceFaultException($"No language model answered. {string.Join(' ', faults.Select(f => f.Fault.Message))}", faults.LastOrDefault().Fault) { IsTransient = faults.Exists(f => f.Fault.IsTransient) };
    }
}
