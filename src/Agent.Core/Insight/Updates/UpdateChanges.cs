using System.Globalization;
using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Insight.Updates;

/// <summary>Puts what was read into change sets.</summary>
/// <param name="file">The deal as it stands.</param>
internal sealed class UpdateChanges(DealFile file)
{
    private const int LongestText = 200;

    public ChangeSet Stage(Stage to, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.Stage, reason, confidence, lines, [new(ChangeFields.Stage, file.Stage.Id.ToString(), to.Id.ToString(), file.Stage.Name, to.Name)]);

    public ChangeSet? Loss(string why, string reason, double confidence, params UpdateLine[] lines) =>
        file.Pipeline.Stages.FirstOrDefault(s => s.Status == DealStatus.Lost) is { } lost
            ? Make(ChangeKind.Loss, reason, confidence, lines,
                [new(ChangeFields.Stage, file.Stage.Id.ToString(), lost.Id.ToString(), file.Stage.Name, lost.Name), new(ChangeFields.LossReason, null, why, null, why)])
            : null;

    public ChangeSet CloseDate(DateOnly to, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.CloseDate, reason, confidence, lines, [Day(ChangeFields.CloseDate, file.Deal.CloseDate, to)]);

    public ChangeSet Amount(decimal to, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.Amount, reason, confidence, lines, [new(ChangeFields.Amount, Plain(file.Deal.Amount), Plain(to), Shown(file.Deal.Amount), Shown(to))]);

    public ChangeSet NextStep(string what, DateOnly? due, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.NextStep, reason, confidence, lines,
            [new(ChangeFields.NextStep, file.Deal.NextStep, what, file.Deal.NextStep, what), Day(ChangeFields.NextStepDue, file.Deal.NextStepDue, due)]);

    public ChangeSet Task(string what, DateOnly? due, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.Task, reason, confidence, lines,
            [new(ChangeFields.Task, null, what, null, what), Day(ChangeFields.DueOn, null, due), new(ChangeFields.Owner, null, file.Owner?.Id.ToString(), null, file.Owner?.Name)]);

    public ChangeSet Park(string why, DateOnly until, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.Park, reason, confidence, lines,
            [new(ChangeFields.WaitReason, file.Snooze?.Reason, why, file.Snooze?.Reason, why), Day(ChangeFields.WaitUntil, file.Snooze?.Until, until)]);

    public ChangeSet Role(Stakeholder of, BuyingRole role, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.ContactRole, reason, confidence, lines, [new(ChangeFields.Role, of.Role?.ToString(), role.ToString(), of.Role is { } now ? Words(now) : null, Words(role))]) with { ContactId = of.Contact.Id };

    public ChangeSet Left(Contact who, DateOnly on, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.ContactLeft, reason, confidence, lines, [Day(ChangeFields.LeftOn, null, on)]) with { ContactId = who.Id };

    public ChangeSet NewContact(string name, string? email, string? title, string reason, double confidence, params UpdateLine[] lines) =>
        Make(ChangeKind.NewContact, reason, confidence, lines,
        [
            new(ChangeFields.Name, null, name, null, name),
            .. email is null ? Array.Empty<ProposedField>() : [new(ChangeFields.Email, null, email, null, email)],
            .. title is null ? Array.Empty<ProposedField>() : [new(ChangeFields.JobTitle, null, title, null, title)],
        ]);

    /// <summary>A text as a title: one line, no longer than people read in a list.</summary>
    public static string Title(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('-', '*', '•', ' ', ',', ';', '.');
        if (line.Length > LongestText)
            line = line[..line.LastIndexOf(' ', LongestText - 1)] + " …";
        return line.Length > 0 && char.IsLower(line[0]) ? char.ToUpperInvariant(line[0]) + line[1..] : line;
    }

    private ChangeSet Make(ChangeKind kind, string reason, double confidence, UpdateLine[] lines, IReadOnlyList<ProposedField> fields) => new()
    {
        Kind = kind,
        DealId = file.Deal.Id,
        AccountId = kind == ChangeKind.NewContact ? file.Deal.AccountId : null,
        DealVersion = file.Deal.Version,
        Fields = fields,
        Reason = reason,
        Confidence = confidence,
        Evidence = [.. lines.Select(l => l.Quote).Take(ChangeSet.MaxEvidence)],
    };

    private static ProposedField Day(string field, DateOnly? before, DateOnly? after) => new(field, Iso(before), Iso(after), Long(before), Long(after));

    private static string? Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static string? Long(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string? Plain(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);

    private string? Shown(decimal? amount) => amount is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {file.Deal.Currency}") : null;

    private static string Words(BuyingRole role) => role switch
    {
        BuyingRole.DecisionMaker => "Decision maker",
        BuyingRole.EconomicBuyer => "Economic buyer",
        _ => role.ToString(),
    };
}
