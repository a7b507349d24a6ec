using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;
using Agent.Tests.Support;

namespace Agent.Api.Tests.Materials;

public sealed class MaterialsApiTests(WorldServer server) : IClassFixture<WorldServer>
{
    private const string At = "/api/materials";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Nora", HttpStatusCode.Forbidden)]
    [InlineData("Lee", HttpStatusCode.Forbidden)]
    [InlineData("Nathan", HttpStatusCode.OK)]
    [InlineData("Ada", HttpStatusCode.OK)]
    public async Task AddFile_ByRole_IsTakenFromManagersAndAdminsAlone(string user, HttpStatusCode expected)
    {
        using var client = await server.SignInAsync(user, Ct);

        (await UploadAsync(client, $"by-{user}.md", $"# Card of {user}\n\nSome words.")).Status.ShouldBe(expected);
        (await client.PostJsonAsync(At, new { title = "Typed", kind = "playbook", text = "Words." }, Ct)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task ChangeAndDelete_ByARep_AreForbiddenAndChangeNothing()
    {
        using var manager = await server.SignInAsync("Mona", Ct);
        var id = IdOf((await UploadAsync(manager, "kept.md", "# Kept\n\nAs it is.")).Body);
        using var rep = await server.SignInAsync("Nora", Ct);

        (await rep.SendAsync(HttpMethod.Delete, $"{At}/{id}", null, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.SendAsync(HttpMethod.Put, $"{At}/{id}", new { title = "x", kind = "playbook", text = "x" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await rep.ReadAsync($"{At}/{id}", Ct)).Text("text").ShouldContain("As it is.");
    }

    [Fact]
    public async Task AddFile_WithUse_SaysWhatItIsFor()
    {
        using var client = await server.SignInAsync("Ada", Ct);

        var (status, body) = await UploadAsync(client, "vantiq.md", "---\ncompetitors: [Vantiq]\nstages: [Demo]\n---\n# Against Vantiq\n\nWords.", ("kind", "battleCard"), ("stages", "Proposal, Negotiation;  Demo"));

        status.ShouldBe(HttpStatusCode.OK);
        var head = body.GetProperty("head");
        head.Text("kind").ShouldBe("battleCard");
        head.Text("title").ShouldBe("Against Vantiq");
        List(head, "stages").ShouldBe(["Proposal", "Negotiation", "Demo"]);
        List(head, "competitors").ShouldBe(["Vantiq"]);
    }

    [Theory]
    [InlineData("sheet.xlsx", "x", "Only Word")]
    [InlineData("paper.pdf", "%PDF-1.7", "cut off")]
    [InlineData("words.pdf", "no document %%EOF", "damaged")]
    [InlineData("noextension", "words", "Only Word")]
    [InlineData("fake.docx", "no archive", "damaged")]
    [InlineData("empty.md", "", "")]
    public async Task AddFile_ThatCannotBeRead_IsRefusedWithAReason(string name, string content, string reason)
    {
        using var client = await server.SignInAsync("Ada", Ct);

        var (status, body) = await UploadAsync(client, name, content);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.Fields().ShouldBe(["file"]);
        body.GetProperty("errors").GetProperty("file")[0].GetString()!.ShouldContain(reason);
    }

    [Fact]
    public async Task AddFile_BinaryCalledText_IsRefused()
    {
        using var client = await server.SignInAsync("Ada", Ct);

        (await UploadAsync(client, "picture.md", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task AddFile_WordDocumentThatUnpacksToFarMore_IsRefused()
    {
        using var client = await server.SignInAsync("Ada", Ct);
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/document.xml").Open();
            part.Write(Encoding.UTF8.GetBytes("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"));
            var blank = new byte[1024 * 1024];
            Array.Fill(blank, (byte)' ');
            for (var i = 0; i < 80; i++)
                part.Write(blank);
        }

        var (status, body) = await UploadAsync(client, "bomb.docx", file.ToArray());

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("errors").GetProperty("file")[0].GetString()!.ShouldContain("unpacks to far more");
    }

    [Fact]
    public async Task AddFile_TooLarge_IsRefused()
    {
        using var client = await server.SignInAsync("Ada", Ct);

        var (status, _) = await UploadAsync(client, "large.txt", new byte[(20 * 1024 * 1024) + 1]);

        status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("../../etc/passwd.md", "passwd")]
    [InlineData("..\\..\\windows\\win.txt", "win")]
    [InlineData("<img src=x onerror=alert(1)>.md", "<img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE materials; --.md", "'; DROP TABLE materials;   ")]
    public async Task AddFile_HostileName_IsANameAndNoMore(string name, string title)
    {
        using var client = await server.SignInAsync("Ada", Ct);

        var (status, body) = await UploadAsync(client, name, "Only words, without a heading.");

        status.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("head").Text("title").Trim().ShouldBe(title.Trim());
        (await client.ReadAsync(At, Ct)).GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("title", "", "Words.")]
    [InlineData("text", "Title", " ")]
    public async Task Add_WithoutTitleOrText_NamesTheField(string field, string title, string text)
    {
        using var client = await server.SignInAsync("Ada", Ct);

        var (status, body) = await client.PostJsonAsync(At, new { title, kind = "playbook", text }, Ct);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.Fields().ShouldBe([field]);
    }

    [Fact]
    public async Task Add_LongTitleOrTooManyEntries_IsRefused()
    {
        using var client = await server.SignInAsync("Ada", Ct);
        var many = Enumerable.Range(0, MaterialUse.MaxEntries + 1).Select(i => $"stage {i}").ToList();

        (await client.PostJsonAsync(At, new { title = new string('x', Material.MaxTitle + 1), kind = "playbook", text = "x" }, Ct)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostJsonAsync(At, new { title = "x", kind = "playbook", text = "x", use = new { stages = many, industries = Array.Empty<string>(), competitors = Array.Empty<string>(), objections = Array.Empty<string>() } }, Ct))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Material_OfAnotherTeam_IsNowhereAndIsNotReplaced()
    {
        var south = new Material { Title = "Southern card", Kind = MaterialKind.BattleCard, Text = "Words of the south.", Teams = [server.World.South.Id], ChangedAt = World.Now, ExternalId = "file:shared-name.md" };
        await server.AddAsync(Ct, south);
        using var north = await server.SignInAsync("Nathan", Ct);

        (await north.StatusAsync($"{At}/{south.Id}", Ct)).ShouldBe(HttpStatusCode.NotFound);
        (await north.SendAsync(HttpMethod.Delete, $"{At}/{south.Id}", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.SendAsync(HttpMethod.Put, $"{At}/{south.Id}", new { title = "x", kind = "playbook", text = "x" }, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await north.ReadAsync(At, Ct)).ToString().ShouldNotContain("Southern card");
        (await UploadAsync(north, "shared-name.md", "# Northern card\n\nOther words.")).Status.ShouldBe(HttpStatusCode.OK);

        using var sven = await server.SignInAsync("Sven", Ct);
        (await sven.ReadAsync($"{At}/{south.Id}", Ct)).Text("text").ShouldBe("Words of the south.");
    }

    private static string IdOf(JsonElement detail) => detail.GetProperty("head").Text("id");

    private static IEnumerable<string> List(JsonElement head, string name) => head.GetProperty("use").GetProperty(name).EnumerateArray().Select(e => e.GetString()!);

    private static Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(HttpClient client, string name, string content, params (string Name, string Value)[] fields) =>
        UploadAsync(client, name, Encoding.UTF8.GetBytes(content), fields);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(HttpClient client, string name, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileNameStar = name };
        form.Add(file);
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        using var response = await client.PostAsync($"{At}/file", form, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
