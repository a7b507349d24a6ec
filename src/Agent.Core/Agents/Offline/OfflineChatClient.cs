using System.Runtime.CompilerServices;
using Agent.Core.Agents.Tools;
using Agent.Core.Retrieval;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents.Offline;

/// <summary>
/// The engine that answers without a language model, behind the same seam as one: it picks a tool from the words of the
/// question, and words what the tool returned. It says nothing that a tool did not return.
/// </summary>
/// <param name="clock">Tells what "this month" is.</param>
public sealed class OfflineChatClient(TimeProvider clock) : IChatClient
{
    // More than what is offered as a name that may have been meant: a word of a question is a little like some name or other.
    private const double AlikeEnough = 0.6;
    private const int ShortQuestion = 3;
    private const int MostNameWords = 2;

    /// <summary>What answers name as their model.</summary>
    public const string ModelId = "offline";

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            updates.Add(update);
        return updates.ToChatResponse();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var talk = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var asked = Enumerable.Range(0, talk.Count).LastOrDefault(i => talk[i].Role == ChatRole.User, -1);
        var results = talk.Skip(asked + 1).SelectMany(m => m.Contents).OfType<FunctionResultContent>().ToList();
        var id = Guid.CreateVersion7().ToString("N");

        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var change = results.Count == 0 && asked >= 0 ? ChangeRequestReader.Read(talk[asked].Text, today) : null;
        IReadOnlyList<PlannedCall> calls = change is { Calls.Count: > 1 } ? change.Calls
            : change?.Refusal is null && Next(talk, asked, results, today) is { } next ? [next]
            : [];
        var isHalf = calls.Any(c => Lacks(c, options));
        if (calls.Count > 0 && !isHalf && calls.All(c => options?.Tools?.Any(t => t.Name == c.Tool) == true))
        {
            yield return Update([.. calls.Select((c, i) => new FunctionCallContent(i == 0 ? id : $"{id}-{i}", c.Tool, c.Arguments.ToDictionary()))]);
            yield break;
        }

        var question = asked >= 0 ? talk[asked].Text : "";
        var answer = change?.Refusal ?? (isHalf ? SmallTalk.NotUnderstood(question) : results.Count > 0 ? Worded(results, question, Next(talk, asked, [], today)) : SmallTalk.Answer(question) ?? AnswerWriter.Introduction);
        foreach (var word in Words(answer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update([new TextContent(word)]);
            await Task.Yield();
        }

        ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ModelId = ModelId, MessageId = id };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // A call without what its tool cannot do without would only tell of a fault: the request was not understood.
    private static bool Lacks(PlannedCall call, ChatOptions? options) =>
        options?.Tools?.FirstOrDefault(t => t.Name == call.Tool) is AIFunction tool
        && tool.JsonSchema.TryGetProperty("required", out var required)
        && required.EnumerateArray().Any(r => call[r.GetString()!] is null);

    // The first round calls what the question asks for. When that was a guess at a name that nobody bears, the second one
    // looks for the words.
    private static PlannedCall? Next(IReadOnlyList<ChatMessage> talk, int asked, List<FunctionResultContent> results, DateOnly today)
    {
        if (asked < 0 || results.Count > 1 || (results.Count == 1 && results[0].Result is not (UnknownName or AmbiguousName { Phrase.Length: 0 })))
            return null;
        var call = QuestionReader.Read(talk[asked].Text, History(talk, asked), today);
        return results.Count == 0 ? call : call?.Otherwise;
    }

    // Several changes were asked for in one message, or a change and something else.
    private static string Worded(List<FunctionResultContent> results, string question, PlannedCall? call) =>
        Telling(results) is UnknownName unknown && call is not null && !unknown.Nearest.Any(n => Likeness.Of(unknown.Phrase, n) >= AlikeEnough) && !IsNamed(unknown.Phrase, question, call) ? SmallTalk.NotUnderstood(question)
        : results.Count > 1 && results.Exists(r => r.Result is FiledProposal or NotProposed)
        ? string.Join("\n\n", results.Select(r => AnswerWriter.Write(r.Result)))
        : AnswerWriter.Write(Telling(results));

    // A name has a capital within a sentence, or stands where only a name can, or is all that was typed; anything else was not understood.
    private static bool IsNamed(string phrase, string question, PlannedCall call)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = question.TrimStart();
        return words.Any(w => question.Contains(w, StringComparison.Ordinal) && char.IsUpper(w[0]) && !start.StartsWith(w, StringComparison.Ordinal))
            || start.Split(' ').Length <= ShortQuestion
            || (!call.IsGuess && call["filter"] is null && words.Length <= MostNameWords && !char.IsAsciiDigit(phrase[0]));
    }

    // Words that do not occur together were a name after all.
    private static object? Telling(List<FunctionResultContent> results) =>
        results.Count > 1 && results[^1].Result is SearchResult search && !search.Passages.Any(p => HasMost(p.Item.Quote, search.Query)) ? results[0].Result : results[^1].Result;

    private static bool HasMost(string quote, string query)
    {
        var said = PassagePicker.Words(quote);
        var words = PassagePicker.Words(query);
        return 3 * words.Count(w => said.Any(s => PassagePicker.SameStem(s, w))) >= 2 * words.Count;
    }

    private static List<PastTurn> History(IReadOnlyList<ChatMessage> talk, int asked)
    {
        var turns = new List<PastTurn>();
        for (var i = 0; i + 1 < asked; i++)
        {
            if (talk[i].Role == ChatRole.User && talk[i + 1].Role == ChatRole.Assistant)
                turns.Add(new(talk[i].Text, talk[i + 1].Text));
        }

        return turns;
    }

    // Pieces end after white space, so that they join to the very answer.
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) || (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1])))
                continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }

        if (start < text.Length)
            yield return text[start..];
    }
}
