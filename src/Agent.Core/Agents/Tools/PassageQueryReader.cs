using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>A search as somebody typed it.</summary>
/// <param name="Text">Words, phrases in quotation marks, or a sentence such as "what did their CFO say about pricing last month".</param>
/// <param name="Deal">Name or id of a deal, or null.</param>
/// <param name="Account">Name of an account, or null.</param>
/// <param name="Person">Whose words: a name or a title, or null.</param>
/// <param name="Kind">Only texts of this kind, or null.</param>
/// <param name="Since">First day, or null.</param>
/// <param name="Until">Last day, or null.</param>
/// <param name="Owner">Name of the user whose deals are meant, "me", or null.</param>
/// <param name="Take">How many passages.</param>
public sealed record SearchRequest(
    string Text,
    string? Deal = null,
    string? Account = null,
    string? Person = null,
    PassageKind? Kind = null,
    DateOnly? Since = null,
    DateOnly? Until = null,
    string? Owner = null,
    int Take = 10);

/// <summary>A name in a search that nobody bears, or that several do.</summary>
/// <param name="Field">Where it stood.</param>
/// <param name="Reason">What is wrong with it, in a sentence.</param>
public sealed record SearchProblem(string Field, string Reason);

/// <summary>
/// Turns a search into a query: names into ids, and what a sentence says about person, deal, kind, time and owner into filters. What was given
/// explicitly stands; a name read from a sentence that fits nothing is a word like any other.
/// </summary>
/// <param name="context">Who asks, and when.</param>
public sealed class PassageQueryReader(TurnContext context)
{
    private readonly DealResolver _resolver = new(context);

    /// <summary>Reads a search.</summary>
    /// <returns>The query, or what is wrong with a name that was given explicitly.</returns>
    public async Task<(PassageQuery? Query, SearchProblem? Problem)> ReadAsync(SearchRequest request, CancellationToken ct)
    {
        var sentence = SearchSentence.Read(request.Text, context.Today);
        var text = sentence.Query;
        DealId? deal = null;
        AccountId? account = null;
        if (request.Deal is { Length: > 0 } dealName)
        {
            if ((await _resolver.ResolveAsync(dealName, ct)).File is not { } file)
                return (null, new("deal", $"There is no single deal \"{dealName}\"."));
            deal = file.Deal.Id;
        }

        if (request.Account is { Length: > 0 } accountName)
        {
            if ((await _resolver.FindAccountAsync(accountName, ct))?.AccountId is not { } named)
                return (null, new("account", $"There is no single account \"{accountName}\"."));
            account = named;
        }

        if (sentence.Deal is { } said)
        {
            var named = deal is null && account is null ? (await _resolver.FindAccountAsync(said, ct))?.AccountId : null;
            if (named is null)
                text = $"{text} {said}";
            account ??= named;
        }

        var speaker = sentence.Speaker;
        if (sentence is { IsSpeakerGuessed: true, Speaker: { } guess } && !await IsPersonAsync(guess, ct))
            (speaker, text) = (null, $"{guess} {text}");

        UserId? owner = null;
        if (request.Owner is { Length: > 0 } ownerName)
        {
            owner = await OwnerAsync(ownerName, ct);
            if (owner is null)
                return (null, new("owner", $"There is no single colleague \"{ownerName}\"."));
        }

        var whose = owner;
        if (owner is null && sentence.Owner is { } colleague && (whose = await OwnerAsync(colleague, ct)) is null)
            text = $"{colleague} {text}";

        var given = new PassageQuery(
            request.Text,
            request.Deal is null ? null : deal,
            request.Account is null ? null : account,
            request.Person,
            request.Kind,
            StartOf(request.Since),
            StartOf(request.Until?.AddDays(1)),
            request.Take)
        { OwnerId = owner };
        var read = given with
        {
            Text = text,
            DealId = deal,
            AccountId = account,
            Speaker = request.Person ?? speaker,
            Kind = request.Kind ?? sentence.Kind,
            From = StartOf(request.Since ?? sentence.Since),
            To = StartOf((request.Until ?? sentence.Until)?.AddDays(1)),
            OwnerId = whose,
        };
        if (!sentence.Narrows)
            return (read, null);
        // What the same person said at another time is nearer to the question than what others said at that time.
        var anytime = sentence.Since is null && sentence.Until is null ? null : read with { From = given.From, To = given.To, Wider = given };
        var onlyTime = anytime is not null && read with { From = given.From, To = given.To } == given with { Text = text };
        return (read with { Wider = onlyTime ? given : anytime ?? given }, null);
    }

    private async Task<bool> IsPersonAsync(string name, CancellationToken ct)
    {
        var words = TextAnalyzer.NameWords(name);
        return (await context.Reader.GetUsersAsync(ct)).Any(u => words.All(TextAnalyzer.NameWords(u.Name).Contains))
            || (await context.Reader.FindContactsAsync([.. words], null, ct)).Count > 0;
    }

    private async Task<UserId?> OwnerAsync(string name, CancellationToken ct)
    {
        if (name.Equals("me", StringComparison.OrdinalIgnoreCase))
            return context.Reader.Viewer.UserId;
        var words = TextAnalyzer.NameWords(name);
        var users = await context.Reader.GetUsersAsync(ct);
        var fitting = users.Where(u => u.Id.ToString() == name || (words.Count > 0 && words.All(TextAnalyzer.NameWords(u.Name).Contains))).ToList();
        return fitting.Count == 1 ? fitting[0].Id : null;
    }

    private static DateTimeOffset? StartOf(DateOnly? day) => day is { } d ? new(d.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
}
