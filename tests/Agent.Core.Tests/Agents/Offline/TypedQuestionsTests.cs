using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents.Offline;

/// <summary>Classes of sentences as reps, managers and admins type them, each in several wordings, and what is planned for them.</summary>
public sealed class TypedQuestionsTests
{
    // A Wednesday.
    private static readonly DateOnly Today = new(2026, 3, 18);

    [Theory]
    [InlineData("what's on my calendar tomorrow?", "2026-03-19", "2026-03-19")]
    [InlineData("do I have any calls this week", "2026-03-16", "2026-03-22")]
    [InlineData("whom do I meet on Friday?", "2026-03-20", "2026-03-20")]
    [InlineData("help me get ready for Monday", "2026-03-23", "2026-03-23")]
    [InlineData("upcoming meetings", null, null)]
    [InlineData("when is my next call?", null, null)]
    public void Read_MeetingsAhead_LooksAhead(string question, string? since, string? until)
    {
        var call = Read(question);

        (call.Tool, call["ahead"], call["since"], call["until"]).ShouldBe((Toolbox.Timeline, true, Day(since), Day(until)));
    }

    [Theory]
    [InlineData("when is the next meeting with Acme?")]
    [InlineData("any upcoming calls with Acme")]
    public void Read_MeetingAheadWithACustomer_NamesIt(string question) => (Read(question)["ahead"], Read(question)["deal"]).ShouldBe((true, "Acme"));

    [Theory]
    [InlineData("how many calls did I make this month?", "me", ActivityKind.Call, true)]
    [InlineData("number of emails sent by me last week", "me", ActivityKind.Email, true)]
    [InlineData("how many meetings did Maria have in February", "Maria", ActivityKind.Meeting, true)]
    [InlineData("list the mails from Veerle", "Veerle", ActivityKind.Email, false)]
    [InlineData("when did Tomas last call?", "Tomas", null, false)]
    public void Read_TalksOfSomebody_RestrictsAndCounts(string question, string person, ActivityKind? kind, bool counts)
    {
        var call = Read(question);

        (call.Tool, call["person"], call["count"] is true).ShouldBe((Toolbox.Timeline, person, counts));
        if (kind is not null)
            call["kind"].ShouldBe(kind);
    }

    [Fact]
    public void Read_HowManyMailsWithACustomer_CountsThose()
    {
        var call = Read("how many mails did we exchange with Acme since January?");

        (call.Tool, call["deal"], call["kind"], call["count"], call["since"]).ShouldBe((Toolbox.Timeline, "Acme", ActivityKind.Email, true, new DateOnly(2026, 1, 1)));
    }

    [Theory]
    [InlineData("what objections has Acme raised?", SpokenMatter.Objections, "Acme")]
    [InlineData("Acme's objections", SpokenMatter.Objections, "Acme")]
    [InlineData("which competitors are in play at Northwind", SpokenMatter.Competitors, "Northwind")]
    [InlineData("who are we up against at Acme?", SpokenMatter.Competitors, "Acme")]
    [InlineData("are there deals where a competitor is mentioned?", SpokenMatter.Competitors, null)]
    [InlineData("what have we promised Laura?", SpokenMatter.OurPromises, "Laura")]
    [InlineData("what did Valentin promise?", SpokenMatter.TheirPromises, "Valentin")]
    [InlineData("show my open promises", SpokenMatter.OurPromises, null)]
    public void Read_MatterThatReadingKnows_AsksForWhatWasRead(string question, SpokenMatter matter, string? deal)
    {
        var call = Read(question);

        (call.Tool, call["about"], call["deal"]).ShouldBe((Toolbox.SearchNotes, matter, deal));
    }

    [Theory]
    [InlineData("price objections from Holger")]
    [InlineData("where does ScanPro show up as competitor")]
    [InlineData("what did they say about the competitor's support")]
    public void Read_MatterWithWordsOfItsOwn_Searches(string question) => Read(question)["about"].ShouldBeNull();

