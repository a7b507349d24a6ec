using Agent.Core.Insight.Texts;

namespace Agent.Core.Tests.Insight.Texts;

public class SpokenTextTests
{
    [Theory]
    [InlineData("Um , so we we use {vocalsound} Excel .", "We use Excel.")]
    [InlineData("It's, you know, really slow.", "It's, really slow.")]
    [InlineData("We, uh, we lose twenty hours a week {disfmarker}", "We lose twenty hours a week")]
    [InlineData("I was I was thinking th the scanners die.", "I was thinking the scanners die.")]
    [InlineData("I mean, it costs us 1.234,56 € a month [laughs].", "It costs us 1.234,56 € a month.")]
    [InlineData("Okay, so, yeah, nobody knows.", "Nobody knows.")]
    public void Clean_FillersMarksAndStutter_AreGone(string quote, string expected) => SpokenText.Clean(quote).ShouldBe(expected);

    [Theory]
    [InlineData("Do you know our budget?", "Do you know our budget?")]
    [InlineData("You know that it failed.", "You know that it failed.")]
    [InlineData("We had had 20 20 litre drums.", "We had had 20 20 litre drums.")]
    [InlineData("Not that that matters, no.", "Not that that matters, no.")]
    [InlineData("wir treffen uns um 10 Uhr und er kommt mit", "Wir treffen uns um 10 Uhr und er kommt mit")]
    [InlineData("[Company Name] needs .5 million", "[Company Name] needs .5 million")]
    public void Clean_WordsThatCarryMeaning_Stay(string quote, string expected) => SpokenText.Clean(quote).ShouldBe(expected);

    [Fact]
    public void Clean_WhatNobodyHeard_IsSaidToBeMissing() =>
        SpokenText.Clean("The budget is [inaudible] thousand.").ShouldBe("The budget is … thousand.");

    [Fact]
    public void Clean_NumberTakenBackInTheSameBreath_KeepsTheSecond() =>
        SpokenText.Clean("They fined us 90.000 lira, sorry, 900.000 lira in autumn.").ShouldBe("They fined us 900.000 lira in autumn.");

    [Fact]
    public void Clean_DirectionAndControlCharacters_AreGone() => SpokenText.Clean("pay \u202e001\u202c euros\u0007 now").ShouldBe("Pay 001 euros now");
}
