using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Core.Tests.Insight.Qualification;

namespace Agent.Core.Tests.Insight.Reading;

public sealed class EvidenceTests
{
    private static readonly string[] Pieces =
    [
        "We have a budget of $", "€40k", " 1.234,56 € ", "forty thousand", "two units of the FlowMaster Pump", " AquaSeal Valves", "within three days", "end of Q2", "I don't have the final say",
        "\n", "\n\n", ". ", "... ", "? ", "Bob Stone: ", "Rita Vance: ", "[00:00:05] ", "[2026-03-02T09:00:05] Ann: ", "{vocalsound}", "[laughs]", " um ", "'", "’s", "don’t", "{", "}", "[", "]", "(", ")",
        "> quoted", "On Mon, Ann wrote:", "Best regards,\nBob", "Hi Ann,\n", "\t", "\r", "Ä", "İ", "ß", "e\u0301", "😀", "\ud83d", "\u00a0", "12", "5", "k", "%", "-", "–", "0.5", "9.9.9", "99999999999999999999999999999999999999", ",",
        "versus Hydrotec", "our CFO Maria Lopez", "my manager", "we are just exploring", "if ", "not ", "each", "respectively", "yes", "No, ", "x3", "a dozen", "Q4", "31.02.2026", "next Friday", "in 999 years", "/", "#",
    ];

    /// <summary>Random texts out of what trips readers up; the seed is part of the test's name, so a failure can be repeated.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Assess_AnyText_EveryQuoteIsInItsSource(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 25; n++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(3) == 0 ? "" : " ")));
            var activity = new Activity { Kind = (ActivityKind)random.Next(5), At = Texts.At, Body = body, Direction = (Direction)random.Next(4), Participants = [new("Bob Stone", "bob@mill.example")] };
            var text = ActivityReader.Read(activity, new() { SellerNames = random.Next(2) == 0 ? ["Rita Vance"] : [] });

            text.Utterances.ShouldAllBe(u => u.Start >= 0 && u.Start <= u.End && u.End <= body.Length);
            foreach (var sentence in text.Utterances.SelectMany(u => u.Sentences))
            {
                sentence.Start.ShouldBeInRange(0, sentence.End);
                sentence.Tokens.ShouldAllBe(t => t.Start >= sentence.Start && t.Start <= t.End && t.End <= sentence.End);
            }

            foreach (var name in Framework.Known)
            {
                var result = Qualifier.Assess(Framework.Find(name)!, [text], Talks.Prices, Talks.Policy, text.Day, competitors: ["Hydrotec"]);
                var quotes = result.Criteria.SelectMany(c => c.Evidence.Concat(c.Changes.SelectMany(h => new[] { h.Before, h.After }))).Concat(result.ContradictedPromises.Select(p => p.Promise));
                quotes.ShouldAllBe(q => q.ActivityId == activity.Id && q.IsIn(body) && body.Contains(q.Quote, StringComparison.Ordinal) && q.Quote == body.Substring(q.Start, q.End - q.Start));
            }

            People.Find(text).ShouldAllBe(p => body.Substring(p.Start, p.End - p.Start) == p.Name);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 8)];

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 3)]
    [InlineData(0, 99)]
    public void From_SpanOutsideTheSource_Throws(int start, int end) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Evidence.From(ActivityId.New(), "short", start, end, null, Side.Buyer, Texts.At));

    [Fact]
    public void IsIn_SourceEditedSince_IsFalse()
    {
        var evidence = Evidence.From(ActivityId.New(), "We have budget.", 8, 14, "Bob", Side.Buyer, Texts.At);

        evidence.IsIn("We have budget.").ShouldBeTrue();
        evidence.IsIn("We had a budget.").ShouldBeFalse();
        evidence.IsIn("We").ShouldBeFalse();
    }

    [Fact]
    public void Restore_QuoteNoLongerThere_IsNull()
    {
        Evidence.Restore(ActivityId.New(), "We have budget.", 8, 14, "budget", null, Side.Buyer, Texts.At).ShouldNotBeNull();
        Evidence.Restore(ActivityId.New(), "We have no money.", 8, 14, "budget", null, Side.Buyer, Texts.At).ShouldBeNull();
    }
}
