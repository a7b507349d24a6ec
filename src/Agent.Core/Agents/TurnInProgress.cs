using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Agent.Core.Agents.Tools;
using Agent.Core.Prompts;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents;

/// <summary>
/// A turn while it runs, for whatever drives the talk of model and tools: it asks the model, calls the tools, bounds what they return, gives out
/// the events and keeps to the limits.
/// </summary>
public sealed class TurnInProgress
{
    private const string StepLimit = "I stopped here: the question took more steps than I am allowed.";
    private const string NoAnswer = "The model gave no answer. Ask again, or in other words.";

    // What is left of a result when the turn's room is used up: enough for a total and the first lines.
    private const int LeastResult = 600;

    private readonly AgentParts _parts;
    private readonly IChatClient _model;
    private readonly TurnContext _context;
    private readonly ChannelWriter<AgentEvent> _events;
    private readonly ProposalFiler _filer;
    private readonly AnswerInProgress _answer;
    private readonly ChatOptions _chatOptions;
    private readonly string _missing;
    private int _steps;
    private int _calls;
    private int _callsOfStep;
    private int _room;

    internal TurnInProgress(TurnRequest request, TurnContext context, AgentParts parts, AnswerInProgress answer, ChannelWriter<AgentEvent> events)
    {
        (Request, _context, _parts, _answer, _events) = (request, context, parts, answer, events);
        _model = parts.Models.For(request.Reader.Viewer);
        _filer = new(request, context, parts.Instructions.Hash);
        _room = parts.Options.MaxResults;
        Tools = Toolbox.For(context).ToDictionary(f => f.Name);
        (var history, _missing) = TalkHistory.Fit(request.History, parts.Options.MaxHistory, parts.Options.MaxHistoryTokens);
        History = [.. history];
        _chatOptions = new() { Tools = [.. Tools.Values], Temperature = parts.Instructions.Settings.Temperature, MaxOutputTokens = parts.Instructions.Settings.MaxTokens };
    }

    /// <summary>What is asked.</summary>
    public TurnRequest Request { get; }

    /// <summary>The prompt that tells a model how to answer.</summary>
    public Prompt Instructions => _parts.Instructions;

