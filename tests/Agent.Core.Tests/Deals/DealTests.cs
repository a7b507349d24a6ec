using Agent.Core.Deals;

namespace Agent.Core.Tests.Deals;

public sealed class DealTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private readonly Pipeline _pipeline = Pipeline.CreateDefault();

    [Fact]
    public void RecordPastStage_DealThatWentBack_KeepsTheDaysInOrder()
    {
        var deal = Start("Qualification", Day.AddDays(30));

        deal.RecordPastStage(Stage("Discovery"), Day);
        deal.RecordPastStage(Stage("Qualification"), Day.AddDays(10));
        deal.RecordPastStage(Stage("Demo"), Day.AddDays(20));

        deal.StageHistory.ShouldBe(
        [
            new(Stage("Discovery").Id, Day),
            new(Stage("Qualification").Id, Day.AddDays(10)),
            new(Stage("Demo").Id, Day.AddDays(20)),
            new(Stage("Qualification").Id, Day.AddDays(30)),
        ]);
    }

    [Fact]
    public void RecordPastStage_AnyOrder_KeepsTheCurrentStageLast()
    {
        var deal = Start("Demo", Day);

        deal.RecordPastStage(Stage("Qualification"), Day);
        deal.RecordPastStage(Stage("Discovery"), Day.AddDays(-5));

        deal.StageHistory.Select(e => e.StageId).ShouldBe([Stage("Discovery").Id, Stage("Qualification").Id, Stage("Demo").Id]);
    }

    [Fact]
    public void MoveTo_Won_ClosesAndCountsTheCycle()
    {
        var deal = Start("Negotiation", Day.AddDays(10));

        deal.MoveTo(Stage("Won"), Day.AddDays(40)).ShouldBeNull();

        (deal.Status, deal.CloseDate, deal.CycleDays, deal.Version).ShouldBe((DealStatus.Won, Day.AddDays(40), 40, 2));
    }

    [Theory]
    [InlineData("Demo", 5, null, "already")]
    [InlineData("Proposal", -5, null, "cannot leave")]
    [InlineData("Lost", 5, " ", "loss reason")]
    public void MoveTo_NotAllowed_SaysWhyAndChangesNothing(string stage, int day, string? reason, string expected)
    {
        var deal = Start("Demo", Day);

        deal.MoveTo(Stage(stage), Day.AddDays(day), reason).ShouldNotBeNull().Reason.ShouldContain(expected);

        (deal.StageId, deal.Version, deal.StageHistory.Count).ShouldBe((Stage("Demo").Id, 1, 1));
    }

    [Fact]
    public void Changes_OfAmountAndCloseDate_AreRememberedOnlyWhenTheyChangeSomething()
    {
        var deal = Start("Demo", Day);

        deal.ChangeAmount(10.50m, Day);
        deal.ChangeAmount(10.50m, Day.AddDays(1));
        deal.MoveCloseDate(Day.AddDays(9), Day);
        deal.MoveCloseDate(null, Day.AddDays(2));

        deal.Changes.ShouldBe(
        [
            new(FieldChange.Amount, null, "10.50", Day),
            new(FieldChange.CloseDate, null, "2026-03-10", Day),
            new(FieldChange.CloseDate, "2026-03-10", null, Day.AddDays(2)),
        ]);
        deal.Version.ShouldBe(4);
    }

    private Deal Start(string stage, DateOnly entered) => Deal.Start("Deal", _pipeline, Stage(stage), Day, entered);

    private Stage Stage(string name) => _pipeline.Stages.First(s => s.Name == name);
}
