using Agent.Core.Deals;

namespace Agent.Core.Changes;

/// <summary>What a team asks for before a change is made.</summary>
public enum ApprovalRule
{
    /// <summary>Somebody who may decide about the deal has to approve.</summary>
    Ask,

    /// <summary>A manager of the owner's team or an admin has to approve.</summary>
    AskManager,

    /// <summary>It is not even proposed. People can still make it themselves.</summary>
    Never,

    /// <summary>It is made at once when a user asks for it. For tasks alone, and never on what was read in a text from outside.</summary>
    AtOnce,
}

/// <summary>Which way an amount goes.</summary>
public enum AmountDirection
{
    /// <summary>It becomes known or larger.</summary>
    Up,

    /// <summary>It becomes smaller or unknown.</summary>
    Down,
}

/// <summary>An exception from asking: for a kind of change, perhaps only one direction of the amount, perhaps only one role.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Approval">What holds.</param>
/// <param name="Direction">Only this direction of the amount; null for both.</param>
/// <param name="Role">Only people of this role; null for all.</param>
public sealed record ChangeRule(ChangeKind Kind, ApprovalRule Approval, AmountDirection? Direction = null, UserRole? Role = null);

/// <summary>A team's rules of approval, and which changes are proposed without anybody asking.</summary>
public sealed record ChangePolicy
{
    /// <summary>The most rules.</summary>
    public const int MaxRules = 100;

    /// <summary>What holds while a team says nothing: everything is asked, less money and giving up are for a manager.</summary>
    public static ChangePolicy Default { get; } = new()
    {
        Rules = [new(ChangeKind.Amount, ApprovalRule.AskManager, AmountDirection.Down), new(ChangeKind.Loss, ApprovalRule.AskManager)],
    };

    /// <summary>Exceptions from <see cref="ApprovalRule.Ask"/>; of two that fit, the stricter one holds.</summary>
    public IReadOnlyList<ChangeRule> Rules { get; init; } = [];

    /// <summary>Kinds that are not proposed by themselves when a text comes in.</summary>
    public IReadOnlyList<ChangeKind> NotByItself { get; init; } = [];

    /// <summary>Which way the amount goes; null for changes of something else.</summary>
    /// <param name="change">The change, completed.</param>
    public static AmountDirection? DirectionOf(ChangeSet change)
    {
        if (change.Kind != ChangeKind.Amount)
            return null;
        var field = change.Fields.FirstOrDefault(f => f.Field == ChangeFields.Amount);
        return ChangeValues.Amount(field?.After) is { } after && (ChangeValues.Amount(field?.Before) is not { } before || after >= before) ? AmountDirection.Up : AmountDirection.Down;
    }

    /// <summary>What holds for a change.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="direction">Its <see cref="DirectionOf"/>.</param>
    /// <param name="role">The role of who decides.</param>
    public ApprovalRule For(ChangeKind kind, AmountDirection? direction, UserRole role)
    {
        var fitting = Rules.Where(r => r.Kind == kind && (r.Direction is null || r.Direction == direction) && (r.Role is null || r.Role == role)).Select(r => r.Approval).ToList();
        foreach (var strict in (ApprovalRule[])[ApprovalRule.Never, ApprovalRule.AskManager, ApprovalRule.Ask, ApprovalRule.AtOnce])
        {
            if (fitting.Contains(strict))
                return strict;
        }

        return ApprovalRule.Ask;
    }

    /// <summary>What holds for a change.</summary>
    /// <param name="change">The change, completed.</param>
    /// <param name="role">The role of who decides.</param>
    public ApprovalRule For(ChangeSet change, UserRole role) => For(change.Kind, DirectionOf(change), role);

    /// <summary>True when a change is made without asking.</summary>
    /// <param name="change">The change, completed.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="role">The role of the user whose turn it is.</param>
    public bool AppliesAtOnce(ChangeSet change, ProposalOrigin origin, UserRole role) =>
        change.Kind == ChangeKind.Task && origin is { UserId: not null, AskedFor: true, ReadOutsideText: false } && For(change, role) == ApprovalRule.AtOnce;

    /// <summary>
    /// Why a viewer may not decide about a change, in a sentence, or null when the viewer may. The viewer sees the deal.
    /// </summary>
    /// <param name="change">The change, completed.</param>
    /// <param name="viewer">Who wants to decide.</param>
    /// <param name="owner">Whose deal it is, or null for nobody's.</param>
    public string? Forbids(ChangeSet change, Viewer viewer, User? owner)
    {
        if (!viewer.MayDecideFor(owner))
            return owner is null ? "The deal is nobody's: only an admin decides about it." : $"Only {owner.Name}, a manager of the team or an admin decides about this.";
        return viewer.Role == UserRole.Rep && For(change, viewer.Role) == ApprovalRule.AskManager ? $"{Subject(change)} needs a manager." : null;
    }

    /// <summary>The rule for a change in a sentence.</summary>
    /// <param name="change">The change, completed.</param>
    /// <param name="role">The role of who looks.</param>
    public string Describe(ChangeSet change, UserRole role) => For(change, role) switch
    {
        ApprovalRule.AskManager => $"{Subject(change)} needs a manager of the owner's team or an admin.",
        ApprovalRule.Never => $"{Subject(change)} is not proposed in this team.",
        _ => "The deal's owner, a manager of the team or an admin decides.",
    };

    /// <summary>What is wrong with the rules, in a sentence, or null.</summary>
    public string? Check()
    {
        if (Rules.Count > MaxRules)
            return $"At most {MaxRules} rules.";
        if (Rules.Any(r => !Enum.IsDefined(r.Kind) || !Enum.IsDefined(r.Approval) || (r.Role is { } role && !Enum.IsDefined(role)) || (r.Direction is { } way && !Enum.IsDefined(way))) || NotByItself.Any(k => !Enum.IsDefined(k)))
            return "A rule names something that does not exist.";
        if (Rules.Any(r => r.Approval == ApprovalRule.AtOnce && r.Kind != ChangeKind.Task))
            return "Only tasks can be made at once; everything else needs a person.";
        return Rules.Any(r => r.Direction is not null && r.Kind != ChangeKind.Amount) ? "Only an amount goes up or down." : null;
    }

    private static string Subject(ChangeSet change) => change.Kind switch
    {
        ChangeKind.Stage => "A move of the stage",
        ChangeKind.Amount => DirectionOf(change) == AmountDirection.Down ? "A lower amount" : "An amount",
        ChangeKind.CloseDate => "A close date",
        ChangeKind.NextStep => "A next step",
        ChangeKind.Qualification => "A score",
        ChangeKind.ContactRole => "A role",
        ChangeKind.ContactLeft => "A contact who left",
        ChangeKind.Task => "A task",
        ChangeKind.Loss => "Giving a deal up",
        ChangeKind.Park => "A wait",
        ChangeKind.NewContact => "A new contact",
        ChangeKind.Setting => "A setting",
        _ => "A new deal",
    };
}
