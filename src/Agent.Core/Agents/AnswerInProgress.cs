using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents;

/// <summary>An answer while it is streamed: each piece is an event at once, and what was given out is never taken back.</summary>
/// <param name="events">Takes the pieces.</param>
/// <param name="longest">The most characters; what comes after is cut off.</param>
internal sealed class AnswerInProgress(ChannelWriter<AgentEvent> events, int longest)
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _notes = [];
    private bool _fresh;

    /// <summary>What was given out so far.</summary>
    public string Text => _text.ToString();

    /// <summary>How the answer came about, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What the tools returned so far, as statements.</summary>
    public List<string> Ground { get; } = [];

    /// <summary>What the tools returned so far, as they returned it.</summary>
    public List<object?> Results { get; } = [];

    /// <summary>Who spoke last.</summary>
    public string Model { get; private set; } = "";

    /// <summary>Why the answer ended in the middle, for the user; null when it did not.</summary>
    public string? BrokeOff { get; private set; }

    /// <summary>True when nothing more is to be asked: it broke off, was refused, or is as long as may be.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The model is asked once more.</summary>
    public void BeginStep() => _fresh = true;

    /// <summary>Takes a piece from the model.</summary>
    public void Take(ChatResponseUpdate update)
    {
        Model = update.ModelId ?? Model;
        if (update.AdditionalProperties?.TryGetValue(IModelSource.Notes, out var said) == true && said is IEnumerable<string> notes)
            Note(notes);
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } text:
                    Add(text.Text);
                    break;
                case ErrorContent { ErrorCode: IModelSource.Refusal } refusal:
                    Say($"The model declined to answer: {refusal.Message}");
                    IsOver = true;
                    break;
                case ErrorContent error:
                    BrokeOff = error.Message;
                    IsOver = true;
                    break;
            }
        }

        if (update.FinishReason == ChatFinishReason.Length)
            Note(["The answer is cut off: it reached the longest that the model writes."]);
        else if (update.FinishReason == ChatFinishReason.ContentFilter && !IsOver)
            Note(["The model's provider held back a part of the answer."]);
    }

    /// <summary>Gives out text; after what an earlier step said it begins a paragraph.</summary>
    public void Add(string text)
    {
        if (_fresh && _text.Length > 0 && _text[^1] != '\n')
            text = "\n\n" + text;
        _fresh = false;
        if (_text.Length + text.Length > longest)
        {
            text = text[..(longest - _text.Length)];
            if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
                text = text[..^1];
            Note([FormattableString.Invariant($"The answer is cut off after {longest:#,0} characters.")]);
            IsOver = true;
        }

        if (text.Length == 0)
            return;
        _text.Append(text);
        events.TryWrite(new TextDelta(text));
    }

    /// <summary>Gives out a sentence of the program's own, which stands on nothing but the program.</summary>
    public void Say(string text)
    {
        Ground.Add(text);
        Add(text);
    }

    /// <summary>The model is done; an answer without a word gets this one.</summary>
    public void End(string otherwise)
    {
        if (!IsOver && string.IsNullOrWhiteSpace(Text))
            Say(otherwise);
    }

    private void Note(IEnumerable<string> notes) => _notes.AddRange(notes.Except(_notes).ToList());
}
