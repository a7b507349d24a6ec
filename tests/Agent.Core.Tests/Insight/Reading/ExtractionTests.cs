using System.Globalization;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Tests.Insight.Reading;

public sealed class ExtractionTests
{
    [Theory]
    [InlineData("Our budget is €40k.", "€40k", "40000 EUR")]
    [InlineData("Budget of forty thousand dollars", "forty thousand dollars", "40000 USD")]
    [InlineData("We have forty thousand.", "forty thousand", "40000")]
    [InlineData("between 20 and 30k a year", "20 and 30k a year", "20000-30000 / year")]
    [InlineData("It costs 2.7K.", "2.7K", "2700")]
    [InlineData("Das kostet 1.234,56 €.", "1.234,56 €", "1234.56 EUR")]
    [InlineData("It was $5,850 in total.", "$5,850", "5850 USD")]
    [InlineData("EUR 40.000 is the limit", "EUR 40.000", "40000 EUR")]
    [InlineData("1.2 million dollars", "1.2 million dollars", "1200000 USD")]
    [InlineData("CHF 40'000 approved", "CHF 40'000", "40000 CHF")]
    [InlineData("40 000 € par an", "40 000 €", "40000 EUR")]
    [InlineData("$20-30k", "$20-30k", "20000-30000 USD")]
    [InlineData("£500 per month", "£500 per month", "500 GBP / month")]
    [InlineData("$99 per seat", "$99 per seat", "99 USD / unit")]
    [InlineData("It costs 240k/yr today.", "240k/yr", "240000 / year")]
    [InlineData("€20,000/year", "€20,000/year", "20000 EUR / year")]
    [InlineData("we pay 240k p.a. for it", "240k p.a", "240000 / year")]
    [InlineData("$1.2M ARR", "$1.2M", "1200000 USD")]
    [InlineData("a budget around 6364", "6364", "6364")]
    [InlineData("two hundred and fifty euros", "two hundred and fifty euros", "250 EUR")]
    [InlineData("twenty grand", "twenty grand", "20000")]
    [InlineData("half a million dollars", "half a million dollars", "500000 USD")]
    [InlineData("no more than four hundred a month", "four hundred a month", "400 / month")]
    [InlineData("2,5 Mio. Euro", "2,5 Mio. Euro", "2500000 EUR")]
    [InlineData("60 up to 75 thousand pounds", "60 up to 75 thousand pounds", "60000-75000 GBP")]
    [InlineData("between 8.000 and 10.000 EUR a year", "8.000 and 10.000 EUR a year", "8000-10000 EUR / year")]
    [InlineData("$1.5M", "$1.5M", "1500000 USD")]
    [InlineData("USD 12,500.50", "USD 12,500.50", "12500.5 USD")]
    public void Find_Amount_ReadsValueAndExactSpan(string text, string quote, string value)
    {
        var found = Amounts.Find(text, Texts.Sentence(text)).ShouldHaveSingleItem();

        text[found.Start..found.End].ShouldBe(quote);
        var amount = found.Low == found.High ? Plain(found.Low) : $"{Plain(found.Low)}-{Plain(found.High)}";
        $"{amount}{(found.Currency is { } c ? $" {c}" : "")}{(found.Per is { } per ? $" / {per}" : "")}".ShouldBe(value);

        static string Plain(decimal d) => d.ToString("0.##", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("We have 40 users and 3 sites.")]
    [InlineData("It grew by 30% in 2025.")]
    [InlineData("Call me at 10:30.")]
    [InlineData("We need it in 30 days.")]
    [InlineData("The project started in March 2024.")]
    [InlineData("Support is 24/7.")]
    [InlineData("The offer is at http://offers.example:11434/deals/6364.")]
    public void Find_OtherNumbers_AreNoAmounts(string text) => Amounts.Find(text, Texts.Sentence(text)).ShouldBeEmpty();

    [Theory]
    [InlineData("within three days", "three days", 3)]
    [InlineData("a one-week window", "one-week", 7)]
    [InlineData("48 hours", "48 hours", 2)]
    [InlineData("2-3 weeks", "2-3 weeks", 21)]
    [InlineData("in a couple of days", "a couple of days", 2)]
    [InlineData("within a day", "a day", 1)]
    [InlineData("within 5 business days", "5 business days", 7)]
    [InlineData("in six weeks", "six weeks", 42)]
    [InlineData("three to four days", "three to four days", 4)]
    [InlineData("innerhalb von 10 Tagen", "10 Tagen", 10)]
    public void Find_Duration_ReadsDaysAndExactSpan(string text, string quote, int days)
    {
        var found = Durations.Find(text, Texts.Sentence(text)).ShouldHaveSingleItem();

        text[found.Start..found.End].ShouldBe(quote);
        found.DaysFrom(new(2026, 3, 2)).ShouldBe(days);
    }

    [Theory]
    [InlineData("two years ago")]
    [InlineData("over the last three months")]
    [InlineData("twice a day")]
    [InlineData("$500 a month")]
    public void Find_AgeOrRate_IsNoDuration(string text) => Durations.Find(text, Texts.Sentence(text)).ShouldBeEmpty();

    [Theory]
    [InlineData("by the end of Q2", "end of Q2", "2026-06-30", DateBound.By)]
    [InlineData("before the audit in March", "March", "2026-03-31", DateBound.By)]
    [InlineData("in six weeks", "in six weeks", "2026-04-13", DateBound.In)]
    [InlineData("within three days", "within three days", "2026-03-05", DateBound.By)]
    [InlineData("by Friday", "Friday", "2026-03-06", DateBound.By)]
    [InlineData("next Friday", "next Friday", "2026-03-13", DateBound.In)]
    [InlineData("on 15 April", "15 April", "2026-04-15", DateBound.In)]
    [InlineData("on March 15th, 2027", "March 15th, 2027", "2027-03-15", DateBound.In)]
    [InlineData("am 3. März", "3. März", "2026-03-03", DateBound.In)]
    [InlineData("am 15.04.2026", "15.04.2026", "2026-04-15", DateBound.In)]
    [InlineData("on 2026-05-01", "2026-05-01", "2026-05-01", DateBound.In)]
    [InlineData("by tomorrow", "tomorrow", "2026-03-03", DateBound.By)]
    [InlineData("next month", "next month", "2026-04-30", DateBound.In)]
    [InlineData("in January", "January", "2027-01-31", DateBound.In)]
    [InlineData("end of next week", "end of next week", "2026-03-13", DateBound.In)]
    [InlineData("by year end", "year end", "2026-12-31", DateBound.By)]
    [InlineData("two days from today", "two days from today", "2026-03-04", DateBound.In)]
    [InlineData("after the summer of 2026, in September", "September", "2026-09-30", DateBound.In)]
    [InlineData("within 5 business days", "within 5 business days", "2026-03-09", DateBound.By)]
    [InlineData("this quarter", "this quarter", "2026-03-31", DateBound.In)]
    public void Find_Date_CountsFromTheDayItWasSaid(string text, string quote, string last, DateBound bound)
    {
        var found = Dates.Find(text, Texts.Sentence(text), new(2026, 3, 2)).ShouldHaveSingleItem();

        text[found.Start..found.End].ShouldBe(quote);
        found.To.ToString("O", CultureInfo.InvariantCulture).ShouldBe(last);
        if (!text.StartsWith("after", StringComparison.Ordinal))
            found.Bound.ShouldBe(bound);
    }

    [Theory]
    [InlineData("We may need it.")]
    [InlineData("They march on.")]
    [InlineData("Version 2.1 is out.")]
    [InlineData("The price is 3.50.")]
    public void Find_WordsLikeDates_AreNone(string text) => Dates.Find(text, Texts.Sentence(text), new(2026, 3, 2)).ShouldBeEmpty();

    [Theory]
    [InlineData("We compared you versus Hydrotec.", "Hydrotec", false)]
    [InlineData("We're currently on Hydrotec.", "Hydrotec", true)]
    [InlineData("We are currently using Aqua Norm.", "Aqua Norm", true)]
    [InlineData("We're looking at Hydrotec too.", "Hydrotec", false)]
    [InlineData("We got a quote from Hydrotec last week.", "Hydrotec", false)]
    [InlineData("We want to switch from Hydrotec.", "Hydrotec", true)]
    [InlineData("pumpcorp is cheaper", "pumpcorp", false)]
    public void Find_Competitor_ReadsNameAndWhetherItIsInUse(string text, string quote, bool incumbent)
    {
        var found = Competitors.Find(text, Texts.Sentence(text), ["PumpCorp"]).ShouldHaveSingleItem();

        text[found.Start..found.End].ShouldBe(quote);
        found.Incumbent.ShouldBe(incumbent);
    }

    [Theory]
    [InlineData("We're looking at March for the start.")]
    [InlineData("We are talking to Legal.")]
    [InlineData("We're using it daily.")]
    public void Find_NoCompetitor_FindsNone(string text) => Competitors.Find(text, Texts.Sentence(text), []).ShouldBeEmpty();

    [Theory]
    [InlineData("Our CFO Maria Lopez will sign.", "Maria Lopez", "CFO")]
    [InlineData("Tom Berg, Head of IT, joined us.", "Tom Berg", "Head of IT")]
    [InlineData("You should meet Tom Berg.", "Tom Berg", null)]
    [InlineData("Please ask Mrs. Weber about it.", "Weber", null)]
    [InlineData("We met Ruud van der Meer, Head of IT.", "Ruud van der Meer", "Head of IT")]
    [InlineData("This is my colleague Aisha Rahman.", "Aisha Rahman", null)]
    [InlineData("Erik Lund took over as CFO in May.", "Erik Lund", "CFO")]
    [InlineData("Kind regards,\nMaeve O'Brien\nProject Manager", "Maeve O'Brien", "Project Manager")]
    public void Find_Person_ReadsNameAndTitle(string text, string name, string? title)
    {
        var found = People.Find(Texts.Note(text)).ShouldHaveSingleItem();

        (found.Name, found.Title).ShouldBe((name, title));
    }

    [Theory]
    [InlineData("We do not have budget.", StatementStatus.Negated)]
    [InlineData("If we had budget, we would buy.", StatementStatus.Hypothetical)]
    [InlineData("Do you have budget?", StatementStatus.Question)]
    [InlineData("My boss says we have budget.", StatementStatus.Reported)]
    [InlineData("We have budget, subject to board approval.", StatementStatus.Conditional)]
    [InlineData("Actually, we have budget now.", StatementStatus.Correction)]
    [InlineData("We have budget.", StatementStatus.Plain)]
    [InlineData("No, we have budget.", StatementStatus.Plain)]
    [InlineData("No problem, we have budget.", StatementStatus.Plain)]
    [InlineData("I'm not the boss, but we have budget.", StatementStatus.Plain)]
    [InlineData("We not only have budget but time.", StatementStatus.Plain)]
    [InlineData("I don't think we have budget.", StatementStatus.Negated)]
    public void At_Word_TellsHowItWasSaid(string text, StatementStatus expected)
    {
        var sentence = Texts.Sentence(text);
        var at = sentence.Tokens.ToList().FindIndex(t => t.Is("budget"));

        (Statements.At(sentence, at, at + 1) & ~StatementStatus.Correction).ShouldBe(expected & ~StatementStatus.Correction);
        if (expected == StatementStatus.Correction)
            Statements.OfSentence(sentence).HasFlag(StatementStatus.Correction).ShouldBeTrue();
    }
}
