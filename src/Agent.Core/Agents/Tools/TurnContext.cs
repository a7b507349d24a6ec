using System.Text.RegularExpressions;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Content;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>What the tools of one turn share.</summary>
/// <param name="reader">The deal store as the asking user sees it.</param>
/// <param name="index">Finds passages.</param>
/// <param name="clock">The time.</param>
/// <param name="focus">The deal that "this deal" means at the start.</param>
public sealed class TurnContext(IDealReader reader, IPassageIndex index, TimeProvider clock, DealId? focus)
{
    /// <summary>The deal store as the asking user sees it.</summary>
    public IDealReader Reader { get; } = reader;

    /// <summary>Finds passages.</summary>
    public IPassageIndex Index { get; } = index;

    /// <summary>What the answer may cite.</summary>
    public TurnSources Sources { get; } = new();

    /// <summary>The deal that the turn is about; a tool that resolves a name sets it.</summary>
    public DealId? Focus { get; set; } = focus;

    /// <summary>Lists what waits for a person, of one deal or of all, with the most rows; null where no proposals are kept.</summary>
    public Func<DealId?, int, CancellationToken, Task<Page<Proposal>>>? Pending { get; init; }

    /// <summary>What the reading of texts goes by in place of the workspace's settings, or null.</summary>
    public InsightSettings? Settings { get; init; }

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day, in the server's time zone: that is what "today" means to the people who work beside it.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>
    /// True when a tool of this turn brought text that did not arise in the team: an email, a call, a meeting, a document, material, an imported
    /// note, or a note that others' words were pasted into. What is proposed after it may have been put there by somebody else.
    /// </summary>
    public async Task<bool> ReadOutsideTextAsync(CancellationToken ct)
    {
        if (Sources.HasOutsideText)
            return true;
        foreach (var note in Sources.Notes)
        {
            if (await Reader.GetActivityAsync(note, ct) is not { ExternalId: null } typed || ActivityReader.HoldsWordsOfOthers(typed.Body))
                return true;
        }

        return false;
    }
}

/// <summary>Numbers the sources that tools found in a turn. Tools run side by side, so all of it is locked.</summary>
public sealed partial class TurnSources
{
    private readonly Lock _lock = new();
    private readonly List<Source> _all = [];
    private readonly HashSet<ActivityId> _notes = [];
    private int _told;

    /// <summary>True when one of the sources is a text that others took part in, or a document or material.</summary>
    public bool HasOutsideText { get; private set; }

    /// <summary>The notes among the sources.</summary>
    public IReadOnlyList<ActivityId> Notes
    {
        get
        {
            lock (_lock)
                return [.. _notes];
        }
    }

    /// <summary>All sources, in the order of their labels.</summary>
    public IReadOnlyList<Source> All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    /// <summary>The source with a label, or null.</summary>
    public Source? Find(string label)
    {
        lock (_lock)
            return _all.Find(s => s.Label == label.Trim(' ', '[', ']'));
    }

    /// <summary>Adds the record of a deal.</summary>
    /// <returns>The label to cite it by; the same deal gets the same label.</returns>
    public string CiteDeal(DealId deal, string name) => Add(new("", $"Deal record: {name}", deal, null, null, null, null, null));

    /// <summary>Adds an activity as a whole.</summary>
    /// <returns>The label to cite it by.</returns>
    public string CiteActivity(ActivityHead activity) =>
        Add(new("", Title(activity.Kind.ToString(), activity.Subject), activity.DealId, activity.Id, activity.At, null, null, null));

    /// <summary>Adds a passage.</summary>
    /// <returns>The label to cite it by.</returns>
    public string CitePassage(Passage passage) =>
        Add(new("", Title(passage.Kind.ToString(), passage.Subject), passage.DealId, passage.ActivityId, passage.At, passage.Start, passage.Quote, passage.Speaker, passage.MaterialId));

    /// <summary>Adds the passage of offered material.</summary>
    /// <returns>The label to cite it by.</returns>
    public string CiteMaterial(ContentOffer offer) => Add(new("", offer.Name, null, null, null, offer.Start, offer.Quote, null, offer.MaterialId));

    /// <summary>Adds words of an activity.</summary>
    /// <returns>The label to cite them by; null when the activity no longer holds them word for word.</returns>
    public string? CiteQuote(Activity activity, Evidence quote) => quote.IsIn(activity.Body)
        ? Add(new("", Title(activity.Kind.ToString(), activity.Subject), activity.DealId, activity.Id, quote.At, quote.Start, quote.Quote, quote.Speaker))
        : null;

    /// <summary>Adds quotes from a deal's texts.</summary>
    /// <returns>The labels to cite them by. What its source no longer holds word for word gets none.</returns>
    public IReadOnlyDictionary<Evidence, string> Cite(DealTexts texts, IEnumerable<Evidence> quotes)
    {
        var heads = texts.File.Activities.ToDictionary(a => a.Id);
        var sources = texts.Texts.ToDictionary(t => t.Id, t => t.Text);
        var labels = new Dictionary<Evidence, string>();
        foreach (var quote in quotes)
        {
            if (labels.ContainsKey(quote) || !sources.TryGetValue(quote.ActivityId, out var text) || !quote.IsIn(text))
                continue;
            var title = heads.TryGetValue(quote.ActivityId, out var head) ? Title(head.Kind.ToString(), head.Subject) : "Activity";
            labels[quote] = Add(new("", title, texts.File.Deal.Id, quote.ActivityId, quote.At, quote.Start, quote.Quote, quote.Speaker));
        }

        return labels;
    }

    /// <summary>The sources that a text cites, in the order of their labels.</summary>
    public IReadOnlyList<Source> CitedIn(string text)
    {
        var labels = Citation().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        lock (_lock)
            return [.. _all.Where(s => labels.Contains(s.Label))];
    }

    /// <summary>The sources added since the last call.</summary>
    internal IReadOnlyList<Source> TakeNew()
    {
        lock (_lock)
        {
            var fresh = _all[_told..];
            _told = _all.Count;
            return fresh;
        }
    }

    private string Add(Source source)
    {
        lock (_lock)
        {
            var known = _all.Find(s => s with { Label = "" } == source);
            if (known is not null)
                return known.Label;
            var label = (_all.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _all.Add(source with { Label = label });
            if (source.ActivityId is { } activity && source.Title.StartsWith(nameof(ActivityKind.Note), StringComparison.Ordinal))
                _notes.Add(activity);
            else
                HasOutsideText |= (source.ActivityId is not null || source.MaterialId is not null);
            return label;
        }
    }

    private static string Title(string kind, string subject) => subject.Length == 0 ? kind : $"{kind}: {subject}";

    [GeneratedRegex(@"\[(\d{1,4})\]")]
    private static partial Regex Citation();
}