    /// <summary>The values of the gaps of <see cref="Instructions"/>.</summary>
    // No name of a deal or a person stands here: names are written by others, and this is what a model obeys.
    public IReadOnlyDictionary<string, string> Given => new Dictionary<string, string>
    {
        [KnownPrompts.Today] = _context.Today.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture),
        [KnownPrompts.Page] = ((_context.Focus is null
            ? "The user is on no deal's page: a tool needs the name of the deal that it is about."
            : "The user is on the page of one deal, or has just spoken of it: \"this deal\", \"it\" and the like mean that one, and tools called without a deal's name are about it.")
            + " " + _missing).TrimEnd(),
    };

    /// <summary>As much of the earlier turns as a model is shown.</summary>
    public IReadOnlyList<ChatMessage> History { get; }

    /// <summary>The tools by their names.</summary>
    public IReadOnlyDictionary<string, AIFunction> Tools { get; }

    /// <summary>
    /// Asks the model once more and gives out the text that it streams. What was proposed is a person's to decide, so after a proposal the model
    /// gets no tools and may only word it. An answer that is over, or took too many steps, ends without asking.
    /// </summary>
    /// <param name="messages">The talk so far.</param>
    /// <param name="ct">Stops the turn.</param>
    /// <returns>What came from the model. Calls in it are to be made; the turn is over when there are none.</returns>
    public async IAsyncEnumerable<ChatResponseUpdate> AskAsync(IReadOnlyList<ChatMessage> messages, [EnumeratorCancellation] CancellationToken ct)
    {
        if (_steps++ == _parts.Options.MaxSteps)
            _answer.Say(StepLimit);
        if (_answer.IsOver || _steps > _parts.Options.MaxSteps)
            yield break;
        _callsOfStep = 0;
        _answer.BeginStep();
        var calls = new List<AIContent>();
        ChatResponseUpdate? last = null;
        await foreach (var update in _model.GetStreamingResponseAsync(messages, _chatOptions, ct))
        {
            _answer.Take(update);
            if (_answer.IsOver)
                yield break;
            last = update;
            if (update.Contents.Any(c => c is FunctionCallContent))
            {
                calls.AddRange(update.Contents.OfType<FunctionCallContent>());
                update.Contents = [.. update.Contents.Where(c => c is not FunctionCallContent)];
            }

            yield return update;
        }

        // All at once and last: an answer that is over in the middle calls nothing.
        if (last is not null && calls.Count > 0 && _chatOptions.Tools is not null)
            yield return new(ChatRole.Assistant, calls) { MessageId = last.MessageId, ResponseId = last.ResponseId, ModelId = last.ModelId };
    }

    /// <summary>Calls a tool that the model asked for, and files what it proposes.</summary>
    /// <param name="call">What the model asked for.</param>
    /// <param name="invoke">Runs the tool.</param>
    /// <param name="ct">Stops the turn; faults of the tool become results.</param>
    public async Task<FunctionResultContent> CallAsync(FunctionCallContent call, Func<AIFunction, AIFunctionArguments, CancellationToken, ValueTask<object?>> invoke, CancellationToken ct)
    {
        // Both count, whatever the other says.
        if (Interlocked.Increment(ref _callsOfStep) > _parts.Options.MaxCallsPerStep | Interlocked.Increment(ref _calls) > _parts.Options.MaxCalls)
            return new(call.CallId, "Not called: this is more than one turn may call. Answer with what there is.");
        _events.TryWrite(new ToolCalled(call.CallId, call.Name, Json(call.Arguments)));
        var (succeeded, result) = await InvokeAsync(call, invoke, ct);
        if (_context.Sources.TakeNew() is { Count: > 0 } found)
            _events.TryWrite(new PassagesFound(found));
        if (result is FiledProposal filed)
        {
            _chatOptions.Tools = null;
            _events.TryWrite(new ChangeProposed(filed.ProposalId, filed.Proposed.Change));
        }

        _events.TryWrite(new ToolReturned(call.CallId, call.Name, succeeded, (result as ToolResult)?.Summary ?? result?.ToString() ?? ""));
        return new(call.CallId, result);
    }

    /// <summary>Makes of a result what a model is given. Results are bounded in the order of their calls: earlier ones take room from later ones.</summary>
    public ToolReturn Bound(FunctionResultContent result)
    {
        var said = ToolText.Say(result.Result);
        _answer.Ground.Add(said);
        _answer.Results.Add(result.Result);
        var text = ToolText.Write(result.Result, said, _context.Sources, Math.Max(LeastResult, Math.Min(_parts.Options.MaxResult, _room)));
        _room -= text.Length;
        return new(result.CallId, result.Result, text);
    }

    /// <summary>Nothing more will be asked.</summary>
    internal void End() => _answer.End(NoAnswer);

    private async Task<(bool Succeeded, object? Result)> InvokeAsync(
        FunctionCallContent call, Func<AIFunction, AIFunctionArguments, CancellationToken, ValueTask<object?>> invoke, CancellationToken ct)
    {
        if (!Tools.TryGetValue(call.Name, out var tool))
            return (false, $"There is no tool named {call.Name}.");
        if (call.Exception is not null)
            return (false, $"{call.Name} was called with arguments that are no JSON object.");
        using var timeout = new CancellationTokenSource(_parts.Options.ToolTimeout, _parts.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var result = await invoke(tool, new(call.Arguments), both.Token);
            return (true, result is ProposedChange change ? await _filer.FileAsync(change, call.Name, _answer.Model, ct) : result);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (false, $"{call.Name} took longer than {_parts.Options.ToolTimeout.TotalSeconds:0} seconds and was stopped.");
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException or FormatException)
        {
            _parts.OnFailure?.Invoke(call.Name, fault);
            return (false, $"{call.Name} was called with arguments it cannot read: {fault.Message}");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _parts.OnFailure?.Invoke(call.Name, fault);
            return (false, $"{call.Name} failed. The details are in the server's log.");
        }
    }

    private static Dictionary<string, JsonElement> Json(IDictionary<string, object?>? arguments) =>
        arguments?.ToDictionary(a => a.Key, a => JsonSerializer.SerializeToElement(a.Value, JsonSerializerOptions.Web)) ?? [];
}