    [Theory]
    [InlineData("which rep has the most deals at risk?")]
    [InlineData("who of my team has the most stuck deals")]
    [InlineData("deals at risk per rep")]
    public void Read_RisksByOwner_CountsThem(string question)
    {
        var call = Read(question);

        (call.Tool, call["byOwner"]).ShouldBe((Toolbox.ListRisks, true));
        ((DealFilter)call["filter"]!).About.ShouldBeNull();
    }

    [Theory]
    [InlineData("Summarise all deals at risk and tell me what to do next on each")]
    [InlineData("list the risky deals and what should we do on each of them")]
    public void Read_RisksAndWhatToDo_TellsBoth(string question)
    {
        var call = Read(question);

        (call.Tool, call["nextSteps"]).ShouldBe((Toolbox.ListRisks, true));
        ((DealFilter)call["filter"]!).ShouldBe(new DealFilter());
    }

    [Theory]
    [InlineData("my team's open deals")]
    [InlineData("pipeline of my reps")]
    [InlineData("which deals of my people are stuck")]
    public void Read_TheTeams_IsNotMine(string question) => ((DealFilter)Read(question)["filter"]!).Owner.ShouldBeNull();

    [Theory]
    [InlineData("deals without activity since January", 76)]
    [InlineData("which deals have had no contact since 1 March?", 17)]
    [InlineData("deals not touched this month", 17)]
    [InlineData("which accounts have we not talked to since January?", 76)]
    public void Read_SilentSinceADay_CountsTheDays(string question, int days)
    {
        var call = Read(question);

        var filter = (DealFilter)call["filter"]!;
        (call.Tool, filter.InactiveDays, filter.CloseFrom, filter.CloseTo).ShouldBe((Toolbox.ListRisks, days, null, null));
    }

    [Fact]
    public void Read_SlippedInAPeriod_MeansWhenTheDateMoved()
    {
        var call = Read("which deals slipped this month");

        (call.Tool, call["sign"], call["since"]).ShouldBe((Toolbox.ListRisks, RiskSign.Slipping, new DateOnly(2026, 3, 1)));
        ((DealFilter)call["filter"]!).CloseFrom.ShouldBeNull();
    }

    [Fact]
    public void Read_LossesAndWhy_KeepsThePeriod() => ((DealFilter)Read("how many deals did we lose last quarter and why")["filter"]!).CloseTo.ShouldBe(new DateOnly(2025, 12, 31));

    [Theory]
    [InlineData("what did Acme write on 17 February?", "Acme")]
    [InlineData("what has Northwind said about liability?", "Northwind")]
    [InlineData("what does Acme think of the price", "Acme")]
    public void Read_WordsOfACompany_AsksForItsWords(string question, string speaker) => (Read(question).Tool, Read(question)["speaker"]).ShouldBe((Toolbox.SearchNotes, speaker));

    [Theory]
    [InlineData("how many deals did we lose last quarter and why", DealGrouping.LossReason)]
    [InlineData("who has the largest pipeline?", DealGrouping.Owner)]
    [InlineData("which of my reps has the biggest pipeline", DealGrouping.Owner)]
    public void Read_Figures_GroupsByWhatIsAsked(string question, DealGrouping grouping) => Read(question)["grouping"].ShouldBe(grouping);

    [Theory]
    [InlineData("rank my deals by likelihood to close")]
    [InlineData("which deals are most likely to close this quarter?")]
    [InlineData("order our opportunities by win probability")]
    public void Read_Likelihood_OrdersByChance(string question) => Read(question).Tool.ShouldBe(Toolbox.LikelyWins);

    [Theory]
    [InlineData("what should I do next on my largest deal?", Toolbox.NextStep, "my largest deal")]
    [InlineData("who is the economic buyer on our oldest deal?", Toolbox.WhoIsWho, "our oldest deal")]
    [InlineData("is my newest opportunity at risk?", Toolbox.DealStatus, "my newest opportunity")]
    [InlineData("move the close date of my smallest deal to 2 April", Toolbox.ProposeCloseDate, "my smallest deal")]
    public void Read_DealByWhatItIsTheMostOf_PassesThePhraseOn(string question, string tool, string deal)
    {
        var call = Read(question);

        (call.Tool, call["deal"]).ShouldBe((tool, deal));
    }

