using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;

namespace Agent.Core.Tests.Retrieval;

public class PassageCutterTests
{
    [Fact]
    public void Cut_Call_KeepsAnAnswerWithItsQuestion()
    {
        const string text = "[00:00:01] Rep: Hello there. What is your budget?\n[00:00:05] Buyer: About eighty thousand.\n[00:00:09] Buyer: For this year.\n[00:00:12] Rep: Thank you.";

        var passages = PassageCutter.Cut(ActivityReader.ReadText(text, DateTimeOffset.UnixEpoch), "Call");

        passages.Count.ShouldBe(3);
        passages[1].Text.ShouldBe("About eighty thousand.\nFor this year.");
        passages[1].Context.ShouldBe("Hello there. What is your budget?");
        passages[1].Speaker.ShouldBe("Buyer");
        text.Substring(passages[1].Start, passages[1].Length).ShouldBe("About eighty thousand.\n[00:00:09] Buyer: For this year.");
        passages[0].Context.ShouldBe("");
        passages[2].Context.ShouldBe("");
    }

    [Fact]
    public void Cut_Email_LeavesOutGreetingSignatureAndHistory()
    {
        var mail = new Activity
        {
            Kind = ActivityKind.Email,
            At = DateTimeOffset.UnixEpoch,
            Subject = "Prices",
            Body = "Hi Ann,\n\nyour prices are high.\n\nWe need a discount.\n\nBest regards,\nBob\n\nOn Mon, 2 March 2026, Ann wrote:\n> The old offer.",
        };

        var passage = PassageCutter.Cut(ActivityReader.Read(mail, ReadingContext.Empty), mail.Subject).ShouldHaveSingleItem();

        passage.Text.ShouldBe("your prices are high.\nWe need a discount.");
        passage.Context.ShouldBe("Prices");
    }

    [Fact]
    public void CutDocument_Markdown_FollowsTheHeadings()
    {
        const string text = "Intro line.\n\n# Pricing\n\nBase price.\n\n## Discounts\n\nUp to ten percent.\n\n# Security\n\nAll encrypted.";

        var passages = PassageCutter.CutDocument("Policy", text);

        passages.Select(p => (p.Context, p.Text)).ShouldBe(
        [
            ("Policy", "Intro line."),
            ("Policy · Pricing", "Base price."),
            ("Policy · Pricing · Discounts", "Up to ten percent."),
            ("Policy · Security", "All encrypted."),
        ]);
        passages.ShouldAllBe(p => text.Substring(p.Start, p.Length) == p.Text);
    }

    [Fact]
    public void CutDocument_LongText_FallsApartAtSentences()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"This is sentence number {i} of the handbook."));

        var passages = PassageCutter.CutDocument("Handbook", text);

        passages.ShouldAllBe(p => p.Length <= 700 && p.Text.EndsWith('.') && p.Text.StartsWith("This", StringComparison.Ordinal));
        string.Join(' ', passages.Select(p => p.Text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("what did their CFO say about pricing last month", "pricing", "CFO", "2026-02-01", "2026-02-28")]
    [InlineData("pricing ScanPro", "pricing ScanPro", null, null, null)]
    [InlineData("pricing \"cold store\" last month", "pricing \"cold store\"", null, "2026-02-01", "2026-02-28")]
    public void SearchSentence_Question_TellsWordsPersonAndTime(string text, string query, string? speaker, string? since, string? until)
    {
        var read = SearchSentence.Read(text, new(2026, 3, 15));

        read.Query.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(query.Split(' '));
        read.Speaker.ShouldBe(speaker);
        read.Since?.ToString("yyyy-MM-dd").ShouldBe(since);
        read.Until?.ToString("yyyy-MM-dd").ShouldBe(until);
    }

    [Theory]
    [InlineData("mail from claire about lille", "lille", "claire", PassageKind.Email)]
    [InlineData("laura's latest mail", "", "laura", PassageKind.Email)]
    [InlineData("notes on the linz budget", "linz budget", null, PassageKind.Note)]
    [InlineData("call with bram, budget?", "with bram, budget", null, PassageKind.Call)]
    [InlineData("night calls wels", "night calls wels", null, null)]
    public void SearchSentence_KindOfText_TellsKindAndSender(string text, string query, string? speaker, PassageKind? kind)
    {
        var read = SearchSentence.Read(text, new(2026, 3, 15));

        read.Query.ShouldBe(query);
        read.Speaker.ShouldBe(speaker);
        read.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("my calls last week", "", "me")]
    [InlineData("pricing in my deals", "pricing", "me")]
    [InlineData("my notes on the linz budget", "linz budget", "me")]
    [InlineData("objections on Jonas's accounts", "objections", "Jonas")]
    [InlineData("pricing in deals of Jonas Weber", "pricing", "Jonas Weber")]
    [InlineData("our deals with ScanPro", "our deals with ScanPro", null)]
    [InlineData("my customer's budget", "my customer's budget", null)]
    public void SearchSentence_WhoseDeals_TellsTheOwner(string text, string query, string? owner)
    {
        var read = SearchSentence.Read(text, new(2026, 3, 15));

        (read.Query, read.Owner, read.Speaker).ShouldBe((query, owner, null));
    }

    [Fact]
    public void SearchSentence_SpeakerOfACompany_TellsBoth()
    {
        var read = SearchSentence.Read("what did the CFO of Northwind say about budget", new(2026, 3, 15));

        (read.Query, read.Speaker, read.Deal).ShouldBe(("budget", "CFO", "Northwind"));
    }

    [Theory]
    [InlineData("lost", "lose")]
    [InlineData("sent", "sending")]
    [InlineData("bought", "buys")]
    public void Terms_IrregularForm_IsTheSameTerm(string form, string other) => TextAnalyzer.TermsOf(form).ShouldBe(TextAnalyzer.TermsOf(other));
}
