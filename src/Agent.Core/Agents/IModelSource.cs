using Agent.Core.Deals;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents;

/// <summary>Gives a turn its model: which one answers, for whom, and within which budget, is decided behind this.</summary>
public interface IModelSource
{
    /// <summary>
    /// The key in <see cref="ChatResponseUpdate.AdditionalProperties"/> under which a client says how an answer came about, for example that a
    /// model was passed over: an <see cref="IReadOnlyList{T}"/> of sentences for the user.
    /// </summary>
    const string Notes = "notes";

    /// <summary>The <see cref="ErrorContent.ErrorCode"/> of a refusal; its message is what the model said.</summary>
    const string Refusal = "refusal";

    /// <summary>The <see cref="ErrorContent.ErrorCode"/> of an answer that broke off after a part of it was given out; its message is for the user.</summary>
    const string BrokeOff = "brokeOff";

    /// <summary>A client for one turn. It is cheap, holds nothing open between requests, and need not be disposed of.</summary>
    /// <param name="viewer">Who asks.</param>
    IChatClient For(Viewer viewer);
}

/// <summary>The same model for everybody.</summary>
/// <param name="client">The model.</param>
public sealed class OneModel(IChatClient client) : IModelSource
{
    /// <inheritdoc/>
    public IChatClient For(Viewer viewer) => client;
}