    [Theory]
    [InlineData("what's my biggest deal?")]
    [InlineData("show me our largest open deal")]
    public void Read_WhichIsTheMost_ListsIt(string question) => Read(question).Tool.ShouldBe(Toolbox.FindDeals);

    [Theory]
    [InlineData("is there anything pending?")]
    [InlineData("what do I need to approve?")]
    [InlineData("must I decide anything?")]
    [InlineData("do you have any suggestions for me")]
    [InlineData("show all suggestions")]
    [InlineData("how many approvals are waiting")]
    [InlineData("what's still waiting for me")]
    [InlineData("anything waiting on Acme?")]
    [InlineData("list pending changes")]
    public void Read_WhatWaits_ListsProposals(string question) => Read(question).Tool.ShouldBe(Toolbox.ListProposals);

    [Theory]
    [InlineData("what should I approve?", true)]
    [InlineData("how many proposals wait for me", true)]
    [InlineData("what is pending on Acme?", false)]
    public void Read_WhatWaitsForMe_AsksForWhatTheUserDecides(string question, bool mine) => (Read(question)["mine"] is true).ShouldBe(mine);

    [Theory]
    [InlineData("any suggestions on how to win Acme?")]
    [InlineData("what is Acme waiting for?")]
    [InlineData("which proposals did we send last month")]
    public void Read_OtherSuggestionsAndWaits_AreNoProposals(string question) => Read(question).Tool.ShouldNotBe(Toolbox.ListProposals);

    [Theory]
    [InlineData("approve everything that is pending")]
    [InlineData("please dismiss that suggestion")]
    [InlineData("accept the Acme proposal")]
    [InlineData("reject all suggestions for Northwind")]
    [InlineData("remove the proposal")]
    public void Read_DecidingOnAProposal_SaysWhereThatIsDone(string message) => ChangeRequestReader.Read(message, Today)!.Refusal.ShouldBe(ChangeRefusals.Decide);

    [Theory]
    [InlineData("draft a mail to Laura about the two-site option", "Laura")]
    [InlineData("write a message to Acme regarding the second hall", "Acme")]
    public void Read_DraftWithAMatter_NamesWhomItIsFor(string message, string deal) => (Read(message).Tool, Read(message)["deal"]).ShouldBe((Toolbox.Draft, deal));

    [Theory]
    [InlineData("what does the discount policy say about rebates")]
    [InlineData("what's in our playbook about discovery")]
    [InlineData("what is the budget at Acme?")]
    [InlineData("do we have a case study for cold stores")]
    public void Read_WhatStandsInTexts_Searches(string question)
    {
        var call = Read(question);

        (call.Tool, call["speaker"]).ShouldBe((Toolbox.SearchNotes, null));
    }

    [Theory]
    [InlineData("win rate of Jonas vs Maria")]
    [InlineData("which rep has the lowest win rate?")]
    public void Read_FiguresOfSeveralPeople_GroupsByOwner(string question) => (Read(question)["measure"], Read(question)["grouping"]).ShouldBe((DealMeasure.WinRate, DealGrouping.Owner));

    [Fact]
    public void Read_DealsWithoutOwner_IsNotReadAsAllDeals() => ((DealFilter)Read("show me deals without owner")["filter"]!).About.ShouldBe("unassigned");

    [Theory]
    [InlineData("Acme wants to decide on 4 April", "2026-04-04")]
    [InlineData("they want to pay on April 12", "2026-04-12")]
    public void ReadSearch_DayAhead_IsPartOfWhatIsLookedFor(string text, string day)
    {
        QuestionReader.ReadSearch(text, Today)["since"].ShouldBeNull();
        PeriodReader.Take(text, Today).Period.ShouldBe(new Period(Day(day), Day(day)));
    }

