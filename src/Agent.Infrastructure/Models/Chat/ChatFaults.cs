using System.Text.Json;
using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>Words what went wrong with a language model.</summary>
internal sealed class ChatFaults(ChatModelOptions options)
    : ModelFaults("The language model", options.Section, options.KeySetting, options.Provider, options.Address, options.Model!, options.ApiKey)
{
    public override ServiceFaultException Misread(Exception? fault) =>
        new($"{Named} answered something else than a chat: is it a chat model, and is {Section}:Endpoint the address of an OpenAI-compatible API?", fault)
        { IsOtherApi = true };

    public ServiceFaultException Garbled(Exception fault) =>
        new($"{Named} sent a piece of its answer that cannot be read.", fault) { IsTransient = true };

    public ServiceFaultException BrokeOff(Exception? fault = null) =>
        new($"{Named} closed the connection before its answer was complete.", fault) { IsTransient = true };

    public ServiceFaultException TooLong(int longest) =>
        new($"{Named} wrote more than {longest:#,0} characters and was stopped.");

    public ServiceFaultException NotBegun(Exception fault) => new(
        $"{Named} did not begin to answer within {options.FirstTokenSeconds} seconds. If it is only slow, raise {Section}:FirstTokenSeconds.", fault)
    { IsTransient = true };

    public ServiceFaultException Silent() => new(
        $"{Named} fell silent for {options.SilenceSeconds} seconds in the middle of its answer. If it is only slow, raise {Section}:SilenceSeconds.", new TimeoutException())
    { IsTransient = true };

    public ServiceFaultException Failed(JsonElement error) =>
        new($"{Named} stopped with an error: {Words(error) ?? "it gave no reason"}") { IsTransient = true };
}
