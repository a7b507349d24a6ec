using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Reading;

public sealed class ActivityReaderTests
{
    [Theory]
    [InlineData("[00:00:05] Ann Lee: Hello.\n[00:00:09] Bob Stone: Hi there.")]
    [InlineData("[2026-03-02T09:00:05] Ann Lee: Hello.\n[2026-03-02T09:00:09] Bob Stone: Hi there.")]
    [InlineData("2026-03-02 09:00:05 Ann Lee: Hello.\n2026-03-02 09:00:09 Bob Stone: Hi there.")]
    [InlineData("Ann Lee: Hello.\nBob Stone: Hi there.")]
    [InlineData("**Ann Lee:** Hello.\n**Bob Stone:** Hi there.")]
    [InlineData("Ann Lee (00:05)\nHello.\n\nBob Stone (00:09)\nHi there.")]
    [InlineData("00:05 Ann Lee: Hello.\n00:09 Bob Stone: Hi there.")]
    [InlineData("Ann Lee [00:05]: Hello.\nBob Stone [00:09]: Hi there.")]
    public void ReadText_Transcript_SplitsBySpeaker(string text)
    {
        var read = ActivityReader.ReadText(text, Texts.At);

        read.Utterances.Select(u => u.Speaker).ShouldBe(["Ann Lee", "Bob Stone"]);
        read.Utterances.Select(u => text[u.Start..u.End]).ShouldBe(["Hello.", "Hi there."]);
    }

    [Fact]
    public void ReadText_ClockStamps_CountFromTheStart() =>
        ActivityReader.ReadText("[00:01:05] Ann Lee: Hello.\n[00:02:00] Bob Stone: Hi.", Texts.At).Utterances[1].At.ShouldBe(Texts.At.AddMinutes(2));

    [Fact]
    public void ReadText_FullStamps_GiveTheDay() =>
        ActivityReader.ReadText("[2025-11-07T10:00:00] Ann: Hello.\n[2025-11-07T10:00:04] Bob: Hi.", Texts.At).Day.ShouldBe(new(2025, 11, 7));

    [Theory]
    [InlineData("Budget: 40k\nNext steps: send offer\nTimeline: May")]
    [InlineData("Just a note: they liked it.")]
    [InlineData("Two things. First: price. Second: time.")]
    public void ReadText_NoteWithColons_IsNoTranscript(string text) =>
        ActivityReader.ReadText(text, Texts.At).Utterances.ShouldHaveSingleItem().Speaker.ShouldBeNull();

    [Theory]
    [InlineData("On the hallway: no lamps this year.\nOne question: do they dim?")]
    [InlineData("The short version: we wait.\nMy main worry: the wiring.")]
    public void ReadText_RemarksWithColons_AreNoSpeakers(string text) =>
        ActivityReader.ReadText(text, Texts.At).Utterances.ShouldHaveSingleItem().Speaker.ShouldBeNull();

    [Fact]
    public void ReadText_StampedTranscript_TakesNoLineWithoutStampForASpeaker() =>
        ActivityReader.ReadText("[00:01] Ann Lee: Two things.\nBudget first: it is small.\n[00:09] Bob Stone: Fine.", Texts.At).Utterances.Select(u => u.Speaker)
            .ShouldBe(["Ann Lee", "Bob Stone"]);

    [Fact]
    public void ReadText_FieldsAboveTheTalk_AreNobodysWords() =>
        ActivityReader.ReadText("Date: 3 March 2026\nAttendees: Ann, Bob\n\nAnn Lee: Hello.\nBob Stone: Hi.", Texts.At).Utterances.Select(u => u.Speaker)
            .ShouldBe(["Ann Lee", "Bob Stone"]);

    [Theory]
    [InlineData("Sales (Kim): Hello.\nLou: We heard of you.\nMrs. Moss: Do you give discounts?\nPrincipal Ray: I like your tool.", "Seller Buyer Buyer Buyer")]
    [InlineData("Ann Lee (buyer, COO): Hello.\nBob Stone (seller): Hi.\nCleo Day (buyer, CFO): Sorry I'm late.", "Buyer Seller Buyer")]
    public void ReadText_RolesBesideNames_GiveTheSides(string text, string sides) =>
        string.Join(' ', ActivityReader.ReadText(text, Texts.At).Utterances.Select(u => u.Side)).ShouldBe(sides);

