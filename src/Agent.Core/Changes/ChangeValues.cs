using System.Globalization;
using Agent.Core.Agents;
using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>Values of fields: how they are written down, what they are now, and how people read them.</summary>
public static class ChangeValues
{
    /// <summary>A day as yyyy-MM-dd, or null when it is none.</summary>
    /// <param name="text">The value, raw.</param>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day, raw.</summary>
    /// <param name="day">The day.</param>
    public static string? Raw(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An amount, raw: no separators, no needless zeros.</summary>
    /// <param name="amount">The amount.</param>
    public static string? Raw(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A plain number, or null when it is none.</summary>
    /// <param name="text">The value, raw.</param>
    public static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>A part in the deal by its name, case-insensitive, or null when there is none of that name.</summary>
    /// <param name="text">The value, raw.</param>
    public static BuyingRole? Role(string? text)
    {
        // By name alone: the parser of enums would take numbers too.
        var at = Array.FindIndex(Enum.GetNames<BuyingRole>(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : Enum.GetValues<BuyingRole>()[at];
    }

    /// <summary>The value that a field has now, raw; null when it has none or what the change makes is new.</summary>
    /// <param name="change">The change that sets the field.</param>
    /// <param name="field">One of <see cref="ChangeFields"/>.</param>
    /// <param name="state">What the change bears on.</param>
    public static string? Now(ChangeSet change, string field, ChangeState state)
    {
        if (state.Deal is not { } deal)
            return null;
        return (change.Kind, field) switch
        {
            (ChangeKind.Stage or ChangeKind.Loss, ChangeFields.Stage) => deal.StageId.ToString(),
            (ChangeKind.Stage or ChangeKind.Loss, ChangeFields.StageEnteredOn) => Raw(deal.StageEnteredOn),
            (ChangeKind.Stage or ChangeKind.Loss, ChangeFields.LossReason) => deal.LossReason,
            (ChangeKind.Stage or ChangeKind.Loss or ChangeKind.CloseDate, ChangeFields.CloseDate) => Raw(deal.CloseDate),
            (ChangeKind.Amount, ChangeFields.Amount) => Raw(deal.Amount),
            (ChangeKind.NextStep, ChangeFields.NextStep) => deal.NextStep,
            (ChangeKind.NextStep, ChangeFields.NextStepDue) => Raw(deal.NextStepDue),
            (ChangeKind.ContactRole, ChangeFields.Role) => deal.Roles.FirstOrDefault(r => r.ContactId == change.ContactId)?.Role.ToString(),
            (ChangeKind.ContactLeft, ChangeFields.LeftOn) => Raw(state.Contact(change.ContactId)?.LeftOn),
            (ChangeKind.Park, ChangeFields.WaitUntil) => Raw(state.Snooze?.Until),
            (ChangeKind.Park, ChangeFields.WaitReason) => state.Snooze?.Reason,
            (ChangeKind.Qualification, ChangeFields.Score) => state.Score is { Status: Insight.Qualification.ScoreStatus.Accepted } score ? score.Id.ToString() : null,
            _ => null,
        };
    }

    /// <summary>A value as people read it; null for none.</summary>
    /// <param name="change">The change that sets the field.</param>
    /// <param name="field">One of <see cref="ChangeFields"/>.</param>
    /// <param name="raw">The value, raw.</param>
    /// <param name="state">What the change bears on.</param>
    public static string? Shown(ChangeSet change, string field, string? raw, ChangeState state) => raw is null ? null : field switch
    {
        ChangeFields.Stage => state.Pipelines.SelectMany(p => p.Stages).FirstOrDefault(s => s.Id.ToString() == raw)?.Name ?? "another stage",
        ChangeFields.Amount => Wording.Money(Amount(raw), state.Deal?.Currency ?? change.After(ChangeFields.Currency)),
        ChangeFields.CloseDate or ChangeFields.NextStepDue or ChangeFields.LeftOn or ChangeFields.DueOn or ChangeFields.WaitUntil or ChangeFields.StageEnteredOn =>
            Day(raw) is { } day ? Wording.Day(day, state.Today) : raw,
        ChangeFields.Role => Role(raw) is { } role ? Wording.Role(role) : raw,
        ChangeFields.Owner => state.People.FirstOrDefault(u => u.Id.ToString() == raw)?.Name ?? "somebody else",
        ChangeFields.Score => state.Score is { } score && score.Id.ToString() == raw
            ? string.Create(CultureInfo.InvariantCulture, $"{score.Score} of 100, {score.Known} % known")
            : "an earlier score",
        _ => raw,
    };

    /// <summary>What a field is called.</summary>
    /// <param name="field">One of <see cref="ChangeFields"/>.</param>
    public static string Label(string field) => field switch
    {
        ChangeFields.Stage => "Stage",
        ChangeFields.LossReason => "Loss reason",
        ChangeFields.Amount => "Amount",
        ChangeFields.Currency => "Currency",
        ChangeFields.CloseDate => "Close date",
        ChangeFields.NextStep => "Next step",
        ChangeFields.NextStepDue => "Next step due",
        ChangeFields.Role => "Role",
        ChangeFields.LeftOn => "Left on",
        ChangeFields.Task => "Task",
        ChangeFields.DueOn => "Due",
        ChangeFields.Owner => "Owner",
        ChangeFields.WaitReason => "Waits because",
        ChangeFields.WaitUntil => "Waits until",
        ChangeFields.Name => "Name",
        ChangeFields.Email => "Email",
        ChangeFields.JobTitle => "Job title",
        ChangeFields.Framework => "Framework",
        ChangeFields.Score => "Score",
        ChangeFields.StageEnteredOn => "In the stage since",
        _ => field,
    };

    /// <summary>What a change does, in a line: "Move to Proposal".</summary>
    /// <param name="change">The change, completed.</param>
    /// <param name="contact">Name of the contact that it is about, or null.</param>
    public static string Title(ChangeSet change, string? contact)
    {
        return change.Kind switch
        {
            ChangeKind.Stage => $"Move to {Shown(ChangeFields.Stage)}",
            ChangeKind.Amount => After(ChangeFields.Amount) is null ? "Clear the amount" : $"Set the amount to {Shown(ChangeFields.Amount)}",
            ChangeKind.CloseDate => After(ChangeFields.CloseDate) is null ? "Clear the close date" : $"Move the close date to {Shown(ChangeFields.CloseDate)}",
            ChangeKind.NextStep => change.Fields.All(f => f.After is null) ? "Clear the next step"
                : After(ChangeFields.NextStep) is { } step ? $"Next step: {step}" : $"Next step due {Shown(ChangeFields.NextStepDue)}",
            ChangeKind.Qualification => $"Accept the {After(ChangeFields.Framework)} score: {Shown(ChangeFields.Score)}",
            ChangeKind.ContactRole => After(ChangeFields.Role) is null ? $"{contact ?? "The contact"} has no role any more" : $"{contact ?? "The contact"} is the {Shown(ChangeFields.Role)}",
            ChangeKind.ContactLeft => After(ChangeFields.LeftOn) is null ? $"{contact ?? "The contact"} is still there" : $"{contact ?? "The contact"} left on {Shown(ChangeFields.LeftOn)}",
            ChangeKind.Task => $"Task: {After(ChangeFields.Task)}",
            ChangeKind.Loss => $"Close as lost: {After(ChangeFields.LossReason)}",
            ChangeKind.Park => After(ChangeFields.WaitUntil) is null ? "End the wait" : $"Wait until {Shown(ChangeFields.WaitUntil)}",
            ChangeKind.NewContact => $"New contact: {After(ChangeFields.Name)}",
            _ => $"New deal: {After(ChangeFields.Name)}",
        };

        string? After(string field) => change.After(field);

        string? Shown(string field) => change.Fields.FirstOrDefault(f => f.Field == field)?.AfterShown ?? change.After(field);
    }
}
