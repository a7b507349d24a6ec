using System.Globalization;
using System.Net.Mail;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Changes;

/// <summary>
/// What a change may say. The same rules hold when it is proposed, so that nonsense never waits for a person, and again when it is
/// applied, since the store moves on meanwhile.
/// </summary>
public static class ChangeRules
{
    /// <summary>The largest amount that is believed, in any currency (our choice): a misread number has more digits than a deal.</summary>
    public const decimal MaxAmount = 10_000_000_000;

    /// <summary>How far ahead a day can lie, in days (our choice): ten years.</summary>
    public const int MaxDaysAhead = 3_653;

    private static readonly Dictionary<ChangeKind, (string[] Needed, string[] Optional)> Fields = new()
    {
        [ChangeKind.Stage] = ([ChangeFields.Stage], []),
        [ChangeKind.Amount] = ([], [ChangeFields.Amount]),
        [ChangeKind.CloseDate] = ([], [ChangeFields.CloseDate]),
        [ChangeKind.NextStep] = ([], [ChangeFields.NextStep, ChangeFields.NextStepDue]),
        [ChangeKind.Qualification] = ([ChangeFields.Framework, ChangeFields.Score], []),
        [ChangeKind.ContactRole] = ([], [ChangeFields.Role]),
        [ChangeKind.ContactLeft] = ([], [ChangeFields.LeftOn]),
        [ChangeKind.Task] = ([ChangeFields.Task], [ChangeFields.DueOn, ChangeFields.Owner]),
        [ChangeKind.Loss] = ([ChangeFields.LossReason], [ChangeFields.Stage]),
        [ChangeKind.Park] = ([], [ChangeFields.WaitReason, ChangeFields.WaitUntil]),
        [ChangeKind.NewContact] = ([ChangeFields.Name], [ChangeFields.Email, ChangeFields.JobTitle, ChangeFields.Role]),
        [ChangeKind.NewDeal] = ([ChangeFields.Name], [ChangeFields.Amount, ChangeFields.Currency, ChangeFields.CloseDate, ChangeFields.Stage, ChangeFields.Owner]),
    };

    /// <summary>The fields that changes of a kind can set, those that they have to set first.</summary>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<string> FieldsOf(ChangeKind kind) => [.. Fields[kind].Needed, .. Fields[kind].Optional];

    /// <summary>True when changes of a kind have to set a field.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="field">One of <see cref="ChangeFields"/>.</param>
    public static bool Needs(ChangeKind kind, string field) => Fields[kind].Needed.Contains(field);

    /// <summary>True when a change asks for what another one, completed, says: the same thing with the same values.</summary>
    /// <param name="asked">What is asked for, as it came.</param>
    /// <param name="known">A completed change.</param>
    public static bool Repeats(ChangeSet asked, ChangeSet known) =>
        asked.Kind == known.Kind && asked.DealId == known.DealId && asked.ContactId == known.ContactId
        && known.Fields.All(k => asked.Fields.Any(a => a.Field == k.Field && Tidy(a.Field, a.After) == k.After));

    /// <summary>
    /// Checks a change against what it bears on and fills in what follows from that: the values before, what people read, the deal's
    /// version. Fields that have their value already are left out.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="state">What it bears on.</param>
    /// <returns>The whole change, or why it cannot be made.</returns>
    public static (ChangeSet? Change, ChangeFault? Fault) Complete(ChangeSet change, ChangeState state)
    {
        if (CheckShape(change) is { } shape)
            return (null, shape);
        var tidy = change with
        {
            AccountId = change.AccountId ?? state.Deal?.AccountId,
            DealVersion = state.Deal?.Version ?? 0,
            Reason = change.Reason.Trim(),
            Fields = [.. change.Fields.Select(f => new ProposedField(f.Field, ChangeValues.Now(change, f.Field, state), Tidy(f.Field, f.After)))],
        };
        if (CheckSubject(tidy, state) is { } subject)
            return (null, subject);
        foreach (var field in tidy.Fields)
        {
            if (CheckValue(tidy, field, state) is { } fault)
                return (null, fault);
        }

        var (needed, _) = Fields[change.Kind];
        var moving = tidy.Fields.Where(f => f.Before != f.After || needed.Contains(f.Field)).ToList();
        if (moving.Count == 0)
            return (null, new(tidy.Fields[0].Field, "It says so already."));
        var complete = tidy with
        {
            Fields = [.. moving.Select(f => f with { BeforeShown = ChangeValues.Shown(tidy, f.Field, f.Before, state), AfterShown = ChangeValues.Shown(tidy, f.Field, f.After, state) })],
        };
        return CheckWhole(complete, state) is { } whole ? (null, whole) : (complete, null);
    }

