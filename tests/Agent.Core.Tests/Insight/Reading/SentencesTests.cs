using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Reading;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("We met today. It went well.", "We met today.", "It went well.")]
    [InlineData("Dr. Meyer joined. He liked it.", "Dr. Meyer joined.", "He liked it.")]
    [InlineData("We use tools, e.g. Excel. They break.", "We use tools, e.g. Excel.", "They break.")]
    [InlineData("It costs 1.234,56 € net. Fine.", "It costs 1.234,56 € net.", "Fine.")]
    [InlineData("It is 2.5 times faster. Good.", "It is 2.5 times faster.", "Good.")]
    [InlineData("Well... maybe. Let us see.", "Well... maybe.", "Let us see.")]
    [InlineData("I thought... No, wait.", "I thought...", "No, wait.")]
    [InlineData("Is that so? Yes!", "Is that so?", "Yes!")]
    [InlineData("J. Smith called. We talked.", "J. Smith called.", "We talked.")]
    [InlineData("We bought it from Acme Inc. last year. It broke.", "We bought it from Acme Inc. last year.", "It broke.")]
    [InlineData("We bought it from Acme Inc. It broke.", "We bought it from Acme Inc.", "It broke.")]
    [InlineData("Am 3. März geht es los. Gut.", "Am 3. März geht es los.", "Gut.")]
    [InlineData("Look at acme.com for more. Thanks.", "Look at acme.com for more.", "Thanks.")]
    [InlineData("It ends at 5 p.m. Then we go.", "It ends at 5 p.m.", "Then we go.")]
    [InlineData("We said no. They left.", "We said no.", "They left.")]
    [InlineData("He said \"fine.\" Then he left.", "He said \"fine.\"", "Then he left.")]
    [InlineData("Really?! Yes.", "Really?!", "Yes.")]
    [InlineData("1. Budget is set\n2. Decision in May", "1. Budget is set", "2. Decision in May")]
    [InlineData("First line\nSecond line", "First line", "Second line")]
    public void Split_Text_CutsAtSentences(string text, params string[] expected)
    {
        var read = Texts.Note(text);

        read.Utterances.SelectMany(u => u.Sentences).Select(s => Texts.Of(read, s)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Do you have budget?", true)]
    [InlineData("Do you have budget", true)]
    [InlineData("What is the price", true)]
    [InlineData("We have budget.", false)]
    [InlineData("What we need is a pump.", false)]
    public void Split_Question_IsTold(string text, bool asks) => Texts.Sentence(text).IsQuestion.ShouldBe(asks);

    [Fact]
    public void Read_MarksAndFillers_YieldNoTokensAndKeepOffsets()
    {
        const string text = "So {vocalsound} um we need [laughs] 20 pumps";
        var tokens = Tokenizer.Read(text, 0, text.Length);

        tokens.Select(t => t.Norm).ShouldBe(["so", "we", "need", "20", "pumps"]);
        tokens.ShouldAllBe(t => text.Substring(t.Start, t.End - t.Start).Equals(t.Norm, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("we don't", "we do not")]
    [InlineData("we can’t", "we can not")]
    [InlineData("I won't", "i will not")]
    [InlineData("dont cannot", "do not can not")]
    [InlineData("it's Bob's", "it is bob 's")]
    [InlineData("decision-maker", "decision maker")]
    public void Read_Contraction_IsWrittenOut(string text, string expected) =>
        string.Join(' ', Tokenizer.Read(text, 0, text.Length).Select(t => t.Norm)).ShouldBe(expected);
}
