using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Agent.Core.Agents.Checks;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Prompts;
using Agent.Core.Retrieval;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents;

/// <summary>A question to answer, with what the program knows around it.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Question">What the user asked.</param>
/// <param name="Reader">The deal store as the asking user sees it.</param>
/// <param name="History">Earlier turns of the conversation, oldest first.</param>
/// <param name="Focus">The deal of the page the user is on, else the one the conversation was last about.</param>
public sealed record TurnRequest(TurnId TurnId, string Question, IDealReader Reader, IReadOnlyList<PastTurn> History, DealId? Focus)
{
    /// <summary>Takes the asking user's proposals in; null where none can be taken in.</summary>
    public IProposalDesk? Desk { get; init; }

    /// <summary>The conversation, or null when the question stands alone.</summary>
    public ConversationId? ConversationId { get; init; }
}

/// <summary>An earlier question with its answer.</summary>
/// <param name="Question">What the user asked.</param>
/// <param name="Answer">What the assistant answered.</param>
public sealed record PastTurn(string Question, string Answer);

/// <summary>Bounds of a turn.</summary>
public sealed record AgentOptions
{
    /// <summary>The most rounds of model and tools.</summary>
    public int MaxSteps { get; init; } = 8;

    /// <summary>The most tools that one round calls.</summary>
    public int MaxCallsPerStep { get; init; } = 8;

    /// <summary>The most tools that a turn calls.</summary>
    public int MaxCalls { get; init; } = 24;

    /// <summary>The longest that one tool call may take.</summary>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most characters of one tool result that a model is given.</summary>
    public int MaxResult { get; init; } = 12_000;

    /// <summary>The most characters of all tool results of a turn that a model is given: small models hold little more.</summary>
    public int MaxResults { get; init; } = 60_000;

    /// <summary>The most characters of an answer.</summary>
    public int MaxAnswer { get; init; } = 40_000;

    /// <summary>The most earlier turns that a model is shown.</summary>
    public int MaxHistory { get; init; } = 12;

    /// <summary>The most tokens of earlier turns that a model is shown, by estimate.</summary>
    public int MaxHistoryTokens { get; init; } = 3_000;
}

