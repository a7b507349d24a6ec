using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Agent.Tests.Support;
using Microsoft.Extensions.AI;

namespace Agent.EndToEnd.Tests.Support;

/// <summary>The usual engine, save for the questions whose answer a test has scripted.</summary>
internal sealed class ScriptedModel(IChatClient usual) : IChatClient
{
    private readonly ConcurrentDictionary<string, ScriptedAnswer> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FunctionCallContent> _calls = new(StringComparer.Ordinal);

    /// <summary>An answer to this very question, said word by word as the test lets it.</summary>
    public ScriptedAnswer Script(string question, params IReadOnlyList<string> words) => _scripts[question] = new(words);

    /// <summary>Answers this very question by calling a tool, once.</summary>
    public void ScriptCall(string question, FunctionCallContent call) => _calls[question] = call;

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var talk = messages.ToList();
        if (talk.LastOrDefault(m => m.Role == ChatRole.User) is { } asked && _calls.TryRemove(asked.Text, out var call))
            return ScriptedChatClient.Saying([call]).GetStreamingResponseAsync(talk, options, cancellationToken);
        return talk.LastOrDefault(m => m.Role == ChatRole.User) is { } question && _scripts.TryGetValue(question.Text, out var script)
            ? new ScriptedChatClient((_, ct) => script.SayAsync(ct)).GetStreamingResponseAsync(talk, options, cancellationToken)
            : usual.GetStreamingResponseAsync(talk, options, cancellationToken);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => usual.GetService(serviceType, serviceKey);

    public void Dispose() => usual.Dispose();
}

/// <summary>Words that wait for leave.</summary>
internal sealed class ScriptedAnswer(IReadOnlyList<string> words)
{
    private readonly Channel<int> _leave = Channel.CreateUnbounded<int>();

    /// <summary>Lets that many more words out.</summary>
    public void Let(int count)
    {
        for (var i = 0; i < count; i++)
            _leave.Writer.TryWrite(i);
    }

    /// <summary>Lets out what is left.</summary>
    public void LetAll() => Let(words.Count);

    public async IAsyncEnumerable<AIContent> SayAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var word in words)
        {
            await _leave.Reader.ReadAsync(ct);
            yield return new TextContent(word + " ");
        }
    }
}
