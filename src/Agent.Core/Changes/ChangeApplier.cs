using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>Makes a change true in the domain's objects, through their named methods, and takes it back again.</summary>
public static class ChangeApplier
{
    /// <summary>Applies a change.</summary>
    /// <param name="change">A change that <see cref="ChangeRules.Complete"/> gave back for this state.</param>
    /// <param name="state">What it bears on; changed by it.</param>
    /// <param name="by">Who approved it.</param>
    /// <param name="at">When.</param>
    /// <returns>What else is to be written, or why it cannot be applied. Nothing is changed then.</returns>
    public static (ChangeEffect? Effect, ChangeFault? Fault) Apply(ChangeSet change, ChangeState state, UserId by, DateTimeOffset at)
    {
        var deal = state.Deal;
        var effect = new ChangeEffect(change.Fields);
        switch (change.Kind)
        {
            case ChangeKind.Stage or ChangeKind.Loss:
                return Move(change, state);
            case ChangeKind.Amount:
                deal!.ChangeAmount(ChangeValues.Amount(change.After(ChangeFields.Amount)), state.Today);
                return (effect, null);
            case ChangeKind.CloseDate:
                deal!.MoveCloseDate(ChangeValues.Day(change.After(ChangeFields.CloseDate)), state.Today);
                return (effect, null);
            case ChangeKind.NextStep:
                deal!.PlanNextStep(Value(change, ChangeFields.NextStep, deal.NextStep), ChangeValues.Day(Value(change, ChangeFields.NextStepDue, ChangeValues.Raw(deal.NextStepDue))));
                return (effect, null);
            case ChangeKind.Qualification:
                return state.Score!.Decide(accept: true, by, at, null) is { } refusal ? (null, new(null, refusal.Reason)) : (effect, null);
            case ChangeKind.ContactRole:
                SetRole(deal!, change.ContactId!.Value, ChangeValues.Role(change.After(ChangeFields.Role)));
                return (effect, null);
            case ChangeKind.ContactLeft:
                state.Contact(change.ContactId)!.LeftOn = ChangeValues.Day(change.After(ChangeFields.LeftOn));
                return (effect, null);
            case ChangeKind.Task:
                var owner = change.After(ChangeFields.Owner) is { } named ? UserId.Parse(named, null) : deal!.OwnerId;
                return (effect with { Created = new SalesTask { DealId = deal!.Id, OwnerId = owner, Title = change.After(ChangeFields.Task)!, DueOn = ChangeValues.Day(change.After(ChangeFields.DueOn)), CreatedAt = at } }, null);
            case ChangeKind.Park:
                var until = ChangeValues.Day(Value(change, ChangeFields.WaitUntil, ChangeValues.Raw(state.Snooze?.Until)));
                return (effect with { SetsSnooze = true, Snooze = until is { } day ? new(Value(change, ChangeFields.WaitReason, state.Snooze?.Reason)!, day) : null }, null);
            case ChangeKind.NewContact:
                var contact = new Contact { AccountId = state.Account!.Id, Name = change.After(ChangeFields.Name)!, Email = change.After(ChangeFields.Email), Title = change.After(ChangeFields.JobTitle) };
                if (ChangeValues.Role(change.After(ChangeFields.Role)) is { } part)
                    deal!.SetRole(contact.Id, part);
                return (effect with { Created = contact }, null);
            case ChangeKind.NewDeal:
                return (effect with { Created = Start(change, state, by) }, null);
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "There is no such change.");
        }
    }

    /// <summary>Takes an applied change back. Whoever calls has made sure that nothing moved on since.</summary>
    /// <param name="change">The change that was applied.</param>
    /// <param name="applied">The fields that moved then, as <see cref="ChangeEffect.Fields"/> said.</param>
    /// <param name="state">What it bears on; changed by it.</param>
    /// <returns>What else is to be written, or why it cannot be taken back.</returns>
    public static (ChangeEffect? Effect, ChangeFault? Fault) TakeBack(ChangeSet change, IReadOnlyList<ProposedField> applied, ChangeState state)
    {
        var deal = state.Deal;
        var effect = new ChangeEffect([.. applied.Select(f => new ProposedField(f.Field, f.After, f.Before, f.AfterShown, f.BeforeShown))]);
        switch (change.Kind)
        {
            case ChangeKind.Stage or ChangeKind.Loss:
                if (state.Pipeline?.Stages.FirstOrDefault(s => s.Id.ToString() == Before(ChangeFields.Stage)) is not { } stage)
                    return (null, new(null, "The stage that the deal came from is gone."));
                deal!.TakeBackMove(stage, ChangeValues.Day(Before(ChangeFields.StageEnteredOn)), ChangeValues.Day(Before(ChangeFields.CloseDate)), Before(ChangeFields.LossReason));
                return (effect, null);
            case ChangeKind.Amount:
                deal!.TakeBackAmount(ChangeValues.Amount(Before(ChangeFields.Amount)));
                return (effect, null);
            case ChangeKind.CloseDate:
                deal!.TakeBackCloseDate(ChangeValues.Day(Before(ChangeFields.CloseDate)));
                return (effect, null);
            case ChangeKind.NextStep:
                deal!.PlanNextStep(
                    Moved(ChangeFields.NextStep) ? Before(ChangeFields.NextStep) : deal.NextStep,
                    Moved(ChangeFields.NextStepDue) ? ChangeValues.Day(Before(ChangeFields.NextStepDue)) : deal.NextStepDue);
                return (effect, null);
            case ChangeKind.Qualification:
                return state.Score is null ? (null, new(null, "The deal has a newer score."))
                    : state.Score.Reopen() is { } refusal ? (null, new(null, refusal.Reason))
                    : (effect, null);
            case ChangeKind.ContactRole:
                SetRole(deal!, change.ContactId!.Value, ChangeValues.Role(Before(ChangeFields.Role)));
                return (effect, null);
            case ChangeKind.ContactLeft:
                if (state.Contact(change.ContactId) is not { } contact)
                    return (null, new(null, "The person is no contact of the deal's account any more."));
                contact.LeftOn = ChangeValues.Day(Before(ChangeFields.LeftOn));
                return (effect, null);
            case ChangeKind.Park:
                var until = Moved(ChangeFields.WaitUntil) ? ChangeValues.Day(Before(ChangeFields.WaitUntil)) : state.Snooze?.Until;
                var reason = Moved(ChangeFields.WaitReason) ? Before(ChangeFields.WaitReason) : state.Snooze?.Reason;
                return (effect with { SetsSnooze = true, Snooze = until is { } day && reason is not null ? new(reason, day) : null }, null);
            default:
                return Remove(change, effect, state);
        }

        bool Moved(string field) => applied.Any(f => f.Field == field);

        string? Before(string field) => applied.FirstOrDefault(f => f.Field == field)?.Before;
    }

    /// <summary>The value that a field has once the change is made: what the change sets, else what there is.</summary>
    internal static string? Value(ChangeSet change, string field, string? now) => change.Fields.Any(f => f.Field == field) ? change.After(field) : now;

    private static (ChangeEffect? Effect, ChangeFault? Fault) Move(ChangeSet change, ChangeState state)
    {
        var deal = state.Deal!;
        string[] along = [ChangeFields.Stage, ChangeFields.StageEnteredOn, ChangeFields.CloseDate, ChangeFields.LossReason];
        var before = along.ToDictionary(f => f, f => ChangeValues.Now(change, f, state));
        var stage = change.After(ChangeFields.Stage) is { } id
            ? state.Pipeline!.Stages.First(s => s.Id.ToString() == id)
            : state.Pipeline!.Stages.First(s => s.Status == DealStatus.Lost);
        if (deal.MoveTo(stage, state.Today, change.After(ChangeFields.LossReason)) is { } refusal)
            return (null, new(null, refusal.Reason));
        // The day and the close date go along with the stage, also where they happen to stay the same: an undo needs them.
        return (new([.. along.Select(f => (Field: f, Before: before[f], After: ChangeValues.Now(change, f, state)))
            .Where(f => f.Before != f.After || f.Field is ChangeFields.StageEnteredOn or ChangeFields.CloseDate)
            .Select(f => new ProposedField(f.Field, f.Before, f.After, ChangeValues.Shown(change, f.Field, f.Before, state), ChangeValues.Shown(change, f.Field, f.After, state)))]), null);
    }

    private static void SetRole(Deal deal, ContactId contact, BuyingRole? role)
    {
        if (role is { } part)
            deal.SetRole(contact, part);
        else
            deal.RemoveRole(contact);
    }

    private static Deal Start(ChangeSet change, ChangeState state, UserId by)
    {
        var pipeline = state.Pipelines[0];
        var stage = change.After(ChangeFields.Stage) is { } id ? pipeline.Stages.First(s => s.Id.ToString() == id) : pipeline.Stages.First(s => s.Status == DealStatus.Open);
        var deal = Deal.Start(
            change.After(ChangeFields.Name)!,
            pipeline,
            stage,
            state.Today,
            state.Today,
            ChangeValues.Amount(change.After(ChangeFields.Amount)),
            change.After(ChangeFields.Currency) ?? "USD",
            ChangeValues.Day(change.After(ChangeFields.CloseDate)));
        deal.AccountId = state.Account?.Id;
        deal.OwnerId = change.After(ChangeFields.Owner) is { } owner ? UserId.Parse(owner, null) : by;
        return deal;
    }

    // What a change made goes again as long as nobody built on it.
    private static (ChangeEffect? Effect, ChangeFault? Fault) Remove(ChangeSet change, ChangeEffect effect, ChangeState state)
    {
        var untouched = state.Created switch
        {
            SalesTask task => task.DoneAt is null && task.Title == change.After(ChangeFields.Task) && ChangeValues.Raw(task.DueOn) == change.After(ChangeFields.DueOn),
            Contact contact => contact.Name == change.After(ChangeFields.Name) && contact.Email == change.After(ChangeFields.Email) && contact.LeftOn is null,
            Deal deal => deal.Version == 1,
            _ => false,
        };
        if (!untouched || state.CreatedInUse)
            return (null, new(null, state.Created is null ? "It is gone already." : "Somebody has worked on it since. Change it there instead."));
        if (state.Created is Contact { Id: var id })
            state.Deal?.RemoveRole(id);
        return (effect with { Removed = state.Created }, null);
    }
}