    /// <summary>What a person made of a change: other values for some fields, others left out.</summary>
    /// <param name="change">The change as it was proposed.</param>
    /// <param name="values">New values by field; fields of the kind that the change did not set are added.</param>
    /// <param name="without">Fields to leave out.</param>
    /// <returns>The edited change, to be completed, or why it cannot be.</returns>
    public static (ChangeSet? Change, ChangeFault? Fault) Edit(ChangeSet change, IReadOnlyDictionary<string, string?> values, IReadOnlyCollection<string> without)
    {
        var known = FieldsOf(change.Kind);
        if (values.Keys.Concat(without).FirstOrDefault(f => !known.Contains(f)) is { } foreign)
            return (null, new(foreign, $"This change has no field \"{Clip(foreign)}\"."));
        var fields = change.Fields
            .Select(f => values.TryGetValue(f.Field, out var value) ? f with { After = value, AfterShown = null } : f)
            .Concat(values.Where(v => change.Fields.All(f => f.Field != v.Key)).Select(v => new ProposedField(v.Key, null, v.Value)))
            .Where(f => !without.Contains(f.Field))
            .ToList();
        return fields.Count == 0 ? (null, new(null, "Nothing is left to change.")) : (change with { Fields = fields }, null);
    }

    private static ChangeFault? CheckShape(ChangeSet change)
    {
        if (!Fields.TryGetValue(change.Kind, out var known))
            return new(null, "There is no such change.");
        var names = change.Fields.Select(f => f.Field).ToList();
        if (names.Count == 0)
            return new(null, "Nothing is left to change.");
        if (names.Distinct().Count() < names.Count)
            return new(null, "A field is set twice.");
        if (names.Find(n => !known.Needed.Contains(n) && !known.Optional.Contains(n)) is { } foreign)
            return new(foreign, $"This change has no field \"{Clip(foreign)}\".");
        if (Array.Find(known.Needed, n => string.IsNullOrWhiteSpace(change.After(n))) is { } missing)
            return new(missing, $"{ChangeValues.Label(missing)}: a value is needed.");
        if (change.Fields.FirstOrDefault(f => f.After?.Length > ChangeSet.MaxValue) is { } big)
            return new(big.Field, $"{ChangeValues.Label(big.Field)}: at most {ChangeSet.MaxValue} characters.");
        if (change.Fields.FirstOrDefault(f => HasHidden(f.After)) is { } hidden)
            return new(hidden.Field, $"{ChangeValues.Label(hidden.Field)}: there are characters in it that cannot be seen. Write it as one plain line.");
        if (string.IsNullOrWhiteSpace(change.Reason))
            return new(null, "Say why.");
        if (change.Reason.Length > ChangeSet.MaxReason || HasHidden(change.Reason.ReplaceLineEndings(" ")))
            return new(null, $"The reason can have {ChangeSet.MaxReason} plain characters.");
        if (change.Evidence.Count > ChangeSet.MaxEvidence)
            return new(null, $"At most {ChangeSet.MaxEvidence} quotes.");
        return change.Confidence is >= 0 and <= 1 ? null : new(null, "The confidence lies between 0 and 1.");
    }

    private static ChangeFault? CheckSubject(ChangeSet change, ChangeState state)
    {
        if (change.Kind == ChangeKind.NewDeal)
            return change.DealId is not null ? new(null, "A new deal has no deal to change.") : change.AccountId is not null && state.Account is null ? new(null, "There is no such account.") : null;
        if (change.Kind == ChangeKind.NewContact)
        {
            if (state.Account is null)
                return new(null, "There is no such account.");
            if (state.Deal is { } of && of.AccountId != state.Account.Id)
                return new(null, "The deal is of another account.");
            return change.DealId is not null && state.Deal is null ? new(null, "There is no such deal.")
                : change.After(ChangeFields.Role) is not null && state.Deal is null ? new(ChangeFields.Role, "A role needs a deal.") : null;
        }

        if (state.Deal is null)
            return new(null, "There is no such deal.");
        if (change.Kind is ChangeKind.ContactRole or ChangeKind.ContactLeft && state.Contact(change.ContactId) is null)
            return new(null, "The person is no contact of the deal's account.");
        return change.Kind == ChangeKind.Park && state.Deal.Status != DealStatus.Open && change.After(ChangeFields.WaitUntil) is not null
            ? new(null, "The deal is closed; it waits for nothing.")
            : null;
    }

