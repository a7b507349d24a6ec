using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>What all proposing tools need: the deal, the quotes, the wording of values.</summary>
/// <param name="context">The turn.</param>
internal sealed class ChangeDrafter(TurnContext context)
{
    // What is expected to close later than this is a slip of the keys.
    private const int MaxYearsAhead = 5;

    private readonly DealResolver _resolver = new(context);

    public DealResolver Resolver => _resolver;

    /// <summary>Works out a change of an existing deal.</summary>
    /// <param name="deal">Name of the deal.</param>
    /// <param name="why">The reason that was given, or null.</param>
    /// <param name="sources">Labels of the sources that the reason stands on.</param>
    /// <param name="draft">Gives the change without reason and evidence, or why there is none.</param>
    /// <param name="ct">Cancels the queries.</param>
    public async Task<ToolResult> OnDealAsync(
        string? deal, string? why, string[]? sources, Func<DealFile, string, Task<ToolResult>> draft, CancellationToken ct)
    {
        var (file, question) = await _resolver.ResolveAsync(deal, ct);
        if (file is null)
            return question!;
        var label = context.Sources.CiteDeal(file.Deal.Id, file.Deal.Name);
        var result = await draft(file, label);
        return result is ProposedChange drafted ? await JustifyAsync(drafted, why, sources, ct) : result;
    }

    /// <summary>Gives a change its reason and the quotes that it stands on.</summary>
    public async Task<ToolResult> JustifyAsync(ProposedChange drafted, string? why, string[]? sources, CancellationToken ct)
    {
        var reason = string.IsNullOrWhiteSpace(why) ? $"{context.Reader.Viewer.Name} asked for it." : why.Trim();
        if (reason.Length > ChangeSet.MaxReason)
            return new NotProposed($"The reason can have {ChangeSet.MaxReason} characters.");
        if (drafted.Change.Fields.FirstOrDefault(f => f.After?.Length > ChangeSet.MaxValue) is { } tooLong)
            return new NotProposed($"\"{tooLong.After![..30]}…\" is too long: {ChangeSet.MaxValue} characters at most.");
        return drafted with { Change = drafted.Change with { Reason = reason, Evidence = await QuotesAsync(sources ?? [], ct) } };
    }

    public static ProposedChange Change(DealFile file, string label, ChangeKind kind, params ProposedField?[] fields) => new(
        new() { Kind = kind, DealId = file.Deal.Id, AccountId = file.Deal.AccountId, DealVersion = file.Deal.Version, Fields = [.. fields.OfType<ProposedField>()], Reason = "" },
        file.Deal.Name,
        null,
        label);

    public static NotProposed? RefuseClosed(DealFile file, string label) => file.Deal.Status == DealStatus.Open
        ? null
        : new NotProposed($"{file.Deal.Name} is {(file.Deal.Status == DealStatus.Won ? "won" : "lost")} already; only an open deal can change like that.", label);

    /// <summary>Why a day is none that something is planned for, or null.</summary>
    public NotProposed? RefuseDay(DateOnly day, string what) =>
        day < context.Today ? new($"{what} cannot lie in the past: {Wording.Day(day, context.Today)} was {Wording.Distance(day, context.Today)}.")
        : day > context.Today.AddYears(MaxYearsAhead) ? new($"{what} cannot be more than {MaxYearsAhead} years away.")
        : null;

    public ProposedField Day(string field, DateOnly? before, DateOnly? after) => new(field, Iso(before), Iso(after), Shown(before), Shown(after));

    public static ProposedField Text(string field, string? before, string? after) => new(field, before, after, before, after);

    public static ProposedField Amount(decimal? before, decimal? after, string currency) => new(
        ChangeFields.Amount, Plain(before), Plain(after), before is null ? null : Wording.Money(before, currency), after is null ? null : Wording.Money(after, currency));

    /// <summary>The contacts of a deal whose names hold all words of a phrase.</summary>
    public static IReadOnlyList<Stakeholder> PeopleOf(DealFile file, string phrase)
    {
        var words = PassagePicker.Words(phrase);
        return words.Count == 0 ? [] : [.. file.Stakeholders.Where(s => words.All(w => PassagePicker.Words(s.Contact.Name).Contains(w)))];
    }

    private string? Shown(DateOnly? day) => day is { } known ? Wording.Day(known, context.Today) : null;

    private static string? Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string? Plain(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);

    // Only words that the source still holds at their place are evidence.
    private async Task<IReadOnlyList<Evidence>> QuotesAsync(IReadOnlyList<string> labels, CancellationToken ct)
    {
        var quotes = new List<Evidence>();
        foreach (var label in labels.Distinct().Take(ChangeSet.MaxEvidence))
        {
            if (context.Sources.Find(label) is not { ActivityId: { } id, Start: { } start, Quote: { } quote } source || await context.Reader.GetActivityAsync(id, ct) is not { } activity)
                continue;
            if (Evidence.Restore(id, activity.Body, start, start + quote.Length, quote, source.Speaker, SideOf(activity, source.Speaker), activity.At) is { } evidence)
                quotes.Add(evidence);
        }

        return quotes;
    }

    private static Side SideOf(Activity activity, string? speaker) =>
        speaker is not null && activity.Participants.FirstOrDefault(p => p.Name.Contains(speaker, StringComparison.OrdinalIgnoreCase) || speaker.Equals(p.Email, StringComparison.OrdinalIgnoreCase)) is { } who
            ? who.UserId is not null ? Side.Seller : who.ContactId is not null && !speaker.Contains('@') ? Side.Buyer : Side.Unknown
            : activity.Direction switch
            {
                Direction.Inbound => Side.Buyer,
                Direction.Outbound or Direction.Internal => Side.Seller,
                _ => Side.Unknown,
            };
}
