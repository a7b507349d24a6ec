using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Reading;
using static Agent.Core.Tests.Insight.Signals.DealTalk;

namespace Agent.Core.Tests.Insight.Signals;

public sealed class PromiseTests
{
    [Theory]
    [InlineData("I'll send you the draft by Friday.", "send the draft", 4)]
    [InlineData("We will come back to you after the board on the 12th.", "come back", 10)]
    [InlineData("Let me check with legal.", "check with legal", null)]
    [InlineData("I will get you the numbers tomorrow.", "get the numbers", 1)]
    [InlineData("By Wednesday I'll forward the floor plans to you.", "forward the floor plans", 2)]
    [InlineData("I'm going to talk to our CFO this week and let you know.", "talk to our CFO", 6)]
    [InlineData("I'll set up a call with our architect for next Tuesday.", "set up a call with our architect", 8)]
    public void Read_Promise_HasWordsAndDay(string words, string what, int? due)
    {
        var promise = new DealTalk().Mail(0, Direction.Inbound, words).Read().Promises.ShouldHaveSingleItem();

        promise.What.ShouldBe(what);
        promise.DueOn.ShouldBe(due is { } days ? Monday.AddDays(days) : null);
        promise.By.ShouldBe(Side.Buyer);
        promise.Who.ShouldBe("Anna Berg");
        promise.Kept.ShouldBeFalse();
        words.ShouldContain(promise.Evidence.Quote);
    }

    [Theory]
    [InlineData("I won't send you the draft.")]
    [InlineData("We will see.")]
    [InlineData("If you like, I'll send you the draft.")]
    [InlineData("He said they will send something.")]
    [InlineData("Will you send me the draft?")]
    [InlineData("I will be in Berlin on Friday.")]
    [InlineData("You said that you will send the draft.")]
    [InlineData("We will need to think about it.")]
    [InlineData("In case it helps I will send you the draft.")]
    public void Read_NoPromise_IsSilent(string words) => new DealTalk().Mail(0, Direction.Inbound, words).Read().Promises.ShouldBeEmpty();

    [Fact]
    public void Read_RequestWithYes_IsThePromiseOfTheOneWhoSaysYes()
    {
        var promise = new DealTalk().Call(0, "Anna Berg: Could you send me the security paper by Thursday?\nSam Seller: Sure, will do.").Read().Promises.ShouldHaveSingleItem();

        promise.By.ShouldBe(Side.Seller);
        promise.Who.ShouldBe("Sam Seller");
        promise.What.ShouldBe("send the security paper");
        promise.DueOn.ShouldBe(Monday.AddDays(3));
    }

    [Fact]
    public void Read_RequestRefused_IsNoPromise() =>
        new DealTalk().Call(0, "Anna Berg: Could you send me the source code?\nSam Seller: No, we do not give that out.").Read().Promises.ShouldBeEmpty();

    [Fact]
    public void Read_PronounAfterARequest_IsWhatWasAskedFor()
    {
        var promises = new DealTalk().Mail(0, Direction.Inbound, "Could you send us the list of spare parts?").Mail(0, Direction.Outbound, "You will have it by Thursday.").Read().Promises;

        promises.ShouldHaveSingleItem().What.ShouldBe("send the list of spare parts");
        promises[0].DueOn.ShouldBe(Monday.AddDays(3));
    }

    [Fact]
    public void Read_NoteOfOurs_TellsBothSides()
    {
        var promises = new DealTalk().Note(0, "She will send the contract by Friday. I will prepare the onboarding plan.").Read().Promises;

        promises.Single(p => p.By == Side.Buyer).DueOn.ShouldBe(Monday.AddDays(4));
        promises.Single(p => p.By == Side.Seller).What.ShouldBe("prepare the onboarding plan");
    }

    [Theory]
    [InlineData(Direction.Outbound, "Hi Anna,\nplease find the draft attached.")]
    [InlineData(Direction.Outbound, "As promised, and see you soon.")]
    [InlineData(Direction.Inbound, "Thanks for sending the draft, looks good.")]
    [InlineData(Direction.Inbound, "No need for the draft any more.")]
    public void Read_LaterShown_IsKept(Direction direction, string words) =>
        new DealTalk().Mail(0, Direction.Outbound, "I'll send you the draft by Friday.").Mail(3, direction, words).Read().Promises.ShouldHaveSingleItem().Kept.ShouldBeTrue();

    [Theory]
    [InlineData(Direction.Outbound, "I am still working on the draft, sorry.")]
    [InlineData(Direction.Inbound, "Where is the draft?")]
    [InlineData(Direction.Inbound, "We met your colleague at the fair.")]
    public void Read_NotShown_IsOpen(Direction direction, string words) =>
        new DealTalk().Mail(0, Direction.Outbound, "I'll send you the draft by Friday.").Mail(3, direction, words).Read().Promises.ShouldHaveSingleItem().Kept.ShouldBeFalse();

    [Fact]
    public void Read_BuyerCameBack_KeptTheirPromise() =>
        new DealTalk().Mail(0, Direction.Inbound, "We will come back to you after the board meeting.")
            .Mail(9, Direction.Inbound, "The board has met on Tuesday and there are two more questions about the rollout.").Read().Promises.ShouldHaveSingleItem().Kept.ShouldBeTrue();

    [Fact]
    public void Read_PromisedAgain_CountsOnceWithTheNewDay() =>
        new DealTalk().Mail(0, Direction.Outbound, "I'll send you the draft by Friday.").Mail(4, Direction.Outbound, "Sorry, I'll send you the draft on Tuesday.")
            .Read().Promises.ShouldHaveSingleItem().DueOn.ShouldBe(Monday.AddDays(8));

    [Fact]
    public void Read_QuotedHistory_PromisesNothing() =>
        new DealTalk().Mail(0, Direction.Inbound, "Thanks.\n\nOn Mon, 2 March 2026, Sam Seller wrote:\n> I'll send you the draft by Friday.").Read().Promises.ShouldBeEmpty();

    [Fact]
    public void Read_AnyText_QuotesAreInTheirSource()
    {
        var talk = new DealTalk().Mail(0, Direction.Inbound, "Hi Sam,\r\nIt’s too expensive — we’re also talking to Globex…\r\nI’ll send you “the list” by Friday!\r\n\r\nBest\r\nAnna")
            .Call(1, "Anna Berg: Let me check with legal.\nSam Seller: I'll email the summary today.").Texts();
        var reading = DealReadings.Read(talk, new(), Monday);

        var bodies = talk.Texts.ToDictionary(t => t.Id, t => t.Text);
        var quotes = reading.Signals.Select(s => s.Evidence).OfType<Evidence>().Concat(reading.Promises.Select(p => p.Evidence)).ToList();
        quotes.Count.ShouldBeGreaterThanOrEqualTo(4);
        quotes.ShouldAllBe(q => q.IsIn(bodies[q.ActivityId]));
    }

    [Fact]
    public void Read_NoTexts_IsEmpty() => new DealTalk().Read().ShouldBe(DealReading.Empty);
}