    private static ChangeFault? CheckValue(ChangeSet change, ProposedField field, ChangeState state)
    {
        if (field.After is not { } value)
            return null;
        return field.Field switch
        {
            ChangeFields.Stage => Stage(change, value, state),
            ChangeFields.Amount => ChangeValues.Amount(value) switch
            {
                null => Wrong("an amount is a plain number, such as 84000."),
                < 0 => Wrong("an amount cannot be below 0."),
                > MaxAmount => Wrong(string.Create(CultureInfo.InvariantCulture, $"an amount above {MaxAmount:#,0} is not believable.")),
                var amount when decimal.Round(amount.Value, 2) != amount => Wrong("an amount has two decimals at most."),
                _ => null,
            },
            ChangeFields.CloseDate => state.Deal is { Status: not DealStatus.Open }
                ? Wrong("the deal is closed, and this is the day on which it was.")
                : Ahead(),
            ChangeFields.NextStepDue or ChangeFields.DueOn => Ahead(),
            ChangeFields.WaitUntil => ChangeValues.Day(value) is null ? NoDay() : null,
            ChangeFields.LeftOn => ChangeValues.Day(value) is not { } left ? NoDay()
                : left.DayNumber - state.Today.DayNumber > Snooze.MaxDays ? Wrong("the day lies too far ahead.") : null,
            ChangeFields.Role => ChangeValues.Role(value) is null ? Wrong($"there is no role \"{Clip(value)}\". Take one of {string.Join(", ", Enum.GetNames<BuyingRole>())}.") : null,
            ChangeFields.Owner => state.People.Any(u => u.Id.ToString() == value) ? null : Wrong("there is no such colleague."),
            ChangeFields.Currency => value.Length == 3 && value.All(char.IsAsciiLetterUpper) ? null : Wrong("a currency is three letters, such as EUR."),
            ChangeFields.Email => MailAddress.TryCreate(value, out var address) && address.Address == value ? null : Wrong("this is no email address."),
            _ => null,
        };

        ChangeFault Wrong(string what) => new(field.Field, $"{ChangeValues.Label(field.Field)}: {what}");

        ChangeFault NoDay() => Wrong("a day is written as yyyy-MM-dd.");

        ChangeFault? Ahead() => ChangeValues.Day(value) is not { } day ? NoDay()
            : day < state.Today ? Wrong("the day lies in the past.")
            : day.DayNumber - state.Today.DayNumber > MaxDaysAhead ? Wrong("the day lies too far ahead.")
            : null;
    }

    private static ChangeFault? Stage(ChangeSet change, string value, ChangeState state)
    {
        var stage = state.Pipeline?.Stages.FirstOrDefault(s => s.Id.ToString() == value);
        if (stage is null)
        {
            return new(ChangeFields.Stage, state.Pipelines.SelectMany(p => p.Stages).Any(s => s.Id.ToString() == value)
                ? "Stage: this stage belongs to another pipeline."
                : "Stage: there is no such stage.");
        }

        return change.Kind switch
        {
            ChangeKind.Loss when stage.Status != DealStatus.Lost => new(ChangeFields.Stage, $"Stage: {stage.Name} is no stage of lost deals."),
            ChangeKind.Stage when stage.Status == DealStatus.Lost => new(ChangeFields.Stage, "Stage: giving a deal up needs a loss reason. Close it as lost instead."),
            ChangeKind.Stage when stage.Id == state.Deal?.StageId => new(ChangeFields.Stage, $"The deal is in {stage.Name} already."),
            ChangeKind.NewDeal when stage.Status != DealStatus.Open => new(ChangeFields.Stage, "Stage: a new deal starts open."),
            _ => null,
        };
    }

