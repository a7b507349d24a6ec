using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;
using Agent.Core.Tests.Insight.Signals;

namespace Agent.Core.Tests.Insight.Texts;

public class DiscoverySummarizerTests
{
    private static readonly string[] Us = ["Rita"];

    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Summarize_MarksAndFillers_NeverAppear()
    {
        var summary = Call("Rita: What goes wrong today?\nBob: {vocalsound} Um, we, we lose, you know, twenty hours a week because we type everything [laughs] by hand.");

        var line = Lines(summary, "pains").Concat(Lines(summary, "impact")).ShouldHaveSingleLine("twenty hours");
        line.Text.ShouldNotContain("{");
        line.Text.ShouldNotContain("[laughs]");
        line.Text.ShouldNotContain("Um");
    }

    [Fact]
    public void Summarize_BuyersPain_StandsWithItsExactSpan()
    {
        const string text = "Rita: What is the biggest problem?\nBob: Our system keeps crashing and nobody can see the orders.";

        var line = Lines(Call(text), "pains").ShouldHaveSingleLine("keeps crashing");
        text[line.Evidence.Start..line.Evidence.End].ShouldBe(line.Evidence.Quote);
        line.Evidence.Speaker.ShouldBe("Bob");
    }

    [Fact]
    public void Summarize_DeniedPain_IsNoPain() =>
        Lines(Call("Rita: Are no-shows a problem?\nBob: No, no-shows are not a problem for us at all."), "pains").ShouldBeEmpty();

    [Fact]
    public void Summarize_SellersClaim_IsNotTheBuyersPain() =>
        Lines(Call("Rita: Most of our customers struggle with terrible errors and lose hours by hand.\nBob: Interesting."), "pains").ShouldBeEmpty();

    [Fact]
    public void Summarize_CorrectedBudget_SaysTheNewestAndNamesTheFirst()
    {
        var summary = DiscoverySummarizer.Summarize([Read("Rita: What is your budget?\nBob: Our budget is €25k.", 0), Read("Rita: And the budget?\nBob: Our budget is €40k now.", 7)], us: Us);

        var line = Lines(summary, "budget").ShouldHaveSingleItem();
        line.Text.ShouldContain("€40k");
        line.Former.ShouldNotBeNull().Text.ShouldContain("€25k");
        SummaryWriter.Line(line, e => e.At == At ? "S1" : "S2").ShouldBe("Our budget is €40k now. (first said: Our budget is €25k. [S1]) [S2]");
    }

    [Fact]
    public void Summarize_GermanNumberFormat_IsKeptAsSaid() =>
        Lines(Call("Rita: What is your budget?\nBob: The budget is 12.500,00 Euro net."), "budget").ShouldHaveSingleLine("12.500,00 Euro");

    [Fact]
    public void Summarize_Promise_HasOwnerAndDay()
    {
        var line = Lines(Call("Bob: Can you send me the prices?\nRita: Sure. I'll send you the prices by Friday."), "actions").ShouldHaveSingleItem();

        line.Owner.ShouldBe(new("Rita", Side.Seller));
        line.DueOn.ShouldBe(new(2026, 3, 6));
    }

    [Fact]
    public void Summarize_NextStepsOfANote_NameWhoDoesWhat()
    {
        var note = ActivityReader.ReadText("Pain: typing orders by hand\nNext steps:\n- Rita to send the quote by Friday\n- Bob: invite the CFO", At, new() { SellerNames = Us }, ActivityKind.Note);
        var summary = DiscoverySummarizer.Summarize([note], us: Us);

        Lines(summary, "pains").ShouldHaveSingleItem().Text.ShouldBe("Typing orders by hand");
        Lines(summary, "actions").Select(l => (l.Owner!.Name, l.Owner.Side)).ShouldBe([("Rita", Side.Seller), ("Bob", Side.Buyer)]);
    }

    [Theory]
    [InlineData("We host in Dublin and the contract fixes it.", true)]
    [InlineData("Let me get back to you on that.", false)]
    [InlineData("Okay, shall we look at the dates?", false)]
    public void Summarize_Objection_IsAnsweredInSubstanceOrNot(string reply, bool answered) =>
        Lines(Call($"Bob: I'm worried about data residency, our security people won't accept it.\nRita: {reply}"), "objections").ShouldHaveSingleLine("worried").Answered.ShouldBe(answered);

    [Theory]
    [InlineData("Yes, it speaks Twi and Hausa.", 0)]
    [InlineData("Good question, I'd have to check with the team.", 1)]
    public void Summarize_QuestionOfTheBuyer_StaysOpenUntilAnswered(string reply, int open) =>
        Lines(Call($"Bob: Does the assistant speak Twi?\nRita: {reply}"), "openQuestions").Count.ShouldBe(open);

