using Agent.Core.Agents;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Agent.SemanticKernel.Runtime;

/// <summary>
/// Lets an agent of Semantic Kernel drive the talk: the tools are its plugin, the prompt its template, the model its chat client. Events, limits,
/// filing and checks are those of every runtime.
/// </summary>
/// <param name="parts">What it is made of.</param>
internal sealed class KernelAgent(AgentParts parts) : TurnAgent(parts)
{
    /// <summary>The plugin of the tools; their names in the kernel begin with it.</summary>
    public const string Plugin = "deals";

    public override AgentRuntime Runtime => AgentRuntime.SemanticKernel;

    protected override async Task DriveAsync(TurnInProgress turn, CancellationToken ct)
    {
        using var model = new TurnModel(turn);
        var client = model.AsBuilder().UseKernelFunctionInvocation().Build();
        // As the built-in loop: tools of one round run side by side.
        client.GetRequiredService<FunctionInvokingChatClient>().AllowConcurrentInvocation = true;

        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(client);
        builder.Services.AddSingleton<IAutoFunctionInvocationFilter>(new TurnFilter(turn, model, ct));
        builder.Plugins.Add(KernelPluginFactory.CreateFromFunctions(Plugin, turn.Tools.Values.Select(tool => tool.AsKernelFunction())));

        var settings = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        var agent = new ChatCompletionAgent(TurnPrompt.ConfigOf(turn.Instructions), new TurnPrompt(turn.Instructions))
        {
            Name = "assistant",
            Kernel = builder.Build(),
            Arguments = new(turn.Given.ToDictionary(value => value.Key, object? (value) => value.Value), new() { [PromptExecutionSettings.DefaultServiceId] = settings }),
        };
        var history = new ChatHistory(turn.History.Select(message => new ChatMessageContent(message.Role == ChatRole.User ? AuthorRole.User : AuthorRole.Assistant, message.Text)));
        // The text was given out when the model streamed it.
        await foreach (var _ in agent.InvokeStreamingAsync(turn.Request.Question, new ChatHistoryAgentThread(history), cancellationToken: ct))
            ct.ThrowIfCancellationRequested();
    }
}

/// <summary>Sees every call of a tool that Semantic Kernel is about to make, and has the turn make it: with its events, limits and timeouts.</summary>
/// <param name="turn">The turn.</param>
/// <param name="model">Knows what the model asked for.</param>
/// <param name="ct">Stops the turn; the filter is not given it.</param>
internal sealed class TurnFilter(TurnInProgress turn, TurnModel model, CancellationToken ct) : IAutoFunctionInvocationFilter
{
    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        var result = await turn.CallAsync(
            model.CallOf(context.ToolCallId!),
            async (_, arguments, token) => (await context.Function.InvokeAsync(context.Kernel, new KernelArguments(arguments), token)).GetValue<object>(),
            ct);
        model.Returned(context.ToolCallId!, result);
        // What the model is told of it stands in the turn's own words; see TurnModel.
        context.Result = new FunctionResult(context.Function, "");
    }
}
