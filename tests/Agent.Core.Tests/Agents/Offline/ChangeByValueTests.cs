using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class ChangeByValueTests
{
    // A Monday.
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("Our offer for Linz went out this morning. So we're past the demo there", "proposal")]
    [InlineData("Ida has the quote since Monday. Can the stage reflect that please?", "proposal")]
    [InlineData("They signed off on the price, now it is haggling about terms. the stage should say that", "negotiation")]
    [InlineData("Tomas handed me the signed contract, that one is ours", "won")]
    public void Read_WhatLeadsToAStage_IsThatStage(string question, string stage) => Read(question, Toolbox.ProposeStage)["stage"].ShouldBe(stage);

    [Theory]
    [InlineData("18 pieces at 630 each. Makes 11,340, can you correct the figure", 11_340)]
    [InlineData("That leaves 228 thousand flat, please carry it over to the deal.", 228_000)]
    [InlineData("ok we go with the small version here, 61.5", 61_500)]
    public void Read_ASum_IsTheAmount(string question, int amount) => Read(question, Toolbox.ProposeAmount)["amount"].ShouldBe((decimal)amount);

    [Fact]
    public void Read_AShareToTakeOff_LowersTheAmount()
    {
        var call = Read("We give Holger his five percent. Take it off the Remscheid value pls", Toolbox.ProposeAmount);

        (call["changeBy"], call["percent"]).ShouldBe((-5m, true));
    }

    [Theory]
    [InlineData("looks like this slips into March 2027", "2027-03-31")]
    [InlineData("Ida won't decide before 15 February 2027. What stands in the system is fantasy, make it that day", "2027-02-15")]
    [InlineData("the board meets later than planned. Give Esbjerg until the end of next month would you", "2026-12-31")]
    public void Read_ADayOfSigning_IsTheCloseDate(string question, string date) =>
        Read(question, Toolbox.ProposeCloseDate)["date"].ShouldBe(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("What we do next at Kestrup is to get Jeppe on a call. Write that in.", "get Jeppe on a call. Write that in")]
    [InlineData("let's say the next thing is a visit to Outi", "a visit to Outi")]
    public void Read_WhatComesNext_IsTheNextStep(string question, string step) => Read(question, Toolbox.ProposeNextStep)["step"].ShouldBeOfType<string>().ShouldStartWith(step[..15]);

    [Theory]
    [InlineData("I wouldn't call Uwe a blocker any more, rather an influencer", "Uwe", BuyingRole.Influencer)]
    [InlineData("Joris isn't just an influencer, he decides it all by himself. Could you put him down like that?", "Joris", BuyingRole.DecisionMaker)]
    public void Read_APart_IsTheOneNotDenied(string question, string contact, BuyingRole role)
    {
        var call = Read(question, Toolbox.ProposeContactRole);

        (call["contact"], call["role"]).ShouldBe((contact, role));
    }

    [Fact]
    public void Read_APersonWithTitleAndAddress_IsANewContact()
    {
        var call = Read("Reto's successor is there: Urs Bieri, Leiter Logistik, urs.bieri@rottmatt.example. Please save him", Toolbox.ProposeNewContact);

        (call["name"], call["title"], call["email"], call["deal"]).ShouldBe(("Urs Bieri", "Leiter Logistik", "urs.bieri@rottmatt.example", "rottmatt"));
    }

    [Fact]
    public void Read_SomethingToOpenForASum_IsANewDeal()
    {
        var call = Read("Els asked about a Bruges showroom on top of everything, some 20k. Not in the books yet, open something for it under Oostveld", Toolbox.ProposeNewDeal);

        (call["account"], call["name"], call["amount"]).ShouldBe(("Oostveld", "Bruges showroom", 20_000m));
    }

    [Theory]
    [InlineData("Nothing will move with the yard for the next 60 days. I don't want it in front of me until then")]
    public void Read_NothingMovesUntil_Parks(string question) => Read(question, Toolbox.ProposePark)["until"].ShouldBe(new DateOnly(2027, 1, 22));

    [Theory]
    [InlineData("ping me in two weeks to ring Femke about the plan", "ring Femke about the plan")]
    [InlineData("to do for me until Monday: sort out the calendar", "sort out the calendar")]
    public void Read_WhatWeOwe_IsATask(string question, string task) => Read(question, Toolbox.ProposeTask)["task"].ShouldBe(task);

    [Theory]
    [InlineData("has the offer for Linz gone out?")]
    [InlineData("the offer for Linz went out this morning")]
    [InlineData("if it slips into March we have a problem")]
    [InlineData("maybe this slips into March 2027")]
    [InlineData("would it help to give them until the end of next month?")]
    [InlineData("they hope to sign on 15 February 2027")]
    [InlineData("Ida mentioned 60k for both sites")]
    [InlineData("can you show me what 60k would do to the forecast")]
    [InlineData("Uwe is still against us")]
    [InlineData("please tell me what we do next at Kestrup")]
    [InlineData("please draft a mail: the offer is out, they sign on 15 February 2027")]
    [InlineData("What is new on plant 170 and its next step this month please?")]
    [InlineData("What is the amount of the 170 seats deal, please?")]
    public void Read_TellingAskingWishing_IsNoChange(string question) => ChangeByValue.Read(question, Today).ShouldBeNull();

    private static PlannedCall Read(string question, string tool)
    {
        var call = ChangeByValue.Read(question, Today).ShouldNotBeNull(question);
        call.Tool.ShouldBe(tool, question);
        return call;
    }
}