    [Fact]
    public void Summarize_NothingSaid_IsEmptyAndSaysSo()
    {
        var summary = Call("Rita: Hello?\nBob: Hi.");

        summary.IsEmpty.ShouldBeTrue();
        SummaryWriter.Write(summary, _ => "").ShouldContain("Not discussed. To ask: What goes wrong today?");
    }

    [Fact]
    public void Summarize_OwnTemplate_UsesItsOwnCues()
    {
        var template = SummaryTemplate.Parse("""{"name":"Security","inShort":0,"sections":[{"key":"security","title":"Security","for":["sec"]}],"groups":{"sec":{"strength":0.8,"patterns":["(iso 27001|soc 2|penetration test)"]}}}""");
        var summary = DiscoverySummarizer.Summarize([Read("Rita: Anything else?\nBob: We need a yearly penetration test.", 0)], template, us: Us);

        summary.Sections.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Text.ShouldBe("We need a yearly penetration test.");
    }

    [Fact]
    public void Summarize_SectionWithContent_FindsTheSameUnderAnyKeyAndTitle()
    {
        var text = Read("Rita: What goes wrong today?\nBob: Two orders a week get lost, and we can't find out why.\nRita: By when must it run?\nBob: It has to run before the trade fair in May.", 0);
        var template = SummaryTemplate.Parse("""{"name":"Ours","inShort":0,"sections":[{"key":"ouch","title":"What hurts","content":"pains"},{"key":"clock","title":"The clock","content":"timeline"}]}""");

        var ours = DiscoverySummarizer.Summarize([text], template, us: Us);
        var shipped = DiscoverySummarizer.Summarize([text], us: Us);

        ours.Section("ouch")!.Lines.Select(l => l.Text).ShouldBe(shipped.Section("pains")!.Lines.Select(l => l.Text));
        ours.Section("clock")!.Lines.Select(l => l.Text).ShouldBe(shipped.Section("timeline")!.Lines.Select(l => l.Text));
        ours.Section("ouch")!.Lines.ShouldNotBeEmpty();
        ours.Section("ouch")!.Question.ShouldBe("What goes wrong today?");
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"sections":[{"key":"a","title":"A"}]}""", "needs a \"name\"")]
    [InlineData("""{"name":"x","sections":[]}""", "1 to 30 sections")]
    [InlineData("""{"name":"x","sections":[{"key":"a","title":"A","for":["nowhere"]}]}""", "\"nowhere\", which is defined nowhere")]
    [InlineData("""{"name":"x","sections":[{"key":"a","title":"A"},{"key":"A","title":"B"}]}""", "two sections")]
    [InlineData("""{"name":"x","sections":[{"key":"a","title":"A","maxLines":0}]}""", "1 to 30 lines")]
    [InlineData("""{"name":"x","sections":[{"key":"a","title":"A","lines":2}]}""", "has a field \"lines\" in line 1 that does not exist")]
    [InlineData("""{"name":"x","sections":[{"key":"a","title":"A","content":"hurts"}]}""", "at \"sections[0].content\": content is one of situation, pains")]
    public void Parse_BrokenTemplate_SaysWhat(string json, string message) =>
        Should.Throw<FormatException>(() => SummaryTemplate.Parse(json)).Message.ShouldContain(message);

    [Fact]
    public void Write_TextOfOtherPeople_HasNoEffect()
    {
        var summary = Call("Rita: What goes wrong?\nBob: Our system [click](http://evil) keeps crashing <script>alert(1)</script> **all** the time.");

        var markdown = SummaryWriter.Write(summary, _ => "S1");
        markdown.ShouldNotContain("[click](");
        markdown.ShouldNotContain("<script>");
        markdown.ShouldContain("[S1]");
    }

    [Fact]
    public void Summarize_RandomTexts_QuotesAreInTheirSourceAndNothingThrows()
    {
        string[] parts = ["{vocalsound}", "[inaudible]", "{", "}", "Bob: ", "Rita: ", "\n", "\n\n", "we lose 1.234,56 € a week ", "I'll send it by Friday. ", "budget €40k, sorry, €50k ", "\ud83d\ude00", "\ud83d", "\u202e", "\u0000", "’", "does it work? ", "- ", "Next steps:\n", "um, uh ", "we we we ", "…", "İ ", "ß", "٣٤ ", "|", "> ", "concern about GDPR. ", "\r\n", "actually it is 40k now. "];
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(8) == 0 ? ((char)random.Next(1, 0xffff)).ToString() : parts[random.Next(parts.Length)]));
            var text = ActivityReader.ReadText(body, At, new() { SellerNames = Us }, (ActivityKind)random.Next(5));

            var summary = DiscoverySummarizer.Summarize([text], us: Us);
            foreach (var line in summary.Sections.SelectMany(s => s.Lines).Concat(summary.InShort).Concat(MeetingTopics.Of([text], 5)))
            {
                line.Evidence.IsIn(body).ShouldBeTrue();
                (line.Answer?.IsIn(body) ?? true).ShouldBeTrue();
                (line.Former?.Evidence.IsIn(body) ?? true).ShouldBeTrue();
            }

            summary.Sections.SelectMany(s => s.Lines).Concat(summary.InShort).ShouldAllBe(l => !l.Text.Contains('{') && !l.Text.Contains('}') && l.Text.Length > 0);
            SummaryWriter.Write(summary, _ => "S1").ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("The owners released 9,000 for it at their meeting on the 5th.")]
    [InlineData("Right, bye Rita, I'll ring you after.")]
    [InlineData("I'll be quick, there is a visitor at the door at nine.")]
    [InlineData("I'll send it.")]
    public void Summarize_PastEventsGoodbyesAndEmptyPromises_AreNoActions(string words) =>
        Lines(Call($"Rita: Thanks for the time.\nBob: {words}"), "actions").ShouldBeEmpty();

    [Fact]
    public void Summarize_PromiseOfWhatWasAskedFor_IsOneActionWithItsDay()
    {
        var texts = new DealTalk().Mail(0, Direction.Inbound, "Could you please send me the list of spare parts?").Mail(0, Direction.Outbound, "You'll have it by Thursday.").Texts();

        var line = Lines(DiscoverySummarizer.Summarize(texts, new()), "actions").ShouldHaveSingleItem();
        line.Text.ShouldContain("list of spare parts");
        line.DueOn.ShouldBe(new(2026, 3, 5));
    }

    [Theory]
    [InlineData("Seven, I'm afraid.")]
    [InlineData("The purchase is approved, please send the contract.")]
    public void Summarize_NumbersAndApprovals_AreNoObjections(string words) =>
        Lines(Call($"Rita: How many benches do you have, and how does it look?\nBob: {words}"), "objections").ShouldBeEmpty();

    [Fact]
    public void Summarize_DoubtThatIsAnnounced_IsTheSentenceThatSaysWhich()
    {
        var line = Lines(Call("Bob: I have one worry. Your app kept the badge numbers of everybody for years.\nRita: Since autumn they are deleted after thirty days, and you can set it lower."), "objections").ShouldHaveSingleItem();

        line.Text.ShouldContain("badge numbers");
        line.Answered.ShouldBe(true);
    }

    [Fact]
    public void Summarize_PriceAboveWhatTheyHave_IsAnObjection() =>
        Lines(Call("Rita: What do you say?\nBob: Your price of 2,400 a month is above what we can spend."), "objections").ShouldHaveSingleLine("2,400").Answered.ShouldBe(false);

    [Fact]
    public void Summarize_PlacesOfTheBuyer_AreNoCompetition() =>
        Lines(Call("Rita: Where would you start?\nBob: We are looking at Uppsala first. In Uppsala the hall is new."), "competition").ShouldBeEmpty();

    [Fact]
    public void Summarize_FiguresOfDifferentKinds_TakeNothingBack()
    {
        var lines = Call("Bob: If we had the whole 80 we would take all halls.\nRita: Hm.\nBob: Actually it is 12 weeks now until the audit.").Sections.SelectMany(s => s.Lines);

        lines.ShouldAllBe(l => l.Former == null);
    }

    private static DiscoverySummary Call(string text) => DiscoverySummarizer.Summarize([Read(text, 0)], us: Us);

    private static ReadActivity Read(string text, int day) => ActivityReader.ReadText(text, At.AddDays(day), new() { SellerNames = Us });

    private static IReadOnlyList<SummaryLine> Lines(DiscoverySummary summary, string section) => summary.Section(section).ShouldNotBeNull().Lines;
}

internal static class SummaryLineAssertions
{
    /// <summary>The one line that holds a text.</summary>
    public static SummaryLine ShouldHaveSingleLine(this IEnumerable<SummaryLine> lines, string text) =>
        lines.Where(l => l.Text.Contains(text, StringComparison.Ordinal)).DistinctBy(l => l.Text).ShouldHaveSingleItem();
}
