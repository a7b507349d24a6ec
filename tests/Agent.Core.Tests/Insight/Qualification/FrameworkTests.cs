using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class FrameworkTests
{
    [Theory]
    [InlineData("bant", "Budget,Authority,Need,Timeline")]
    [InlineData("MEDDIC", "Metrics,Economic buyer,Decision criteria,Decision process,Identify pain,Champion")]
    [InlineData("meddpicc", "Metrics,Economic buyer,Decision criteria,Decision process,Paper process,Identify pain,Champion,Competition")]
    [InlineData("champ", "Challenges,Authority,Money,Prioritization")]
    public void Find_ShippedFramework_HasTheFieldsCriteria(string key, string criteria) =>
        string.Join(',', Framework.Find(key)!.Criteria.Select(c => c.Name)).ShouldBe(criteria);

    [Fact]
    public void Known_EveryFramework_LoadsWithQuestions()
    {
        foreach (var key in Framework.Known)
            Framework.Find(key)!.Criteria.ShouldAllBe(c => c.Question.EndsWith('?') && c.Missing.Length > 0);
    }

    [Fact]
    public void Parse_TeamsOwnFramework_UsesItsOwnWords()
    {
        var own = Framework.Parse("""
            {"name":"Pilot","criteria":[{"name":"Sponsor","question":"Who sponsors it?","missing":"a sponsor","for":["sponsor"],"against":["no-sponsor"],"weight":2}],
             "classes":{"boss":["sponsor","patron"]},
             "groups":{"sponsor":{"strength":0.9,"patterns":["(have|found) .2 <boss>"]},"no-sponsor":{"patterns":["nobody .2 <boss>"]}}}
            """);

        Verdict Of(string line) => Qualifier.Assess(own, [Talks.Read(line, "R: I see.")], null, null, new(2026, 3, 2)).Criteria.Single().Verdict;

        Of("B: We have a sponsor on the board.").ShouldBe(Verdict.Met);
        Of("B: Nobody is patron of it.").ShouldBe(Verdict.NotMet);
        Of("B: The weather is fine.").ShouldBe(Verdict.Unknown);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("{\"name\":\"X\"}", "at least one criterion")]
    [InlineData("{\"criteria\":[]}", "needs a \"name\"")]
    [InlineData("{\"name\":\"X\",\"criteria\":[{\"name\":\"A\",\"question\":\"?\",\"missing\":\"a\",\"for\":[\"nowhere\"]}]}", "nowhere")]
    [InlineData("{\"name\":\"X\",\"criteria\":[{\"name\":\"A\",\"question\":\"?\",\"missing\":\"a\"}],\"groups\":{\"g\":{\"patterns\":[\"(a|b\"]}}}", "')' is missing")]
    [InlineData("{\"name\":\"X\",\n\"criteria\":[{\"name\":\"A\",\"topics\":[\"money\"]}]}", "in line 2 at \"criteria[0].topics[0]\": topics is a list of budget, authority, need")]
    [InlineData("{\"name\":\"X\",\"criteria\":[{\"name\":\"A\",\"for\":[\"g\"]}],\"groups\":{\"g\":[\"word\"]}}", "at \"groups.g\": groups is an object with a cue group by each name, such as")]
    [InlineData("{\"name\":\"X\",\"criteria\":[{\"name\":\"A\",\"reader\":\"oracle\"}]}", "reader is one of cues, budget, timeline, competition or account")]
    [InlineData("{\"name\":\"X\",\"criteria\":[{\"name\":\"A\",\"for\":[\"g\"]}],\"groups\":{\"g\":{}}}", "The cue group \"g\" needs \"patterns\"")]
    public void Parse_Malformed_SaysWhatIsWrong(string json, string message)
    {
        var fault = Should.Throw<FormatException>(() => Framework.Parse(json)).Message;

        fault.ShouldContain(message);
        fault.ShouldNotContain("Agent.Core");
    }

    [Theory]
    [InlineData("need (help|some help)", "we need some help", true)]
    [InlineData("need .2 pump", "we need a new pump", true)]
    [InlineData("need .1 pump", "we need a new pump", false)]
    [InlineData("pump*", "pumps", true)]
    [InlineData("have [any] budget", "we have budget", true)]
    [InlineData("is .3 working", "it is not working", false)]
    [InlineData("is .3 working", "it is still working", true)]
    [InlineData("boss ~3 approve", "the boss says i approve", false)]
    [InlineData("^yes", "well yes", false)]
    [InlineData("sure$", "i am sure.", true)]
    [InlineData("sure$", "i am sure about it", false)]
    [InlineData("# pumps", "twenty pumps", true)]
    [InlineData("have # .1 pumps", "we have some pumps", false)]
    [InlineData("need (pump|some help) [now]", "we need some help", true)]
    [InlineData("need (pump|some help) [now]", "we need some pumps", false)]
    [InlineData("ask .1 b*", "ask the board", true)]
    [InlineData("ask .1 b*", "ask the owner", false)]
    public void Match_Pattern_FindsWhatItSays(string pattern, string text, bool found)
    {
        var tokens = Tokenizer.Read(text, 0, text.Length);

        Enumerable.Range(0, tokens.Count).Any(i => Cue.Parse(pattern).Match(tokens, i) > i).ShouldBe(found);
    }

    [Fact]
    public void Assess_Icp_HoldsTheAccountAgainstTheProfile()
    {
        var account = new Account { Name = "Mill", Employees = 20, Industry = "Water" };

        var result = Qualifier.Assess(Framework.Find("icp")!, [], null, null, new(2026, 3, 2), account);

        result.Criteria.Single(c => c.Criterion == "Company size").Verdict.ShouldBe(Verdict.NotMet);
        result.Criteria.Single(c => c.Criterion == "Industry").Verdict.ShouldBe(Verdict.Met);
        result.Criteria.Single(c => c.Criterion == "Revenue").Verdict.ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void Assess_NothingSaid_AllUnknownScoreZeroAndQuestions()
    {
        var result = Qualifier.Assess(Framework.Bant, [], null, null, new(2026, 3, 2));

        result.Criteria.ShouldAllBe(c => c.Verdict == Verdict.Unknown && c.Question != null && c.Strength == 0);
        (result.Score, result.Known).ShouldBe((0, 0));
    }

    [Fact]
    public void Assess_Weights_MakeTheScore()
    {
        var result = Qualifier.Assess(Framework.Find("lead-score")!, [Talks.Read("B: We need to cut our water losses.", "R: I see.")], null, null, new(2026, 3, 2), new Account { Name = "Mill", Employees = 400 });

        (result.Score, result.Known).ShouldBe((35, 35));
    }

    [Fact]
    public void Assess_TwoTexts_NewestStatementWins()
    {
        var first = Talks.Read("B: Our budget is $900. We want two FlowMaster Pumps and three AquaSeal Valves.", "R: I see.");
        var later = Talks.Read("B: The budget is $1,000 by now.", "R: I see.") with { At = Talks.Monday.AddDays(3) };

        var budget = Qualifier.Assess(Framework.Bant, [later, first], Talks.Prices, null, new(2026, 3, 9)).Criteria[0];

        budget.Verdict.ShouldBe(Verdict.Met);
        budget.Changes.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 3)]
    [InlineData(10, 3)]
    [InlineData(11, 7)]
    [InlineData(500, 7)]
    public void DaysFor_UpToSteps_HoldToTheirLastUnit(int units, int days) => Talks.Policy.DaysFor(units).ShouldBe(days);

    [Fact]
    public void DaysFor_FromSteps_HoldFromTheirFirstUnit()
    {
        var policy = DeliveryPolicy.From([new(1, 1), new(5, 3)]);

        (policy.DaysFor(4), policy.DaysFor(5), policy.DaysFor(0)).ShouldBe((1, 3, null));
    }

    [Theory]
    [InlineData("Authority", "She has the final say on this.", Verdict.Met)]
    [InlineData("Authority", "Maria is the decision maker.", Verdict.Met)]
    [InlineData("Authority", "Their CFO has to approve it.", Verdict.NotMet)]
    [InlineData("Authority", "He does not have the authority to sign.", Verdict.NotMet)]
    [InlineData("Need", "They need to cut their water losses.", Verdict.Met)]
    [InlineData("Need", "They are happy with their current supplier.", Verdict.NotMet)]
    [InlineData("Budget", "They have a budget of $40k.", Verdict.Met)]
    [InlineData("Timeline", "They want it installed by June.", Verdict.Met)]
    [InlineData("Need", "Called twice, no answer.", Verdict.Unknown)]
    public void Assess_NoteOfOurs_ReportsTheBuyersWords(string criterion, string note, Verdict expected)
    {
        var activity = new Activity { Kind = ActivityKind.Note, Direction = Direction.Internal, At = Talks.Monday, Body = note };

        Qualifier.Assess(Framework.Bant, [ActivityReader.Read(activity, ReadingContext.Empty)], null, null, new(2026, 3, 2)).Criteria
            .Single(c => c.Criterion == criterion).Verdict.ShouldBe(expected);
    }

    [Fact]
    public void Assess_EmailOfOurs_IsNoEvidenceForTheBuyer()
    {
        var activity = new Activity { Kind = ActivityKind.Email, Direction = Direction.Outbound, At = Talks.Monday, Body = "I have the final say on discounts, and we need something reliable." };

        Qualifier.Assess(Framework.Bant, [ActivityReader.Read(activity, ReadingContext.Empty)], null, null, new(2026, 3, 2)).Criteria
            .ShouldAllBe(c => c.Verdict == Verdict.Unknown);
    }

    [Fact]
    public void Assess_Competition_NamesWhoIsInPlay() =>
        Qualifier.Assess(Framework.Find("meddpicc")!, [Talks.Read("B: We are talking to Rita and looking at Hydrotec too.", "R: I see.")], null, null, new(2026, 3, 2)).Criteria
            .Single(c => c.Criterion == "Competition").Facts.ShouldBe(["In play: Hydrotec."]);
}
