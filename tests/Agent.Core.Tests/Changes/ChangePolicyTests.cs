using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Changes;

public sealed class ChangePolicyTests
{
    private static readonly TeamId Team = TeamId.New();
    private static readonly User Owner = new() { Name = "Olga", TeamId = Team };

    [Theory]
    [InlineData(ChangeKind.Amount, "100", "90", ApprovalRule.AskManager)]
    [InlineData(ChangeKind.Amount, "100", null, ApprovalRule.AskManager)]
    [InlineData(ChangeKind.Amount, "100", "110", ApprovalRule.Ask)]
    [InlineData(ChangeKind.Amount, null, "1", ApprovalRule.Ask)]
    [InlineData(ChangeKind.Loss, null, "Price", ApprovalRule.AskManager)]
    [InlineData(ChangeKind.Stage, "a", "b", ApprovalRule.Ask)]
    public void Default_ForAChange_WantsAManagerWhereMoneyOrDealIsLost(ChangeKind kind, string? before, string? after, ApprovalRule expected) =>
        ChangePolicy.Default.For(Change(kind, before, after), UserRole.Rep).ShouldBe(expected);

    [Fact]
    public void For_RulesThatDisagree_TheStricterHolds()
    {
        var policy = new ChangePolicy { Rules = [new(ChangeKind.Task, ApprovalRule.AtOnce), new(ChangeKind.Task, ApprovalRule.Ask, Role: UserRole.Rep), new(ChangeKind.Task, ApprovalRule.Never, Role: UserRole.Manager)] };

        policy.For(ChangeKind.Task, null, UserRole.Admin).ShouldBe(ApprovalRule.AtOnce);
        policy.For(ChangeKind.Task, null, UserRole.Rep).ShouldBe(ApprovalRule.Ask);
        policy.For(ChangeKind.Task, null, UserRole.Manager).ShouldBe(ApprovalRule.Never);
    }

    [Fact]
    public void Check_AtOnceForAnythingButTasks_IsRefused()
    {
        foreach (var kind in Enum.GetValues<ChangeKind>())
            (new ChangePolicy { Rules = [new(kind, ApprovalRule.AtOnce)] }.Check() is null).ShouldBe(kind == ChangeKind.Task, kind.ToString());
        new ChangePolicy { Rules = [new(ChangeKind.Stage, ApprovalRule.Ask, AmountDirection.Up)] }.Check().ShouldNotBeNull();
        ChangePolicy.Default.Check().ShouldBeNull();
    }

    [Theory]
    [InlineData(ChangeKind.Task, true, false, true)]
    [InlineData(ChangeKind.Task, true, true, false)]
    [InlineData(ChangeKind.Task, false, false, false)]
    [InlineData(ChangeKind.NextStep, true, false, false)]
    public void AppliesAtOnce_OutsideTextOrNobodyAskingOrAnotherKind_DoesNot(ChangeKind kind, bool asked, bool outside, bool expected)
    {
        var policy = new ChangePolicy { Rules = [new(kind, ApprovalRule.AtOnce)] };

        policy.AppliesAtOnce(Change(kind, null, "x"), new() { Model = "test", UserId = asked ? UserId.New() : null, AskedFor = asked, ReadOutsideText = outside }, UserRole.Rep).ShouldBe(expected);
    }

    [Fact]
    public void Forbids_ManagersChange_LetsTheTeamsManagerAndTheAdminOnly()
    {
        var loss = Change(ChangeKind.Loss, null, "Price");

        ChangePolicy.Default.Forbids(loss, new(Owner.Id, "Olga", UserRole.Rep, [Team]), Owner)!.ShouldContain("needs a manager");
        ChangePolicy.Default.Forbids(loss, new(UserId.New(), "Max", UserRole.Manager, [Team]), Owner).ShouldBeNull();
        ChangePolicy.Default.Forbids(loss, new(UserId.New(), "Mia", UserRole.Manager, [TeamId.New()]), Owner)!.ShouldContain("Olga");
        ChangePolicy.Default.Forbids(loss, new(UserId.New(), "Ada", UserRole.Admin, []), null).ShouldBeNull();
    }

    private static ChangeSet Change(ChangeKind kind, string? before, string? after) => new()
    {
        Kind = kind,
        DealId = DealId.New(),
        Fields = [new(kind == ChangeKind.Amount ? ChangeFields.Amount : ChangeFields.LossReason, before, after)],
        Reason = "Because.",
    };
}