    [Theory]
    [InlineData(Direction.Outbound, ActivityKind.Email, Side.Seller)]
    [InlineData(Direction.Internal, ActivityKind.Note, Side.Seller)]
    [InlineData(Direction.Inbound, ActivityKind.Email, Side.Buyer)]
    public void Read_OnlyTheContactIsNamed_DirectionTellsWhoWrote(Direction direction, ActivityKind kind, Side side)
    {
        var activity = new Activity { Kind = kind, At = Texts.At, Direction = direction, Body = "The lamps cost 900.", Participants = [new("Ann Lee", ContactId: ContactId.New())] };

        var said = ActivityReader.Read(activity, ReadingContext.Empty).Utterances.ShouldHaveSingleItem();
        (said.Side, said.Speaker).ShouldBe((side, side == Side.Buyer ? "Ann Lee" : null));
    }

    [Fact]
    public void Read_MailThatEndsWithItsAuthorsName_SetsTheNameApart()
    {
        var activity = new Activity { Kind = ActivityKind.Email, At = Texts.At, Direction = Direction.Inbound, Body = "Hi Rita,\n\nPlease send the contract.\n\nAnn", Participants = [new("Ann Lee", ContactId: ContactId.New())] };

        ActivityReader.Read(activity, ReadingContext.Empty).Utterances.Select(u => u.Part).ShouldBe([TextPart.Greeting, TextPart.Body, TextPart.Signature]);
    }

