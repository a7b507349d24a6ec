using Microsoft.Extensions.AI;

namespace Agent.Core.Agents;

/// <summary>
/// The agent loop: asks the model, runs the tools it asks for side by side, gives it their results, until it answers.
/// The offline engine goes through this very loop.
/// </summary>
/// <param name="parts">What it is made of.</param>
public sealed class SalesAgent(AgentParts parts) : TurnAgent(parts)
{
    /// <inheritdoc/>
    public override AgentRuntime Runtime => AgentRuntime.BuiltIn;

    /// <inheritdoc/>
    protected override async Task DriveAsync(TurnInProgress turn, CancellationToken ct)
    {
        List<ChatMessage> messages = [new(ChatRole.System, turn.Instructions.Render(turn.Given)), .. turn.History, new(ChatRole.User, turn.Request.Question)];
        while (true)
        {
            var response = await turn.AskAsync(messages, ct).ToChatResponseAsync(ct);
            messages.AddMessages(response);
            var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (calls.Count == 0)
                return;
            var results = await Task.WhenAll(calls.Select(call => turn.CallAsync(call, (tool, arguments, token) => tool.InvokeAsync(arguments, token), ct)));
            messages.Add(new(ChatRole.Tool, [.. results.Select(turn.Bound)]));
        }
    }
}
