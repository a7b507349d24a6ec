using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Tests.Agents.Offline;

public sealed class AnswerWriterTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", @"\<script\>alert(1)\</script\>")]
    [InlineData("![x](http://evil.example/p.png)", @"\!\[x\](http://evil.example/p.png)")]
    [InlineData("[1] **bold** `code`", @"\[1\] \*\*bold\*\* \`code\`")]
    [InlineData("two\nlines\r\nand\u2028more", "two lines and more")]
    [InlineData("# heading | cell", @"\# heading \| cell")]
    public void Plain_TextOfOtherPeople_HasNoEffect(string text, string expected)
    {
        PlainMarkdown.Of(text).ShouldBe(expected);
    }

    [Fact]
    public void Write_QuoteWithMarkup_IsShownAsWritten()
    {
        var passage = new Passage(ActivityId.New(), null, "Deal <b>", PassageKind.Call, DateTimeOffset.UnixEpoch, "s", 0, "see [2] <img src=x> *now*", "Eve]", 1);

        var answer = AnswerWriter.Write(new SearchResult("<i>", null, null, [new(passage, "1")]));

        answer.ShouldContain(@"see \[2\] \<img src=x\> \*now\*");
        answer.ShouldContain(@"\<i\>");
        answer.ShouldContain(@"Eve\]");
        // The one citation is the program's own.
        System.Text.RegularExpressions.Regex.Matches(answer, @"(?<!\\)\[\d+\]").ShouldHaveSingleItem().Value.ShouldBe("[1]");
    }

    [Fact]
    public void CitedIn_LabelsInsideOtherPeoplesWords_CiteNothing()
    {
        var sources = new TurnSources();
        sources.CiteDeal(DealId.New(), "First");
        sources.CiteDeal(DealId.New(), "Second");

        var cited = sources.CitedIn($"He said \"{PlainMarkdown.Of("see [2]")}\" [1]");

        cited.ShouldHaveSingleItem().Label.ShouldBe("1");
    }
}