    [Fact]
    public void ReadText_SeveralLinesOfOneSpeaker_BelongTogether()
    {
        var read = ActivityReader.ReadText("Ann Lee: Hello.\nHow are you?\nBob Stone: Fine.", Texts.At);

        read.Utterances.Count.ShouldBe(2);
        read.Utterances[0].Sentences.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Ann Lee: Hi, this is Ann Lee from Pumpworks. Is it a good time?\nBob Stone: Sure, who is calling?\nAnn Lee: We offer pumps. What budget do you have?\nBob Stone: Our budget is small.")]
    [InlineData("Bob Stone: Hello?\nAnn Lee: I'm calling from Pumpworks about your interest in our pumps.\nBob Stone: Yes, we are looking for pumps for our plant. How much does one cost?\nAnn Lee: I'll send you a quote.")]
    [InlineData("Ann Lee: Hi, good to see you.\nBob Stone: Sure. We have 9k approved and I decide on my own. We lose two hours a day.")]
    [InlineData("Ann Lee: Thanks for your time. Do you have the authority to sign?\nBob Stone: My manager does.\nAnn Lee: I will send the proposal by email.\nBob Stone: We need it soon.")]
    public void ReadText_NothingKnown_SidesComeFromTheTalk(string text)
    {
        var read = ActivityReader.ReadText(text, Texts.At);

        read.Utterances.Where(u => u.Speaker == "Ann Lee").ShouldAllBe(u => u.Side == Side.Seller);
        read.Utterances.Where(u => u.Speaker == "Bob Stone").ShouldAllBe(u => u.Side == Side.Buyer);
    }

    [Fact]
    public void ReadText_OneSideKnown_TheOtherSpeakerIsTheOtherSide() =>
        ActivityReader.ReadText("Ann: Hello.\nBob: Hi.\nAnn: Bye.", Texts.At, new() { SellerNames = ["Ann Lee"] }).Utterances.Select(u => u.Side)
            .ShouldBe([Side.Seller, Side.Buyer, Side.Seller]);

    [Fact]
    public void ReadText_RoleLabels_AreSides() =>
        ActivityReader.ReadText("Rep: Hello.\nCustomer: Hi.", Texts.At).Utterances.Select(u => u.Side).ShouldBe([Side.Seller, Side.Buyer]);

    [Fact]
    public void Read_Email_SeparatesGreetingSignatureAndHistory()
    {
        var read = Texts.Email("Hi Ann,\n\nOur budget is $40k.\n\nBest regards,\nBob Stone\nCFO, Mill Ltd\n\nOn Mon, 2 March 2026, Ann Lee wrote:\n> What is your budget?\n> Is it 90k?");

        read.Utterances.Select(u => u.Part).ShouldBe([TextPart.Greeting, TextPart.Body, TextPart.Signature, TextPart.Quoted]);
        read.Statements.ShouldHaveSingleItem().Sentences.ShouldHaveSingleItem();
        read.Statements.Single().Side.ShouldBe(Side.Buyer);
    }

    [Theory]
    [InlineData("-----Original Message-----\nFrom: Ann\nWe need 5 pumps.")]
    [InlineData("From: Ann Lee <ann@pump.example>\nSent: Monday\nTo: Bob\nSubject: Pumps\n\nWe need 5 pumps.")]
    [InlineData("Am 02.03.2026 um 09:00 schrieb Ann Lee:\nWir brauchen 5 Pumpen.")]
    [InlineData("> We need 5 pumps.")]
    [InlineData("On Mon, 2 March 2026 at 09:00,\nAnn Lee <ann@pump.example> wrote:\nWe need 5 pumps.")]
    public void Read_QuotedHistory_IsNotTheAuthorsStatement(string history)
    {
        var read = Texts.Email($"Thanks, that works for me.\n\n{history}");

        string.Concat(read.Statements.Select(u => read.Text[u.Start..u.End])).ShouldBe("Thanks, that works for me.");
    }

    [Fact]
    public void Read_WrappedEmail_JoinsLinesOfASentence()
    {
        var read = Texts.Email("We would like to move ahead with the larger package, as long as the\ndelivery is possible before the end of May.");

        read.Statements.Single().Sentences.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("ann@pump.example", Side.Seller)]
    [InlineData("bob@mill.example", Side.Buyer)]
    [InlineData("eve@other.example", Side.Unknown)]
    public void SideOf_Address_GoesByDomain(string email, Side expected) =>
        new ReadingContext { SellerDomains = ["pump.example"], BuyerDomains = ["mill.example"] }.SideOf("X", email).ShouldBe(expected);

    [Theory]
    [InlineData("bob@evil.example", "bob@evil.example", Side.Unknown)]
    [InlineData("bob@notmill.example", "bob@notmill.example", Side.Unknown)]
    [InlineData("bob@mill.example", "Bob Stone", Side.Buyer)]
    [InlineData("bob.stone@mail.mill.example", "Bob Stone", Side.Buyer)]
    [InlineData(null, "Bob Stone", Side.Buyer)]
    public void Read_EmailUnderAContactsName_IsTheContactsOnlyByTheAddress(string? address, string speaker, Side side)
    {
        var activity = new Activity
        {
            Kind = ActivityKind.Email,
            Direction = Direction.Inbound,
            At = Texts.At,
            Body = "We will sign the contract on 22 January.",
            Participants = [new("Bob Stone", address, ContactId.New()), new("Ann Lee", "ann@pump.example", UserId: UserId.New())],
        };

        var said = ActivityReader.Read(activity, new() { SellerDomains = ["pump.example"], BuyerNames = ["Bob Stone"], BuyerDomains = ["mill.example"] }).Statements.ShouldHaveSingleItem();

        (said.Speaker, said.Side).ShouldBe((speaker, side));
    }

    [Fact]
    public void Read_EmailWhereNoAddressOfTheBuyerIsKnown_GoesByNameAndDirection()
    {
        var activity = new Activity { Kind = ActivityKind.Email, Direction = Direction.Inbound, At = Texts.At, Body = "We will sign.", Participants = [new("Bob Stone", "bob@mill.example")] };

        var said = ActivityReader.Read(activity, ReadingContext.Empty).Statements.ShouldHaveSingleItem();

        (said.Speaker, said.Side).ShouldBe(("Bob Stone", Side.Buyer));
    }

    [Fact]
    public void Read_Participants_TellTheSides()
    {
        var activity = new Activity
        {
            Kind = ActivityKind.Call,
            At = Texts.At,
            Body = "Ann Lee: Hello.\nBob Stone: Hi.",
            Participants = [new("Ann Lee", UserId: UserId.New()), new("Bob Stone", ContactId: ContactId.New())],
        };

        ActivityReader.Read(activity, ReadingContext.Empty).Utterances.Select(u => u.Side).ShouldBe([Side.Seller, Side.Buyer]);
    }
}
