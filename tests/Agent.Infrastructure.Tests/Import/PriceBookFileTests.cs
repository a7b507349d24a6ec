using System.Text;
using Agent.Infrastructure.Import;

namespace Agent.Infrastructure.Tests.Import;

public sealed class PriceBookFileTests
{
    [Theory]
    [InlineData("\"1.200,00\",EUR", 1200, "EUR")]
    [InlineData("\"1,200.50\",usd", 1200.50, "USD")]
    [InlineData("1 200,EUR", 1200, "EUR")]
    [InlineData("\"€ 1.200\",", 1200, "EUR")]
    public void Parse_PriceAsImportsTakeIt_IsRead(string cells, decimal price, string currency)
    {
        var entry = PriceBookFile.Parse(new MemoryStream(Encoding.UTF8.GetBytes($"product,list_price,currency\nLamp,{cells}\n"))).Entries.ShouldHaveSingleItem();

        (entry.ListPrice, entry.Currency).ShouldBe((price, currency));
    }

    [Fact]
    public void Parse_ColumnWithDecimalPoints_ReadsAllItsCellsSo() =>
        PriceBookFile.Parse(new MemoryStream("product,list_price\nLamp,19.99\nBulb,1.250\n"u8.ToArray())).Entries.Select(e => e.ListPrice).ShouldBe([19.99m, 1.25m]);

    [Fact]
    public void Parse_NoNumber_SaysHowToWriteIt() =>
        Should.Throw<FormatException>(() => PriceBookFile.Parse(new MemoryStream("product,list_price\nLamp,cheap\n"u8.ToArray())))
            .Message.ShouldBe("Row 2: \"cheap\" is no number for \"list_price\"; write it in digits, such as 1200.50 or 1.200,50.");
}