    private static ChangeFault? CheckWhole(ChangeSet change, ChangeState state)
    {
        var deal = state.Deal;
        switch (change.Kind)
        {
            case ChangeKind.Stage or ChangeKind.Loss when deal!.StageEnteredOn > state.Today:
                return new(null, string.Create(CultureInfo.InvariantCulture, $"The deal entered its stage on {deal.StageEnteredOn:yyyy-MM-dd}; it cannot leave it before."));
            case ChangeKind.Loss when deal!.Status == DealStatus.Lost:
                return new(null, "The deal is lost already.");
            case ChangeKind.Loss when state.Pipeline?.Stages.Any(s => s.Status == DealStatus.Lost) != true:
                return new(null, "The pipeline has no stage for lost deals.");
            case ChangeKind.Park:
                var until = ChangeApplier.Value(change, ChangeFields.WaitUntil, ChangeValues.Raw(state.Snooze?.Until));
                var why = ChangeApplier.Value(change, ChangeFields.WaitReason, state.Snooze?.Reason);
                return until is null ? null
                    : Snooze.Check(why, ChangeValues.Day(until)!.Value, state.Today) is { } refusal ? new(string.IsNullOrWhiteSpace(why) ? ChangeFields.WaitReason : ChangeFields.WaitUntil, refusal.Reason)
                    : null;
            case ChangeKind.NextStep when ChangeApplier.Value(change, ChangeFields.NextStep, deal!.NextStep) is null && ChangeApplier.Value(change, ChangeFields.NextStepDue, ChangeValues.Raw(deal.NextStepDue)) is not null:
                return new(ChangeFields.NextStep, "Next step: a day needs a step that is due then.");
            case ChangeKind.Qualification when state.Score is null || state.Score.Id.ToString() != change.After(ChangeFields.Score) || !state.Score.Framework.Equals(change.After(ChangeFields.Framework), StringComparison.OrdinalIgnoreCase):
                return new(null, "The deal has a newer score. Look at that one.");
            case ChangeKind.Qualification when state.Score!.Status != ScoreStatus.Proposed:
                return new(null, $"This score was {(state.Score.Status == ScoreStatus.Accepted ? "accepted" : "rejected")} already.");
            case ChangeKind.Task when state.OpenTasks.Contains(change.After(ChangeFields.Task)!, StringComparer.OrdinalIgnoreCase):
                return new(ChangeFields.Task, "There is an open task of this name already.");
            case ChangeKind.NewDeal when state.OpenDeals.Contains(change.After(ChangeFields.Name)!, StringComparer.OrdinalIgnoreCase):
                return new(ChangeFields.Name, "The account has an open deal of this name already.");
            case ChangeKind.NewContact when state.Contacts.Any(c => c.AccountId == state.Account!.Id && Same(c, change)):
                return new(ChangeFields.Name, "The account has this contact already.");
            default:
                return null;
        }

        static bool Same(Contact known, ChangeSet change) =>
            known.Name.Equals(change.After(ChangeFields.Name), StringComparison.OrdinalIgnoreCase)
            || (known.Email is { } email && email.Equals(change.After(ChangeFields.Email), StringComparison.OrdinalIgnoreCase));
    }

    // One way to write each value down, so that the same value is never taken for another.
    private static string? Tidy(string field, string? after)
    {
        if (string.IsNullOrWhiteSpace(after))
            return null;
        var text = after.Trim();
        return field switch
        {
            ChangeFields.Amount => ChangeValues.Amount(text) is { } amount && decimal.Round(amount, 2) == amount ? ChangeValues.Raw(amount) : text,
            ChangeFields.Role => ChangeValues.Role(text)?.ToString() ?? text,
            ChangeFields.Email => text.ToLowerInvariant(),
            ChangeFields.Currency => text.ToUpperInvariant(),
            ChangeFields.Stage or ChangeFields.Owner or ChangeFields.Score => Guid.TryParse(text, out var id) ? id.ToString() : text,
            _ => text,
        };
    }

    // Control characters, half characters, and those that turn the direction of the text around or tag it: what a person approves has to be what is seen.
    private static bool HasHidden(string? text)
    {
        if (text is null)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if (char.ConvertToUtf32(text[i], text[++i]) is >= 0xE0000 and <= 0xE007F)
                    return true;
            }
            else if (char.IsControl(text[i]) || char.IsSurrogate(text[i]) || text[i] is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' or '\u200B' or '\uFEFF')
            {
                return true;
            }
        }

        return false;
    }

    private static string Clip(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
