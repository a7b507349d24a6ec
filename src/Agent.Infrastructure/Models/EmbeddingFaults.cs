using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Models;

/// <summary>Words what went wrong with the embedding model.</summary>
internal sealed class EmbeddingFaults(EmbeddingOptions options)
    : ModelFaults("The embedding model", EmbeddingOptions.Section, $"{EmbeddingOptions.Section}:ApiKey", options.Provider, options.Address, options.Model!, options.ApiKey)
{
    public ServiceFaultException Late(Exception fault) =>
        new($"{Named} did not answer within {options.TimeoutSeconds} seconds. If it is only slow, raise {Section}:TimeoutSeconds.", fault) { IsTransient = true };

    public override ServiceFaultException Misread(Exception? fault) =>
        new($"{Named} answered something else than one vector for each text: is it an embedding model, and is {Section}:Endpoint the address of an OpenAI-compatible API?", fault)
        { IsOtherApi = true };

    public ServiceFaultException WrongSize(int given, int wanted) =>
        new($"{Named} makes vectors of {given} numbers where {wanted} are set: correct {Section}:Dimensions, or leave it out.");
}