    [Theory]
    [InlineData("move the next step of Acme to 8 April")]
    [InlineData("Laura is away until 7 April, so move the next step to 8 April")]
    public void Read_NextStepWithADayAlone_MovesTheDay(string message)
    {
        var call = Read(message);

        (call.Tool, call["step"], call["due"]).ShouldBe((Toolbox.ProposeNextStep, null, new DateOnly(2026, 4, 8)));
    }

    [Fact]
    public void Read_TwoTasksInOneSentence_AreTwoTasks() => ChangeRequestReader.Read("add a task to call Laura by Friday and a task to send the contract on Monday", Today)!.Calls
        .Select(c => (c.Tool, c["task"], c["due"])).ShouldBe([(Toolbox.ProposeTask, "call Laura", new DateOnly(2026, 3, 20)), (Toolbox.ProposeTask, "send the contract", new DateOnly(2026, 3, 23))]);

    [Theory]
    [InlineData("add Joost Meijer as a contact, he is project lead", "project lead")]
    [InlineData("new contact: Ida Berg, she's the head of IT", "head of IT")]
    public void Read_NewContactInASentence_TakesTheTitleAlone(string message, string title) => Read(message)["title"].ShouldBe(title);

    [Theory]
    [InlineData("change the owner of Acme to Maria")]
    [InlineData("reassign Acme to Jonas")]
    [InlineData("please cancel the park of Acme")]
    [InlineData("end the wait on Acme")]
    [InlineData("Budget is confirmed at Acme")]
    [InlineData("the timeline is settled at Northwind")]
    public void Read_WhatCannotBeProposed_SaysSo(string message)
    {
        var request = ChangeRequestReader.Read(message, Today)!;

        request.Calls.ShouldBeEmpty();
        request.Refusal.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("We have agreed with Koen that the amount will be 250k", Toolbox.ProposeAmount)]
    [InlineData("Laura told me they picked ScanPro", Toolbox.ProposeLoss)]
    [InlineData("bad news, the customer went with Lagerwerk", Toolbox.ProposeLoss)]
    public void Read_NewsOfAChange_ProposesIt(string message, string tool) => Read(message).Tool.ShouldBe(tool);

    [Theory]
    [InlineData("Acme is dead", "Why is Acme rollout lost? A lost deal needs a loss reason.", "because of the price", Toolbox.ProposeLoss, "lossReason", "Price")]
    [InlineData("mark Acme as lost", "Why is Acme rollout lost? A lost deal needs a loss reason.", "they had no budget", Toolbox.ProposeLoss, "lossReason", "No budget")]
    public void Read_AnswerToWhatWasAskedBack_CompletesTheChange(string before, string asked, string message, string tool, string argument, string value)
    {
        var call = QuestionReader.Read(message, [new(before, asked)], Today)!;

        (call.Tool, call[argument]).ShouldBe((tool, value));
    }

    [Fact]
    public void Read_QuestionAfterAProposal_ProposesNothing() =>
        QuestionReader.Read("what about its budget?", [new("move the close date of Acme to 2 April", "Proposed for **Acme rollout**: close date. It waits for approval.")], Today)!.Tool.ShouldNotStartWith("propose_");

    [Theory]
    [InlineData("thanks a lot!", SmallTalk.Welcome)]
    [InlineData("Hi there", SmallTalk.Hello)]
    [InlineData("which AI model do you use?", SmallTalk.Model)]
    [InlineData("what's our quota attainment", SmallTalk.Quota)]
    public void Answer_WordsForTheAssistant_SaysWhatFits(string message, string answer)
    {
        SmallTalk.Answer(message).ShouldBe(answer);
        QuestionReader.Read(message, [], Today).ShouldBeNull();
    }

    private static PlannedCall Read(string question) => QuestionReader.Read(question, [], Today)!;

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
