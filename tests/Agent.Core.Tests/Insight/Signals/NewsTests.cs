using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using static Agent.Core.Insight.Health.TextSignalKind;
using static Agent.Core.Tests.Insight.Signals.DealTalk;

namespace Agent.Core.Tests.Insight.Signals;

public sealed class NewsTests
{
    [Theory]
    [InlineData("layoffs", "Layoffs were announced on Monday, everybody is on edge.")]
    [InlineData("layoffs", "They laid off a third of the warehouse team last week.")]
    [InlineData("layoffs", "We had to let 90 people go.")]
    [InlineData("hiring freeze", "There is a hiring freeze until summer.")]
    [InlineData("budget cut", "All budgets are frozen until further notice.")]
    [InlineData("budget cut", "My budget has been cut by half.")]
    [InlineData("budget cut", "All spending is on hold, I cannot say for how long.")]
    [InlineData("project on hold", "Unfortunately the project is on hold.")]
    [InlineData("acquisition", "You may have read it: we are being acquired by Halvorsen Group.")]
    [InlineData("acquisition", "Our company was taken over by a fund in January.")]
    [InlineData("insolvency", "Acme has filed for insolvency.")]
    [InlineData("reorganisation", "We are going through a restructuring, so nobody decides anything.")]
    [InlineData("weak results", "After the profit warning nothing gets signed.")]
    [InlineData("weak results", "We lost our biggest customer in February.")]
    public void Read_BadNews_IsFound(string topic, string words) => BuyerSays(BadNews, words).ShouldNotBeNull().Topic.ShouldBe(topic);

    [Theory]
    [InlineData("There are no layoffs planned.")]
    [InlineData("We have not had any budget cuts.")]
    [InlineData("Are you going through layoffs?")]
    [InlineData("If our budget were cut, we would tell you.")]
    [InlineData("Our customers are laying off people, which is why they want self-service.")]
    [InlineData("We acquired a smaller competitor and need forty more seats.")]
    [InlineData("The layoffs are behind us and the budget is approved.")]
    [InlineData("Callers are put on hold for ten minutes.")]
    [InlineData("Was your company acquired last year?")]
    [InlineData("The licences were bought by procurement.")]
    [InlineData("We want to merge the two data sets with our CRM.")]
    [InlineData("We'd like to avoid a hiring freeze by automating this.")]
    [InlineData("I have read that other companies are cutting jobs.")]
    public void Read_NoBadNews_IsSilent(string words) => BuyerSays(BadNews, words).ShouldBeNull();

    [Fact]
    public void Read_FreezeLifted_IsAnswered() =>
        new DealTalk().Mail(0, Direction.Inbound, "There is a spending freeze.").Mail(20, Direction.Inbound, "The spending freeze has been lifted.")
            .Signals(BadNews).ShouldAllBe(s => s.Answered);

    [Theory]
    [InlineData("Ole Lund", "Ole has left the company.")]
    [InlineData("Ole Lund", "Just so you know, Ole Lund is no longer with us.")]
    [InlineData("Ole Lund", "Our CFO resigned last week.")]
    [InlineData("Anna Berg", "My last day is Friday.")]
    [InlineData("Anna Berg", "I have accepted a new role at another company.")]
    [InlineData("Anna Berg", "I am leaving the company at the end of the month.")]
    [InlineData("Ole Lund", "Ole was let go in the last round.")]
    [InlineData("Ole Lund", "Ole is leaving Acme.")]
    public void Read_SomebodyLeaves_IsFoundByName(string who, string words) => BuyerSays(StakeholderLeft, words).ShouldNotBeNull().Topic.ShouldBe(who);

    [Theory]
    [InlineData("Ole left me a message.")]
    [InlineData("Ole left the meeting early.")]
    [InlineData("My last day before the holidays is Friday.")]
    [InlineData("Ole has not left the company.")]
    [InlineData("Has Ole left the company?")]
    [InlineData("A colleague at the old place left the company.")]
    [InlineData("I am leaving for the airport now.")]
    [InlineData("Ole leaves it to me.")]
    [InlineData("We have three days left.")]
    public void Read_NobodyLeaves_IsSilent(string words) => BuyerSays(StakeholderLeft, words).ShouldBeNull();

    [Fact]
    public void Assess_DeciderSaidToHaveLeft_FlagsItWithTheWords()
    {
        var texts = new DealTalk().Mail(0, Direction.Inbound, "Sad news. Ole has left the company.").Texts();
        var file = texts.File with { Reading = DealReadings.Read(texts, new(), Monday.AddDays(1)) };

        var flag = HealthAssessor.Assess(file, new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), PaceHistory.None).Flags.Single(f => f.Kind == RiskKind.StakeholderLeft);

        flag.Title.ShouldBe("The economic buyer leaves: Ole Lund");
        flag.Evidence.ShouldHaveSingleItem().Quote.ShouldBe("Ole has left the company.");
    }
}
