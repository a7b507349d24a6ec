using Agent.Core.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Qualification;

public sealed class NeedTests
{
    [Theory]
    [InlineData("We already have a system that does the job, we're just exploring.")]
    [InlineData("To be honest, I'm not sure we really need it.")]
    [InlineData("Our current pumps work just fine.")]
    [InlineData("I haven't identified a specific use for these yet.")]
    [InlineData("We don't have an immediate need for this.")]
    [InlineData("It's more of a nice-to-have for us.")]
    [InlineData("I'm just browsing to see what's out there.")]
    [InlineData("I'm still trying to work out whether this would be useful for us.")]
    [InlineData("We're happy with our existing supplier.")]
    [InlineData("There's no pressing need at the moment.")]
    [InlineData("I can't say we have a clear requirement.")]
    [InlineData("I'm not entirely convinced that we need something like this.")]
    [InlineData("Right now it isn't a priority for us.")]
    [InlineData("We haven't really figured out what problem it would solve.")]
    [InlineData("I'm not clear on how this would benefit us.")]
    [InlineData("I don't really see how it fits into our operations.")]
    [InlineData("We're only gathering information at this stage.")]
    [InlineData("I'm mostly curious, no concrete plans yet.")]
    [InlineData("We haven't defined our requirements yet.")]
    [InlineData("Our needs aren't clearly defined yet.")]
    [InlineData("I'm still unsure about our exact requirements.")]
    [InlineData("I wonder whether we even need all of this.")]
    [InlineData("Well, I'm not sure these are exactly what we need.")]
    [InlineData("We're currently evaluating whether there is a need for it.")]
    [InlineData("I don't have a specific project in mind for it.")]
    [InlineData("Our current setup covers that quite well.")]
    [InlineData("We're not actively looking to replace what we have.")]
    [InlineData("It's hard to say if we need it at this point.")]
    [InlineData("I'm not certain it's necessary for our current operations.")]
    [InlineData("We're still in the process of determining our needs.")]
    [InlineData("I'm exploring options without any specific need right now.")]
    [InlineData("We don't have a strong need for those, but I'm open to hearing more.")]
    [InlineData("I haven't decided if this is something we require.")]
    [InlineData("I'm still assessing our needs, so I can't say.")]
    [InlineData("Frankly, there isn't a problem we're trying to fix.")]
    [InlineData("We're not quite sure how we'd use them.")]
    [InlineData("I'm not exactly sure what we're looking for.")]
    [InlineData("We have something similar in place already.")]
    [InlineData("I don't think there's an urgent need on our side.")]
    public void Assess_BuyerSeesNoNeed_NotMet(string words)
    {
        var need = Talks.Assess("Need", "R: What made you look at our pumps?", $"B: {words}");

        need.Verdict.ShouldBe(Verdict.NotMet);
        need.Against.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("We need to cut our water losses.")]
    [InlineData("We're struggling with leaks every week.")]
    [InlineData("Our old pumps keep breaking down, that's a big problem for us.")]
    [InlineData("This is exactly what we need.")]
    [InlineData("We're looking to improve our throughput.")]
    [InlineData("Security of supply is critical for us.")]
    [InlineData("We've had issues with our current pumps.")]
    [InlineData("We need something more reliable.")]
    [InlineData("Our current system is not meeting our needs anymore, so we have to replace it.")]
    [InlineData("We definitely need better monitoring.")]
    [InlineData("It would help us speed up the line.")]
    [InlineData("I don't need training, but we do need reliable pumps.")]
    [InlineData("No need to worry about that, we need a stronger pump.")]
    [InlineData("We need these for the new plant.")]
    [InlineData("We're expanding the plant and our old equipment can't keep up.")]
    public void Assess_BuyerSeesNeed_Met(string words) =>
        Talks.Assess("Need", "R: What made you look at our pumps?", $"B: {words}").Verdict.ShouldBe(Verdict.Met);

    [Theory]
    [InlineData("R: You surely need a better pump.", "B: Tell me the price.")]
    [InlineData("R: Hello.", "B: I need to check my calendar.")]
    [InlineData("R: Hello.", "B: I'm not sure when I can meet next.")]
    [InlineData("R: Hello.", "B: I'd need to speak with my manager.")]
    [InlineData("R: Is there anything else you need?", "B: No, that's all.")]
    [InlineData("R: Shall I send a brochure?", "B: We don't need a brochure, thanks.")]
    [InlineData("R: Hello.", "B: I'm not sure about the price.")]
    public void Assess_NothingSaidAboutTheNeed_Unknown(params string[] lines) =>
        Talks.Assess("Need", lines).Verdict.ShouldBe(Verdict.Unknown);
}
