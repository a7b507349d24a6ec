using System.Globalization;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Tests.Import;

public sealed class ValuesTests
{
    [Theory]
    [InlineData("1234.56", "1234.56")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1 234,56", "1234.56")]
    [InlineData("1\u00a0234\u00a0567,5", "1234567.5")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("$1,234", "1234", "USD")]
    [InlineData("1234 EUR", "1234", "EUR")]
    [InlineData("EUR 1.234,50", "1234.50", "EUR")]
    [InlineData("€99,90", "99.90", "EUR")]
    [InlineData("(120)", "-120")]
    [InlineData("($1,200.50)", "-1200.50", "USD")]
    [InlineData("-5", "-5")]
    [InlineData("5-", "-5")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("12,34,567.50", "1234567.50")]
    [InlineData("0.125", "0.125")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("1.5E+06", "1500000")]
    public void TryParse_NumberAsWritten_IsRead(string text, string expected, string? currency = null)
    {
        Numbers.TryParse(text, DecimalSign.Unknown, out var value, out var found).ShouldBeTrue();
        value.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
        found.ShouldBe(currency);
    }

    [Theory]
    [InlineData("12x")]
    [InlineData("abc")]
    [InlineData("12.3.2024")]
    [InlineData("1,2,3")]
    [InlineData("=1+1")]
    [InlineData("$")]
    [InlineData("1.234.56,7,8")]
    public void TryParse_NoNumber_IsRefused(string text) => Numbers.TryParse(text, DecimalSign.Unknown, out _, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_ThreeDigitsAfterSign_DependOnColumn()
    {
        Parse("1.234", DecimalSign.Unknown).ShouldBe(1234);
        Parse("1.234", DecimalSign.Comma).ShouldBe(1234);
        Parse("1.234", DecimalSign.Point).ShouldBe(1.234m);
        Parse("1,234", DecimalSign.Point).ShouldBe(1234);
        Parse("1,234", DecimalSign.Comma).ShouldBe(1.234m);

        static decimal Parse(string text, DecimalSign sign) => Numbers.TryParse(text, sign, out var value, out _) ? value : throw new FormatException(text);
    }

    [Theory]
    [InlineData("2026-12-31", "2026-12-31T00:00:00Z")]
    [InlineData("2026-12-31 14:05", "2026-12-31T14:05:00Z")]
    [InlineData("2026-12-31T14:05:07.250+02:00", "2026-12-31T12:05:07.250Z")]
    [InlineData("2026-12-31T14:05:07.000+0000", "2026-12-31T14:05:07Z")]
    [InlineData("2026-12-31T14:05:07Z", "2026-12-31T14:05:07Z")]
    [InlineData("31.12.2026", "2026-12-31T00:00:00Z")]
    [InlineData("1.2.2026 8:30", "2026-02-01T08:30:00Z")]
    [InlineData("31/12/2026", "2026-12-31T00:00:00Z")]
    [InlineData("12/31/2026", "2026-12-31T00:00:00Z")]
    [InlineData("12/31/2026 2:05 PM", "2026-12-31T14:05:00Z")]
    [InlineData("12/31/26", "2026-12-31T00:00:00Z")]
    [InlineData("5/5/2026", "2026-05-05T00:00:00Z")]
    [InlineData("45631", "2024-12-05T00:00:00Z")]
    [InlineData("45631.5", "2024-12-05T12:00:00Z")]
    [InlineData("1733356800000", "2024-12-05T00:00:00Z")]
    [InlineData("20261231", "2026-12-31T00:00:00Z")]
    [InlineData("Mar 12, 2024", "2024-03-12T00:00:00Z")]
    [InlineData("12 March 2024", "2024-03-12T00:00:00Z")]
    public void Read_DateAsWritten_IsRead(string text, string expected)
    {
        Dates.Read(text, DateOrder.Unknown, out var at).ShouldBe(DateReading.Read);
        at.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-02-30")]
    [InlineData("31/31/2026")]
    [InlineData("2026-12-31 25:00")]
    [InlineData("12")]
    [InlineData("1/2")]
    public void Read_NoDate_IsRefused(string text) => Dates.Read(text, DateOrder.Unknown, out _).ShouldBe(DateReading.NotADate);

    [Fact]
    public void Read_DateThatReadsTwoWays_NeedsTheOrder()
    {
        Dates.Read("04/05/2026", DateOrder.Unknown, out _).ShouldBe(DateReading.Ambiguous);
        Dates.Read("04/05/2026", DateOrder.Mixed, out _).ShouldBe(DateReading.Ambiguous);
        Dates.Read("04/05/2026", DateOrder.DayFirst, out var day).ShouldBe(DateReading.Read);
        day.Month.ShouldBe(5);
        Dates.Read("04/05/2026", DateOrder.MonthFirst, out var month).ShouldBe(DateReading.Read);
        month.Month.ShouldBe(4);
    }

    [Theory]
    [InlineData("GTX Pro", "GTXPro")]
    [InlineData("Close Date *", "close_date")]
    [InlineData("Budget__c", "Budget")]
    [InlineData("Ärzte GmbH", "ÄRZTE-GMBH")]
    public void Normalize_SameNameInOtherSpelling_IsEqual(string a, string b)
    {
        Names.Normalize(a).ShouldBe(Names.Normalize(b));
        Names.Hash(a.Replace("__c", "", StringComparison.Ordinal)).ShouldBe(Names.Hash(b));
    }

    [Fact]
    public void Key_SalesforceId_HasOneForm()
    {
        Names.Key("0061t00000AbCdEAAV").ShouldNotBe("");
        Names.Key("001D000000IqhSLIAZ").ShouldBe("001D000000IqhSL");
        Names.Key("001D000000IqhSL").ShouldBe("001D000000IqhSL");
        // The last three characters do not fit: another kind of id, which stays whole.
        Names.Key("001D000000IqhSLAAA").ShouldBe("001D000000IqhSLAAA");
    }

    [Theory]
    [InlineData("https://www.Acme.com/about", "acme.com")]
    [InlineData("jane@acme.co.uk", "acme.co.uk")]
    [InlineData("acme.com", "acme.com")]
    [InlineData("Acme", null)]
    public void Domain_AddressOrPage_IsItsHost(string text, string? expected) => Names.Domain(text).ShouldBe(expected);
}
