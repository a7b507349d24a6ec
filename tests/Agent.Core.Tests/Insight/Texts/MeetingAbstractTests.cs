using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Tests.Insight.Texts;

public class MeetingAbstractTests
{
    private const string Meeting = """
        Ann: Let's begin, the agenda is the design of the remote control and the cost of the remote control.
        Ben: Mm-hmm.
        Ann: The weather was lovely in Leeds, the swans on the lake were feeding early.
        Ben: Customers want a remote control with few buttons, because the buttons confuse customers.
        Ann: We decided that the remote control should have a rubber case and four buttons.
        Ben: The rubber case raises the cost of the remote control to twelve euros.
        """;

    private static readonly ReadActivity Text = ActivityReader.ReadText(Meeting, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), kind: ActivityKind.Meeting);

    [Fact]
    public void Of_AMeeting_TellsWhatWasDecidedAndLeavesSmallTalkOut()
    {
        var lines = MeetingAbstract.Of([Text], new() { MaxSentences = 3 });

        lines.Count.ShouldBe(3);
        lines.ShouldContain(l => l.Text.Contains("decided", StringComparison.Ordinal));
        lines.ShouldNotContain(l => l.Text.Contains("swans", StringComparison.Ordinal));
        lines.ShouldAllBe(l => l.Evidence.IsIn(Text.Text));
        lines.Select(l => l.Evidence.Start).ShouldBeInOrder();
    }

    [Fact]
    public void Of_FewWordsAllowed_StaysBelowThem() =>
        MeetingAbstract.Of([Text], new() { MaxWords = 20 }).Sum(l => l.Text.Split(' ').Length).ShouldBeLessThanOrEqualTo(20);

    [Fact]
    public void Of_NothingSaid_IsEmpty() => MeetingAbstract.Of([ActivityReader.ReadText("Ann: Hi.\nBen: Hello.", Text.At)]).ShouldBeEmpty();

    [Fact]
    public void Topics_OfAMeeting_ComeBackMost() =>
        MeetingTopics.Of([Text], 3).Select(t => t.Text).ShouldContain("remote control");

    [Fact]
    public void InShort_TellsInTheThirdPersonWhoSaidWhat()
    {
        var lines = MeetingAbstract.Of([ActivityReader.ReadText("Ann: We need our open orders in one short list by the first of May.\nBen: Okay.", Text.At, new() { BuyerNames = ["Ann", "Ben"] })]);

        SummaryWriter.InShort([], lines).ShouldBe(["Ann said that they need their open orders in one short list by the first of May."]);
    }
}
