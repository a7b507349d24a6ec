using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Deals;

public sealed class DealFilesTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_DealOutOfSight_Is404AndWritesNothing()
    {
        using var nora = await server.SignInAsync("Nora", Ct);
        using var ada = await server.SignInAsync("Ada", Ct);

        foreach (var deal in server.World.HiddenDealsFrom("Nora"))
        {
            var before = await TimelineAsync(ada, deal.Id);
            (await AddAsync(nora, deal.Id, "note.md", "# Hidden\n\nShe wants it.")).Status.ShouldBe(HttpStatusCode.NotFound, deal.Name);
            (await TimelineAsync(ada, deal.Id)).ShouldBe(before);
        }
    }

    [Fact]
    public async Task Add_NoteByARep_IsOnTheTimelineUnderTheirName()
    {
        using var nora = await server.SignInAsync("Nora", Ct);
        var deal = server.World.Deal("acme rollout").Id;

        var (status, body) = await AddAsync(nora, deal, "../../2026-02-27 visit.md", "# Site visit\n\nLaura likes the scanner.");

        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        (body.Text("kind"), body.Text("subject"), body.GetProperty("isNew").GetBoolean()).ShouldBe(("note", "Site visit", true));
        var shown = (await nora.ReadAsync($"/api/deals/{deal}/activities", Ct)).EnumerateArray().Single(a => a.Text("id") == body.Text("id"));
        shown.Text("author").ShouldBe(server.World["Nora"].Name);
        shown.GetProperty("at").GetDateTimeOffset().Date.ShouldBe(new DateTime(2026, 2, 27));
        (await nora.ReadAsync($"/api/activities/{body.Text("id")}", Ct)).Text("body").ShouldContain("Laura likes the scanner.");
    }

    [Theory]
    [InlineData("talk.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nNora Nordmark: Hello.\n\n00:00:04.000 --> 00:00:06.000\nLaura Nordmark: Our budget is agreed.\n", "call")]
    [InlineData("talk.srt", "1\n00:00:01,000 --> 00:00:03,000\nNora Nordmark: Hi\n\n2\n00:00:04,000 --> 00:00:05,000\nLaura Nordmark: Yes\n", "call")]
    [InlineData("mail.eml", "From: Laura <laura@acme.example>\r\nTo: nora@us.example\r\nSubject: Prices\r\nMessage-ID: <one@acme.example>\r\nDate: Mon, 23 Feb 2026 10:00:00 +0000\r\n\r\nPlease send prices.\r\n", "email")]
    [InlineData("paper.markdown", "# Terms\n\nPayment in 30 days.", "document")]
    public async Task Add_EachKindOfFile_IsReadAsWhatItIs(string name, string content, string kind)
    {
        using var nora = await server.SignInAsync("Nora", Ct);

        var (status, body) = await AddAsync(nora, server.World.Deal("joint north").Id, name, content);

        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        body.Text("kind").ShouldBe(kind);
    }

    [Fact]
    public async Task Add_DocumentOfTheBuyer_CountsAsReceived()
    {
        using var nora = await server.SignInAsync("Nora", Ct);
        var deal = server.World.Deal("joint north").Id;

        var (_, body) = await AddAsync(nora, deal, "needs.markdown", "# What we need\n\nForty scanners.", ("fromBuyer", "true"), ("modifiedAt", World.Now.AddDays(-3).ToString("O")));

        var shown = (await nora.ReadAsync($"/api/activities/{body.Text("id")}", Ct)).GetProperty("head");
        shown.Text("direction").ShouldBe("inbound");
        shown.GetProperty("at").GetDateTimeOffset().ShouldBe(World.Now.AddDays(-3));
    }

    [Fact]
    public async Task Add_Twice_IsThereOnce()
    {
        using var nora = await server.SignInAsync("Nora", Ct);
        var deal = server.World.Deal("acme rollout").Id;

        var first = (await AddAsync(nora, deal, "twice.txt", "The same words.")).Body;
        var count = await TimelineAsync(nora, deal);
        var second = (await AddAsync(nora, deal, "again.txt", "The same words.")).Body;

        second.GetProperty("isNew").GetBoolean().ShouldBeFalse();
        second.Text("id").ShouldBe(first.Text("id"));
        (await TimelineAsync(nora, deal)).ShouldBe(count);
    }

    [Fact]
    public async Task Add_MailWithTheIdOfAHiddenOne_LeavesThatAsItIs()
    {
        var hidden = new Activity
        {
            DealId = server.World.Deal("borealis secret").Id,
            Kind = ActivityKind.Email,
            At = World.Now.AddDays(-1),
            Subject = "Secret terms",
            Body = "Words of the south.",
            ExternalId = "mail:secret@borealis.example",
        };
        await server.AddAsync(Ct, hidden);
        using var nora = await server.SignInAsync("Nora", Ct);
        var deal = server.World.Deal("acme rollout").Id;
        const string Forged = "From: x@y.example\r\nSubject: Forged\r\nMessage-ID: <secret@borealis.example>\r\nDate: Mon, 23 Feb 2026 10:00:00 +0000\r\n\r\nOther words.\r\n";

        var added = (await AddAsync(nora, deal, "forged.eml", Forged)).Body;
        var again = (await AddAsync(nora, deal, "forged.eml", Forged)).Body;

        added.GetProperty("isNew").GetBoolean().ShouldBeTrue();
        again.Text("id").ShouldBe(added.Text("id"));
        added.ToString().ShouldNotContain("Secret");
        using var sven = await server.SignInAsync("Sven", Ct);
        var kept = await sven.ReadAsync($"/api/activities/{hidden.Id}", Ct);
        (kept.Text("body"), kept.GetProperty("head").Text("subject")).ShouldBe(("Words of the south.", "Secret terms"));
        kept.GetProperty("head").Text("dealId").ShouldBe(hidden.DealId.ToString());
    }

    [Theory]
    [InlineData("deals.csv", "Deal,Amount\nMine,5\n", "Only notes")]
    [InlineData("noextension", "words", "Only notes")]
    [InlineData("empty.txt", " ", "empty")]
    [InlineData("talk.vtt", "just words", "no subtitles")]
    [InlineData("mail.eml", "just words", "not an email")]
    [InlineData("fake.docx", "no archive", "damaged")]
    [InlineData("words.pdf", "no document %%EOF", "damaged")]
    [InlineData("page.md", "<html><body>Sign in</body></html>", "web page")]
    public async Task Add_FileThatCannotBeRead_IsRefusedInWordsAndWritesNothing(string name, string content, string reason)
    {
        using var nora = await server.SignInAsync("Nora", Ct);
        var deal = server.World.Deal("acme pilot").Id;
        var before = await TimelineAsync(nora, deal);

        var (status, body) = await AddAsync(nora, deal, name, content);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("errors").GetProperty("file")[0].GetString()!.ShouldContain(reason);
        (await TimelineAsync(nora, deal)).ShouldBe(before);
    }

    private static async Task<int> TimelineAsync(HttpClient client, DealId deal) => (await client.ReadAsync($"/api/deals/{deal}/activities", Ct)).GetArrayLength();

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AddAsync(HttpClient client, DealId deal, string name, string content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileNameStar = name };
        form.Add(file);
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        using var response = await client.PostAsync($"/api/deals/{deal}/files", form, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
