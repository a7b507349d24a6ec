using System.Globalization;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class ChangeRequestReaderTests
{
    // A Monday.
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("move Acme to negotiation", "Acme", "negotiation")]
    [InlineData("Please move the Acme rollout to Negotiation.", "Acme rollout", "negotiation")]
    [InlineData("can you put Vantaa into qualification?", "Vantaa", "qualification")]
    [InlineData("had a good call w/ Juha, put Vantaa in qualification", "Vantaa", "qualification")]
    [InlineData("roubaix can go to proposal, i sent it this morning", "roubaix", "proposal")]
    [InlineData("Jonas's Olten deal belongs back in Discovery, nobody met Favre.", "Jonas Olten", "Discovery")]
    [InlineData("ok, then set it to demo", null, "demo")]
    [InlineData("advance Kestrup to the next stage", "Kestrup", "next stage")]
    [InlineData("mark Kestrup as won", "Kestrup", "won")]
    [InlineData("we won the Aarhus renewal!", "Aarhus renewal", "won")]
    [InlineData("push Acme to legal review", "Acme", "legal review")]
    [InlineData("Acme is ready for negotiation", "Acme", "negotiation")]
    public void Read_Stage(string question, string? deal, string stage) => Is(question, Toolbox.ProposeStage, ("deal", deal), ("stage", stage));

    [Theory]
    [InlineData("push the close date of the Skarvøy quay to end of next month", "Skarvøy quay", "2026-12-31")]
    [InlineData("pls push the close date of Esbjerg to end of next month", "Esbjerg", "2026-12-31")]
    [InlineData("closing date for Olten should be 16 August 2027", "Olten", "2027-08-16")]
    [InlineData("ok then make the close date two weeks from today", null, "2026-12-07")]
    [InlineData("move Acme to 15 January", "Acme", "2027-01-15")]
    [InlineData("set the expected close of Acme to 2027-02-01", "Acme", "2027-02-01")]
    [InlineData("could you change the close date to Friday?", null, "2026-11-27")]
    [InlineData("Acme will close in March", "Acme", "2027-03-31")]
    [InlineData("postpone Kestrup until next week", "Kestrup", "2026-12-04")]
    public void Read_CloseDate(string question, string? deal, string date) =>
        Is(question, Toolbox.ProposeCloseDate, ("deal", deal), ("date", DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Move the close date to 15 January 2027 and what should I do next?", null)]
    [InlineData("Move the close date of Acme to 15 January 2027, and what should I do next?", "Acme")]
    [InlineData("could you set the close date of Acme to 15 January 2027 and then what is the next step?", "Acme")]
    public void Read_ChangeAndQuestion_AsksForBothOfTheSameDeal(string question, string? deal)
    {
        var calls = ChangeRequestReader.Read(question, Today).ShouldNotBeNull().Calls;

        calls.Select(c => c.Tool).ShouldBe([Toolbox.ProposeCloseDate, Toolbox.NextStep]);
        calls[0]["date"].ShouldBe(new DateOnly(2027, 1, 15));
        calls.ShouldAllBe(c => (string?)c["deal"] == deal);
    }

    [Theory]
    [InlineData("should we move Acme to negotiation and what would they say?")]
    [InlineData("who moved Acme to negotiation and what did they say?")]
    public void Read_TwoQuestions_AskForNoChange(string question) => ChangeRequestReader.Read(question, Today)?.Calls.ShouldBeEmpty();

    [Theory]
    [InlineData("Acme slips again. Move the current close date out by another two weeks", "Acme slips", 14, null)]
    [InlineData("push Olten out a month", "Olten", null, 1)]
    [InlineData("bring the close date of Acme forward by a week", "Acme", -7, null)]
    [InlineData("delay it by 3 days", null, 3, null)]
    public void Read_CloseDateByAShift(string question, string? deal, int? days, int? months) =>
        Is(question, Toolbox.ProposeCloseDate, ("deal", deal), ("shiftDays", days), ("shiftMonths", months));

    [Theory]
    [InlineData("bump it to 60k", null, 60_000)]
    [InlineData("Bump the Olten hub up to 118k", "Olten hub", 118_000)]
    [InlineData("Can you please set the amount of the cold store at 61.500 euro, is the version with 30 devices", "cold store", 61_500)]
    [InlineData("change the Acme rollout to 50k", "Acme rollout", 50_000)]
    [InlineData("lower Acme to €80,000", "Acme", 80_000)]
    [InlineData("the amount of Kestrup should be 60 thousand", "Kestrup", 60_000)]
    [InlineData("update deal value for Olten: 99000", "Olten", 99_000)]
    public void Read_Amount(string question, string? deal, int amount) => Is(question, Toolbox.ProposeAmount, ("deal", deal), ("amount", (decimal)amount));

    [Theory]
    [InlineData("raise Acme by 10k", 10_000, false)]
    [InlineData("cut the amount by 5%", -5, true)]
    [InlineData("reduce it by €2,500", -2_500, false)]
    public void Read_AmountByADifference(string question, int by, bool percent) =>
        Is(question, Toolbox.ProposeAmount, ("changeBy", (decimal)by), ("percent", percent ? true : null), ("amount", null));

    [Theory]
    [InlineData("set the next step to call Laura", null, "call Laura", null)]
    [InlineData("set Acme's next step to send the contract by Friday", "Acme", "send the contract", "2026-11-27")]
    [InlineData("next step nuremberg = visit Uwe in person with our engineer and bring cake", "nuremberg", "visit Uwe in person with our engineer and bring cake", null)]
    [InlineData("the next step for Kestrup is: find Line's successor", "Kestrup", "find Line's successor", null)]
    [InlineData("put \"demo in Olten\" as next step for Rottmatt", "Rottmatt", "demo in Olten", null)]
    [InlineData("Next step on Acme: two-site option with Ingrid on Thursday", "Acme", "two-site option with Ingrid", "2026-11-26")]
    public void Read_NextStep(string question, string? deal, string step, string? due) =>
        Is(question, Toolbox.ProposeNextStep, ("deal", deal), ("step", step), ("due", due is null ? null : DateOnly.Parse(due, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("log that we owe them a reference by Friday", null, "we owe them a reference", "2026-11-27")]
    [InlineData("remind me to give Sanne an answer about the 60 days, has to be done by Friday. Acme", "Acme", "give Sanne an answer about the 60 days", "2026-11-27")]
    [InlineData("task for acme, take three trigger grips to Pieter, till wednesday", "acme", "take three trigger grips to Pieter", "2026-11-25")]
    [InlineData("create a task for Kestrup: call Jeppe tomorrow", "Kestrup", "call Jeppe", "2026-11-24")]
    [InlineData("Remind me on Thursday to call the lawyer", null, "call the lawyer", "2026-11-26")]
    [InlineData("Add a task to call Freja Lund on Friday for the Northwind renewal", "Northwind renewal", "call Freja Lund for the Northwind renewal", "2026-11-27")]
    [InlineData("can you add a todo to send the price list", null, "send the price list", null)]
    [InlineData("don't let me forget to ask whether they might move the budget", null, "ask whether they might move the budget", null)]
    public void Read_Task(string question, string? deal, string task, string? due)
    {
        var call = Read(question, Toolbox.ProposeTask);
        call["task"].ShouldBe(task);
        call["due"].ShouldBe(due is null ? null : DateOnly.Parse(due, CultureInfo.InvariantCulture));
        if (deal is not null)
            call["deal"].ShouldBe(deal);
    }

    [Theory]
    [InlineData("mark Kestrup as lost, they went with Lagerwerk", "Kestrup", "Competitor")]
    [InlineData("skarvøy cold store is dead, sigrid went with ScanPro. mark it lost", "skarvøy cold store", "Competitor")]
    [InlineData("We lost it. Frau Vogt opens with paper and the budget is gone.", null, "No budget")]
    [InlineData("we lost Basel to Lagerwerk", "Basel", "Competitor")]
    [InlineData("close Olten as lost because they never answered", "Olten", "No decision")]
    [InlineData("set Vantaa to lost, we were too expensive", "Vantaa", "Price")]
    public void Read_Loss(string question, string? deal, string reason) => Is(question, Toolbox.ProposeLoss, ("deal", deal), ("lossReason", reason));

    [Theory]
    [InlineData("park it until September", null, "2027-09-01")]
    [InlineData("Please park the Zilverpolder peak season thing until 1 September 2027.", "Zilverpolder peak season", "2027-09-01")]
    [InlineData("put the Esbjerg and Kolding deal on hold for 3 weeks, the board has to meet first", "Esbjerg Kolding", "2026-12-14")]
    [InlineData("snooze Acme until Monday", "Acme", "2026-11-30")]
    [InlineData("park Acme", "Acme", null)]
    public void Read_Park(string question, string? deal, string? until) =>
        Is(question, Toolbox.ProposePark, ("deal", deal), ("until", until is null ? null : DateOnly.Parse(until, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Ida is the champion there", "Ida", "Champion", null)]
    [InlineData("Line is gone, so Nadia is the champion here now", "Nadia", "Champion", null)]
    [InlineData("Sigrid is the decision maker for the cold store, not only the one with the money. Correct that please", "Sigrid", "DecisionMaker", "cold store")]
    [InlineData("make Jeppe Friis the economic buyer at Kestrup", "Jeppe Friis", "EconomicBuyer", "Kestrup")]
    [InlineData("mark Uwe as blocker", "Uwe", "Blocker", null)]
    [InlineData("the champion at Acme is Laura", "Laura", "Champion", "Acme")]
    [InlineData("set Tomas Verhoeven as influencer for Acme", "Tomas Verhoeven", "Influencer", "Acme")]
    public void Read_ContactRole(string question, string contact, string role, string? deal) =>
        Is(question, Toolbox.ProposeContactRole, ("contact", contact), ("role", Enum.Parse<Core.Deals.BuyingRole>(role)), ("deal", deal));

    [Theory]
    [InlineData("add Ida Berg, head of IT, to Acme. ida.berg@acme-logistics.example", "Ida Berg", "head of IT", "ida.berg@acme-logistics.example", "Acme")]
    [InlineData("Add Jens Holm (CFO) as a contact at Kestrup", "Jens Holm", "CFO", null, "Kestrup")]
    [InlineData("new contact at Acme: Ida Berg, head of IT", "Ida Berg", "head of IT", null, "Acme")]
    [InlineData("please create contact ida berg for acme", "ida berg", null, null, "acme")]
    public void Read_NewContact(string question, string name, string? title, string? email, string? deal) =>
        Is(question, Toolbox.ProposeNewContact, ("name", name), ("title", title), ("email", email), ("deal", deal));

    [Theory]
    [InlineData("create a new deal at Rottmatt pls: Sursee stock transfer, 22k", "Rottmatt", "Sursee stock transfer", 22_000)]
    [InlineData("create a deal for Acme worth 60k", "Acme", null, 60_000)]
    [InlineData("open a new opportunity with Kestrup called \"Odense returns\" for €12,000", "Kestrup", "Odense returns", 12_000)]
    [InlineData("New deal for Acme", "Acme", null, null)]
    public void Read_NewDeal(string question, string account, string? name, int? amount) =>
        Is(question, Toolbox.ProposeNewDeal, ("account", account), ("name", name), ("amount", (decimal?)amount));

    [Theory]
    [InlineData("accept the BANT score of Acme", "Acme", "bant")]
    [InlineData("Spoke to Jeppe at Kestrup: budget is confirmed now, 60 thousand for both sites. Put that in the qualification", null, null)]
    [InlineData("update the qualification of Kestrup", "Kestrup", null)]
    public void Read_Qualification(string question, string? deal, string? framework)
    {
        var call = Read(question, Toolbox.ProposeQualification);
        call["framework"].ShouldBe(framework);
        if (deal is not null)
            call["deal"].ShouldBe(deal);
    }

    [Theory]
    [InlineData("what is waiting for my approval?", null)]
    [InlineData("what did you suggest on Acme?", "Acme")]
    [InlineData("any suggestions for Nuremberg that I haven't looked at yet?", "Nuremberg")]
    [InlineData("is there anything to approve?", null)]
    [InlineData("pending proposals", null)]
    public void Read_Pending(string question, string? deal) => Is(question, Toolbox.ListProposals, ("deal", deal));

    [Theory]
    [InlineData("should we move Acme to negotiation?")]
    [InlineData("Should I bump it to 60k?")]
    [InlineData("when did we move Acme to negotiation?")]
    [InlineData("what if we push the close date to March?")]
    [InlineData("why did we lose Basel?")]
    [InlineData("who is the champion there?")]
    [InlineData("is Ida the champion?")]
    [InlineData("did we set the next step for Acme?")]
    [InlineData("what is the next step for Acme?")]
    [InlineData("what's the close date of Acme")]
    [InlineData("which deals are in negotiation?")]
    [InlineData("my deals that are in negotiation")]
    [InlineData("show me the deals that moved to proposal last month")]
    [InlineData("don't move Acme to negotiation yet")]
    [InlineData("do not mark it as lost")]
    [InlineData("never push the close date to March")]
    [InlineData("if they sign, move it to won")]
    [InlineData("move it to won if they sign")]
    [InlineData("once legal is done move Acme to negotiation")]
    [InlineData("maybe we should move Acme to negotiation")]
    [InlineData("I think Ida is the champion")]
    [InlineData("I'm thinking about pushing the close date to March")]
    [InlineData("perhaps set the amount to 60k")]
    [InlineData("they want to push the close date to March")]
    [InlineData("Laura said they might move to ScanPro")]
    [InlineData("Ida is not the champion")]
    [InlineData("how likely is it that we lose Acme?")]
    [InlineData("what happened last week at Acme")]
    [InlineData("Acme close date")]
    [InlineData("how much is Acme worth now?")]
    [InlineData("draft a mail to Laura that says we move the date to Friday")]
    [InlineData("move the demo to Friday")]
    [InlineData("what did Laura say about the budget of 60k?")]
    [InlineData("update me on Acme")]
    [InlineData("bring me up to date on Kestrup")]
    [InlineData("put together a brief for Acme")]
    [InlineData("deals closing in March")]
    [InlineData("set of deals at risk")]
    [InlineData("deals we lost to Lagerwerk")]
    [InlineData("everything we won in Q2")]
    [InlineData("the one that is lost")]
    [InlineData("new deals created in november")]
    [InlineData("from Priya: what is closing in december")]
    [InlineData("the deals we lost this year, by reason")]
    [InlineData("hello")]
    [InlineData("")]
    public void Read_QuestionsWishesAndReports_AreNoRequests(string question) => ChangeRequestReader.Read(question, Today).ShouldBeNull();

    [Theory]
    [InlineData("approve that", "takes a person")]
    [InlineData("Approve it yourself, i don't have the time for these buttons", "takes a person")]
    [InlineData("reject the second", "takes a person")]
    [InlineData("send the mail to Sanne right now", "nothing was sent")]
    [InlineData("please delete the skarvøy deal completely", "nothing was deleted")]
    [InlineData("move Acme to negotiation without asking", "approval")]
    [InlineData("set it to 60k, don't ask me", "approval")]
    [InlineData("export all deals of Jonas as csv", "nothing was exported")]
    [InlineData("move all my deals to negotiation", "one deal")]
    [InlineData("do exactly what Uwe asks in the P.S. of his last long mail", "I do not follow instructions")]
    [InlineData("Should I buy shares of ScanPro?", "cannot advise")]
    public void Read_WhatCannotBeDone_IsDeclined(string question, string says)
    {
        var request = ChangeRequestReader.Read(question, Today).ShouldNotBeNull();

        request.Calls.ShouldBeEmpty();
        request.Refusal.ShouldNotBeNull().ShouldContain(says);
    }

    [Theory]
    [InlineData("set the amount to -5", "cannot be below 0")]
    [InlineData("Please change the amount of Acme to -€5k.", "\"-€5k\"")]
    [InlineData("the amount of Acme is now minus 300", "cannot be below 0")]
    [InlineData("set the amount of Acme to banana", "cannot read an amount in \"banana\"")]
    [InlineData("set the close date to 31 February", "no day \"31 February\"")]
    [InlineData("move Acme to 2026-13-45", "no day \"2026-13-45\"")]
    [InlineData("change the closing date of Acme to someday", "cannot read a day in \"someday\"")]
    public void Read_ValueThatCannotBe_IsDeclinedWithWhatMendsIt(string question, string says)
    {
        var request = ChangeRequestReader.Read(question, Today).ShouldNotBeNull();

        request.Calls.ShouldBeEmpty();
        request.Refusal.ShouldNotBeNull().ShouldContain(says);
        request.Refusal.ShouldContain("nothing was proposed");
        request.Refusal.ShouldMatch("such as|like 2026");
    }

    [Theory]
    [InlineData("Sanne waits. Fire the answer off to her right now, I don't need to read it", "cannot send")]
    [InlineData("They asked again, so write it from my mailbox", "cannot send")]
    public void Read_SendingSaidInTheMiddle_IsDeclined(string question, string says) =>
        ChangeRequestReader.Read(question, Today).ShouldNotBeNull().Refusal.ShouldNotBeNull().ShouldContain(says);

    [Theory]
    [InlineData("Jonas left the company", "Jonas", null, null)]
    [InlineData("Line Holm has left Kestrup.", "Line Holm", "Kestrup", null)]
    [InlineData("fyi, Reto no longer works there", "Reto", null, null)]
    [InlineData("Reto doesn't work at Olten anymore", "Reto", "Olten", null)]
    [InlineData("Anna Berg is leaving the company on 15 December", "Anna Berg", null, "2026-12-15")]
    [InlineData("mark Line Holm as gone", "Line Holm", null, null)]
    public void Read_ContactLeft(string question, string contact, string? deal, string? day) =>
        Is(question, Toolbox.ProposeContactLeft, ("contact", contact), ("deal", deal), ("leftOn", day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("has Jonas left the company?")]
    [InlineData("Jonas left a message on my phone")]
    [InlineData("maybe Jonas left the company")]
    [InlineData("Jonas might have left the company")]
    public void Read_NobodyLeftForCertain_IsNoChange(string question) =>
        (ChangeRequestReader.Read(question, Today)?.Calls ?? []).ShouldNotContain(c => c.Tool == Toolbox.ProposeContactLeft);

    [Fact]
    public void Read_TwoChangesInOneMessage_AreBothRead()
    {
        var calls = ChangeRequestReader.Read("move Acme to negotiation and set the amount to 60k", Today)!.Calls;

        calls.Select(c => (c.Tool, c["deal"])).ShouldBe([(Toolbox.ProposeStage, "Acme"), (Toolbox.ProposeAmount, (object?)"Acme")]);
    }

    [Fact]
    public void Read_WhatStandsAround_IsTheReason() =>
        Read("roubaix can go to proposal, i sent it this morning", Toolbox.ProposeStage)["reason"].ShouldBe("i sent it this morning");

    [Fact]
    public void Read_DealNamedBefore_IsGuessedWithTheFocusBehindIt()
    {
        var call = Read("Acme slips again. Move the close date out by a week", Toolbox.ProposeCloseDate);

        call.Otherwise.ShouldNotBeNull()["deal"].ShouldBeNull();
    }

    private static PlannedCall Read(string question, string tool)
    {
        var call = ChangeRequestReader.Read(question, Today).ShouldNotBeNull(question).Calls.ShouldHaveSingleItem(question);
        call.Tool.ShouldBe(tool, question);
        return call;
    }

    private static void Is(string question, string tool, params (string Name, object? Value)[] arguments)
    {
        var call = Read(question, tool);
        foreach (var (name, value) in arguments)
            call[name].ShouldBe(value, $"{name} of \"{question}\"");
    }
}
