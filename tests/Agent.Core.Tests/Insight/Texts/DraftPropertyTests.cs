using System.Globalization;
using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Tests.Insight.Texts;

public sealed partial class DraftPropertyTests
{
    private static readonly string[] Names = ["Anna Berg", "Dr. Ole Lund", "Hartl, Uwe", "MARTA", "", "Li <b>Wei</b>", "José\nda Silva", "Kim \"Q?\" Park"];

    private static readonly string[] Sentences =
    [
        "We lose 12 pallets a week.", "What does it cost?", "When can you deliver, and who installs it?", "Call me on 4 April.", "I am away until Sunday, 29 March.", "It is 40k now, not 30k.",
        "If we had budget we would sign.", "The price is too high by 15 %.", "I'll send you the list by Friday.", "Please confirm the date!", "Nobody knows where anything is \"really\"?", "Anna: yes.\nSam: no?", "We need it before Christmas.",
        "\u0000\u0007", "", "???", "…", "> On Monday you wrote: 99 units", "<script>alert(1)</script>", "Total: 1.234,56 €", "Not until we have moved on 24 December.", "We compared it to MegaScan.", "You'll have the 3 logins on Saturday.",
    ];

    [Fact]
    public void Draft_RandomDeals_NeverThrowsAsksTwiceInventsNumbersOrNamesAWeekend()
    {
        const int deals = 400;
        var random = new Random(20260318);
        var written = 0;
        for (var i = 0; i < deals; i++)
        {
            var deal = Random(random, out var words);
            foreach (var kind in Enum.GetValues<DraftKind>())
            {
                var style = new WritingStyle { Tone = (DraftTone)random.Next(3), Length = (DraftLength)random.Next(3) };
                var result = deal.Draft(kind, style);
                (result.Draft is null).ShouldBe(result.Refusal is not null);
                if (result.Draft is not { } draft)
                    continue;
                written++;
                draft.Ask.On.DayOfWeek.ShouldNotBeOneOf(DayOfWeek.Saturday, DayOfWeek.Sunday);
                draft.Ask.On.ShouldBeGreaterThan(DraftDeal.Today);
                var own = Quotation().Replace(draft.Body, " ");
                own.Count(c => c == '?').ShouldBe(1, draft.Body);
                draft.Body.ShouldContain(draft.Ask.Sentence);
                draft.Sources.Where(s => s.Evidence is not null).ShouldAllBe(s => words.Contains(s.Evidence!.Quote));
                // Days of the record are worked out from offsets; every other number must stand in a text or a line.
                var numbers = Number().Matches(Day().Replace(own, " ")).Select(m => m.Value.Replace(",", "", StringComparison.Ordinal));
                numbers.ShouldBeSubsetOf(Number().Matches(words + " 12 950 11400 3 700 2100 13500").Select(m => m.Value.Replace(",", "", StringComparison.Ordinal)), draft.Body);
            }
        }

        written.ShouldBeGreaterThan(deals);
    }

    private static DraftDeal Random(Random random, out string words)
    {
        string One(string[] of) => of[random.Next(of.Length)];
        var name = One(Names);
        var deal = DraftDeal.With(name, random.Next(2) == 0 ? BuyingRole.Champion : null, random.Next(2) == 0 ? "x@acme.example" : null, random.Next(5) == 0 ? -1 : null);
        if (random.Next(2) == 0)
            deal.Person(One(Names), BuyingRole.EconomicBuyer);
        deal.In(One(["Discovery", "Demo", "Proposal", "Negotiation", "Won", "Lost"]));
        if (random.Next(2) == 0)
            deal.Sells("Scanner", 12, 950);
        if (random.Next(3) == 0)
            deal.Sells("Support", 3, 700);
        if (random.Next(3) == 0)
            deal.Waits("holiday", random.Next(-5, 40));
        if (random.Next(3) == 0)
            deal.Do(d => d.PlanNextStep("Call", DraftDeal.Today.AddDays(random.Next(-5, 30))));
        var all = new List<string>();
        for (var i = random.Next(7); i > 0; i--)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "\n", Enumerable.Range(0, random.Next(5)).Select(_ => One(Sentences)));
            all.Add(text);
            var day = random.Next(-60, 10);
            _ = random.Next(4) switch { 0 => deal.From(day, name, text), 1 => deal.To(day, name, text), 2 => deal.Talk(day, name, text), _ => deal.Note(day, text) };
        }

        words = string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', all)}");
        return deal;
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"\d+([.,]\d+)*")]
    private static partial Regex Number();
}
