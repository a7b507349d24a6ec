using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents.Offline;

/// <summary>
/// The engine that answers without a language model, behind the same seam as one: it picks a tool from the words of the
/// question, and words what the tool returned. It says nothing that a tool did not return.
/// </summary>
/// <param name="clock">Tells what "this month" is.</param>
public sealed class OfflineChatClient(TimeProvider clock) : IChatClient
{
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
        var question = asked < 0 ? "" : talk[asked].Text;
        var results = talk.Skip(asked + 1).SelectMany(m => m.Contents).OfType<FunctionResultContent>().ToList();
        var id = Guid.CreateVersion7().ToString("N");

        if (results.Count == 0)
        {
            var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
            var call = QuestionReader.Read(question, History(talk, asked), today);
            if (call is not null && options?.Tools?.Any(t => t.Name == call.Tool) == true)
            {
                yield return Update([new FunctionCallContent(id, call.Tool, call.Arguments.ToDictionary())]);
                yield break;
            }
        }

        var answer = results.Count == 0 ? AnswerWriter.Introduction : string.Join("\n\n", results.Select(r => AnswerWriter.Write(r.Result)));
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
