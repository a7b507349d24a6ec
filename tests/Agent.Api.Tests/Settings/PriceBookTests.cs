using System.Net;
using System.Text;
using System.Text.Json;
using Agent.Api.Tests.Support;

namespace Agent.Api.Tests.Settings;

public sealed class PriceBookTests : IAsyncLifetime
{
    private readonly WorldServer _server = new();
    private HttpClient _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _admin = await _server.SignInAsync("Ada", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Prices_Taken_ChangeAddAndKeep()
    {
        var (status, outcome) = await UploadAsync(_admin, "price-book", "product,list_price,currency\nscanner,700,EUR\nSupport,1000,eur\n\"Label, small\",0.05,USD\n");

        status.ShouldBe(HttpStatusCode.OK);
        Counts(outcome).ShouldBe((1, 1, 1, 0));
        (await PricesAsync()).ShouldBe([("Label, small", 0.05m, "USD"), ("Scanner", 700m, "EUR"), ("Support", 1000m, "EUR")]);
    }

    [Fact]
    public async Task Prices_Changed_StandInTheLogWithWhoAndWhat()
    {
        const string csv = "product,list_price,currency\nScanner,700,EUR\nSupport,1000,EUR\nPen,1,EUR\n";
        await UploadAsync(_admin, "price-book", csv);
        await UploadAsync(_admin, "price-book", csv);

        var entry = (await _admin.ReadAsync("/api/audit", Ct)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        var field = entry.GetProperty("fields").EnumerateArray().ShouldHaveSingleItem();

        entry.Text("by").ShouldStartWith("Ada");
        (entry.Text("kind"), field.Text("field")).ShouldBe(("setting", "price book"));
        (field.Text("before"), field.Text("after")).ShouldBe(("{\"Scanner\":\"640.5 EUR\"}", "{\"Scanner\":\"700 EUR\",\"Pen\":\"1 EUR\"}"));
    }

    [Fact]
    public async Task Prices_OnlyThese_TakesTheOtherPricesAway()
    {
        var (_, outcome) = await UploadAsync(_admin, "price-book", "product,list_price,currency\nSupport,1000,EUR\n", ("onlyThese", "true"));

        Counts(outcome).ShouldBe((0, 0, 1, 1));
        (await PricesAsync()).ShouldBe([("Scanner", null, null), ("Support", 1000m, "EUR")]);
    }

    [Fact]
    public async Task Prices_WithBadRows_NameEachAndChangeNothing()
    {
        var before = await PricesAsync();

        var (status, problem) = await UploadAsync(_admin, "price-book", "product,list_price,currency\nScanner,lots,EUR\nSupport,900,EUR\n,5,EUR\nSupport,901,EUR\nPen,1,Euros\n");

        status.ShouldBe(HttpStatusCode.BadRequest);
        Problems(problem).ShouldBe(
        [
            "Row 2: \"lots\" is no number for \"list_price\"; write it in digits, such as 1200.50 or 1.200,50.",
            "Row 4 has no \"product\".",
            "Row 5: \"Support\" stands in the file already.",
            "Row 6: \"Euros\" is no currency; write its three letters, such as EUR.",
        ]);
        (await PricesAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("", "no row")]
    [InlineData("product,list_price\n", "no row")]
    [InlineData("item,cost\nScanner,5\n", "Row 2 has no \"product\".")]
    public async Task Prices_NoPriceBook_SaysWhy(string csv, string why)
    {
        var (status, problem) = await UploadAsync(_admin, "price-book", csv);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Problems(problem).ShouldHaveSingleItem().ShouldContain(why);
    }

    [Fact]
    public async Task Policy_Taken_TakesThePlaceOfAllSteps()
    {
        (await UploadAsync(_admin, "delivery-policy", "units_up_to,days\n5,3\n50,10\n")).Status.ShouldBe(HttpStatusCode.OK);

        using var rep = await _server.SignInAsync("Nora", Ct);
        (await rep.ReadAsync("/api/settings/insight", Ct)).GetProperty("deliveryTiers").EnumerateArray()
            .Select(t => (t.GetProperty("fromUnits").GetInt32(), t.GetProperty("days").GetInt32())).ShouldBe([(1, 3), (6, 10)]);
    }

    [Theory]
    [InlineData("units_from,days\n1,30\n10,soon\n20,1.5\n", "Row 3: \"soon\" is no number for \"days\"; write it in digits, such as 14.", "Row 4: 1.5 is no whole number for \"days\".")]
    [InlineData("units_from,units_up_to,days\n1,,30\n,10,20\n", "Write either \"units_from\" or \"units_up_to\" in all rows.")]
    [InlineData("units_from,days\n1,30\n1,20\n", "Two steps begin at the same number of units: say for each from how many units on it holds.")]
    [InlineData("units_from,days\n1,99999\n", "A step has a number of units from 0 on and 0 to 3650 days.")]
    public async Task Policy_ThatCannotHold_SaysWhy(string csv, params string[] why)
    {
        var (status, problem) = await UploadAsync(_admin, "delivery-policy", csv);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Problems(problem).ShouldBe(why);
    }

    [Theory]
    [InlineData("Nora")]
    [InlineData("Nathan")]
    public async Task Files_NoAdmin_AreForbidden(string user)
    {
        using var client = await _server.SignInAsync(user, Ct);

        (await UploadAsync(client, "price-book", "product,list_price\nScanner,1\n")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await UploadAsync(client, "delivery-policy", "units_from,days\n1,1\n")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static (int, int, int, int) Counts(JsonElement outcome) =>
        (outcome.GetProperty("added").GetInt32(), outcome.GetProperty("changed").GetInt32(), outcome.GetProperty("same").GetInt32(), outcome.GetProperty("unpriced").GetInt32());

    private static IEnumerable<string> Problems(JsonElement problem) => problem.GetProperty("errors").GetProperty("file").EnumerateArray().Select(e => e.GetString()!);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(HttpClient client, string what, string csv, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "file.csv" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        using var response = await client.PostAsync($"/api/settings/{what}/file", form, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    private async Task<List<(string, decimal?, string?)>> PricesAsync() =>
        [.. (await _admin.ReadAsync("/api/settings/price-book", Ct)).EnumerateArray()
            .Select(p => (p.Text("name"), p.GetProperty("listPrice") is { ValueKind: JsonValueKind.Number } price ? price.GetDecimal() : (decimal?)null, p.GetProperty("currency").GetString()))];
}
