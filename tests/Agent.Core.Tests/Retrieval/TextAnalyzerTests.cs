using Agent.Core.Retrieval;

namespace Agent.Core.Tests.Retrieval;

public class TextAnalyzerTests
{
    [Theory]
    [InlineData("The budgets are 84,000 euros", "budget 84000 euro")]
    [InlineData("1.5 or 1,5 or 84.000", "15 15 84000")]
    [InlineData("Skarvøy, Kjær, Straße, Łódź, Œuvre", "skarvoi kjaer strass lodz oeuvr")]
    [InlineData("Cafe\u0301 CAFÉ café", "cafe cafe cafe")]
    [InlineData("ScanPro's scanners don't scan", "scanpro scanner scan")]
    [InlineData("Über Größe", "uber gross")]
    [InlineData("Привет Мир", "привет мир")]
    [InlineData("3rd floor, B2B", "3rd floor b2b")]
    [InlineData("the of and", "")]
    public void TermsOf_Text_IsFoldedAndStemmed(string text, string expected) => TextAnalyzer.TermsOf(text).ShouldBe(expected);

    [Fact]
    public void Terms_Places_PointAtTheWords()
    {
        const string text = "Our budget, at Skarvøy";

        TextAnalyzer.Terms(text).Select(t => text.Substring(t.Start, t.Length)).ShouldBe(["budget", "Skarvøy"]);
    }

    [Fact]
    public void NameWords_Name_AreWhole() => TextAnalyzer.NameWords("Skarvøy Coldstores A/S").ShouldBe(["skarvoy", "coldstores", "a", "s"]);

    [Theory]
    [InlineData("budget", "budgte", 1)]
    [InlineData("budget", "bugdet", 1)]
    [InlineData("budget", "budgets", 1)]
    [InlineData("budget", "gadget", 2)]
    [InlineData("budget", "walrus", 6)]
    public void EditDistance_TwoWords_CountsTypingErrors(string a, string b, int expected) => EditDistance.Of(a, b, 2).ShouldBe(expected);
}