/// <summary>
/// The agent loop: asks the model, runs the tools it asks for side by side, gives it their results, until it answers.
/// The offline engine goes through this very loop.
/// </summary>
/// <param name="models">The language models or the offline engine.</param>
/// <param name="instructions">What a model is told before it answers.</param>
/// <param name="index">Finds passages.</param>
/// <param name="clock">The time.</param>
/// <param name="options">Bounds.</param>
/// <param name="onToolFailure">Told of each tool that failed, with its name; the model and the user get a short sentence only.</param>
public sealed class SalesAgent(IModelSource models, Prompt instructions, IPassageIndex index, TimeProvider clock, AgentOptions options, Action<string, Exception>? onToolFailure = null)
    : ISalesAgent
{
    private const string StepLimit = "I stopped here: the question took more steps than I am allowed.";
    private const string NoAnswer = "The model gave no answer. Ask again, or in other words.";

    // What is left of a result when the turn's room is used up: enough for a total and the first lines.
    private const int LeastResult = 600;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentEvent> RunAsync(TurnRequest request, [EnumeratorCancellation] CancellationToken ct = default)
    {
        // The loop writes, the caller reads: so a fault anywhere in the loop still ends the stream with an event.
        var events = Channel.CreateUnbounded<AgentEvent>(new() { SingleReader = true, SingleWriter = false });
        var loop = Task.Run(() => LoopAsync(request, events.Writer, ct), CancellationToken.None);
        await foreach (var item in events.Reader.ReadAllAsync(CancellationToken.None))
            yield return item;
        await loop;
    }

    private async Task LoopAsync(TurnRequest request, ChannelWriter<AgentEvent> events, CancellationToken ct)
    {
        var context = new TurnContext(request.Reader, index, clock, request.Focus) { Pending = request.Desk is { } desk ? desk.ListPendingAsync : null };
        try
        {
            events.TryWrite(new TurnStarted(request.TurnId, request.Question));
            var answer = new AnswerInProgress(events, options.MaxAnswer);
            await AnswerAsync(request, context, answer, events, ct);
            events.TryWrite(answer.BrokeOff is { } reason ? new TurnFailed(reason, Stopped: false) : Complete(request, context, answer));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            events.TryWrite(new TurnFailed("Stopped.", Stopped: true));
        }
        catch (Exception fault)
        {
            onToolFailure?.Invoke("turn", fault);
            events.TryWrite(new TurnFailed("Something went wrong while answering. The details are in the server's log.", Stopped: false));
        }
        finally
        {
            events.Complete();
        }
    }

    private TurnCompleted Complete(TurnRequest request, TurnContext context, AnswerInProgress answer)
    {
        var text = answer.Text;
        var offline = answer.Model == OfflineChatClient.ModelId;
        var hash = offline ? null : instructions.Hash;
        // The examples that the offline engine introduces itself with are its own.
        IReadOnlyList<string> ground = offline ? [.. answer.Ground, AnswerWriter.Introduction] : answer.Ground;
        var check = AnswerChecker.Check(text, new(context.Sources.All, ground, request.Question, context.Today));
        AgentMetrics.Count(check, answer.Model, hash ?? "");
        return new(text, context.Sources.CitedIn(text), answer.Model, context.Focus) { Notes = answer.Notes, Unsupported = check.Spans, PromptHash = hash };
    }

    private async Task AnswerAsync(TurnRequest request, TurnContext context, AnswerInProgress answer, ChannelWriter<AgentEvent> events, CancellationToken ct)
    {
        var model = models.For(request.Reader.Viewer);
        var functions = Toolbox.For(context).ToDictionary(f => f.Name);
        var chatOptions = new ChatOptions { Tools = [.. functions.Values], Temperature = instructions.Settings.Temperature, MaxOutputTokens = instructions.Settings.MaxTokens };
        List<ChatMessage> messages =
        [
            new(ChatRole.System, Instructions(context)),
            .. TalkHistory.Fit(request.History, options.MaxHistory, options.MaxHistoryTokens),
            new(ChatRole.User, request.Question),
        ];
        var made = 0;
        var room = options.MaxResults;
        var filer = new ProposalFiler(request, context, instructions.Hash);

        for (var step = 0; step < options.MaxSteps; step++)
        {
            var response = await AskAsync(model, messages, chatOptions, answer, ct);
            messages.AddMessages(response);
            var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            // What was proposed is a person's to decide; the model may only word it.
            if (answer.IsOver || calls.Count == 0 || chatOptions.Tools is null)
            {
                answer.End(NoAnswer);
                return;
            }

            var allowed = Math.Min(options.MaxCallsPerStep, options.MaxCalls - made);
            made += calls.Count;
            var results = await Task.WhenAll(calls.Select((call, i) => i < allowed
                ? CallAsync(call, functions, context, change => filer.FileAsync(change, answer.Model, ct), events, ct)
                : Task.FromResult(new FunctionResultContent(call.CallId, "Not called: this is more than one turn may call. Answer with what there is."))));
            messages.Add(new(ChatRole.Tool, [.. results.Select(r => Bounded(r, context, answer, ref room))]));
            if (results.Any(r => r.Result is FiledProposal))
                chatOptions.Tools = null;
        }

        answer.Add(StepLimit);
    }

    private static async Task<ChatResponse> AskAsync(IChatClient model, List<ChatMessage> messages, ChatOptions chatOptions, AnswerInProgress answer, CancellationToken ct)
    {
        var updates = new List<ChatResponseUpdate>();
        answer.BeginStep();
        await foreach (var update in model.GetStreamingResponseAsync(messages, chatOptions, ct))
        {
            updates.Add(update);
            answer.Take(update);
            if (answer.IsOver)
                break;
        }

        return updates.ToChatResponse();
    }

    private async Task<FunctionResultContent> CallAsync(
        FunctionCallContent call,
        Dictionary<string, AIFunction> functions,
        TurnContext context,
        Func<ProposedChange, Task<ToolResult>> file,
        ChannelWriter<AgentEvent> events,
        CancellationToken ct)
    {
        events.TryWrite(new ToolCalled(call.CallId, call.Name, Json(call.Arguments)));
        var (succeeded, result) = await InvokeAsync(call, functions, file, ct);
        if (context.Sources.TakeNew() is { Count: > 0 } found)
            events.TryWrite(new PassagesFound(found));
        if (result is FiledProposal filed)
            events.TryWrite(new ChangeProposed(filed.ProposalId, filed.Proposed.Change));
        events.TryWrite(new ToolReturned(call.CallId, call.Name, succeeded, (result as ToolResult)?.Summary ?? result?.ToString() ?? ""));
        return new FunctionResultContent(call.CallId, result);
    }

    private async Task<(bool Succeeded, object? Result)> InvokeAsync(
        FunctionCallContent call, Dictionary<string, AIFunction> functions, Func<ProposedChange, Task<ToolResult>> file, CancellationToken ct)
    {
        if (!functions.TryGetValue(call.Name, out var function))
            return (false, $"There is no tool named {call.Name}.");
        if (call.Exception is not null)
            return (false, $"{call.Name} was called with arguments that are no JSON object.");
        using var timeout = new CancellationTokenSource(options.ToolTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var result = await function.InvokeAsync(new(call.Arguments), both.Token);
            return (true, result is ProposedChange change ? await file(change) : result);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (false, $"{call.Name} took longer than {options.ToolTimeout.TotalSeconds:0} seconds and was stopped.");
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException or FormatException)
        {
            onToolFailure?.Invoke(call.Name, fault);
            return (false, $"{call.Name} was called with arguments it cannot read: {fault.Message}");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            onToolFailure?.Invoke(call.Name, fault);
            return (false, $"{call.Name} failed. The details are in the server's log.");
        }
    }

    private ToolReturn Bounded(FunctionResultContent result, TurnContext context, AnswerInProgress answer, ref int room)
    {
        var said = ToolText.Say(result.Result);
        answer.Ground.Add(said);
        var text = ToolText.Write(result.Result, said, context.Sources, Math.Max(LeastResult, Math.Min(options.MaxResult, room)));
        room -= text.Length;
        return new(result.CallId, result.Result, text);
    }

    // No name of a deal or a person stands here: names are written by others, and this is what a model obeys.
    private string Instructions(TurnContext context) => instructions.Render(new Dictionary<string, string>
    {
        [KnownPrompts.Today] = context.Today.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture),
        [KnownPrompts.Page] = context.Focus is null
            ? "The user is on no deal's page: a tool needs the name of the deal that it is about."
            : "The user is on the page of one deal, or has just spoken of it: \"this deal\", \"it\" and the like mean that one, and tools called without a deal's name are about it.",
    });

    private static Dictionary<string, JsonElement> Json(IDictionary<string, object?>? arguments) =>
        arguments?.ToDictionary(a => a.Key, a => JsonSerializer.SerializeToElement(a.Value, JsonSerializerOptions.Web)) ?? [];
}
