using System.Net;
using System.Net.Http.Json;
using Agent.Api.SignIn;
using Agent.Api.Tests.Support;
using Agent.Core.Deals;

namespace Agent.Api.Tests.SignIn;

public sealed class SignInTests : IAsyncDisposable
{
    private const string Password = "correct horse battery";

    private readonly ApiServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task FirstLink_EmptyWorkspace_NeedsNameEmailAndPasswordAndWorksOnce()
    {
        using var client = _server.Anonymous();
        var token = await FirstLinkAsync();
        (await client.ReadAsync("/api/about", Ct)).GetProperty("needsAdmin").GetBoolean().ShouldBeTrue();

        var (missing, problem) = await client.PostJsonAsync("/api/sign-in/link", new { token }, Ct);
        (missing, string.Join(' ', problem.Fields())).ShouldBe((HttpStatusCode.BadRequest, "name email password"));

        using var response = await client.PostAsJsonAsync("/api/sign-in/link", new { token, name = "Ada", email = "Ada.O'Hara+crm@müller.example", password = Password }, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var me = await ApiServer.WithSession(client, response).ReadAsync("/api/me", Ct);
        (me.Text("name"), me.Text("email"), me.Text("role"), me.GetProperty("hasPassword").GetBoolean()).ShouldBe(("Ada", "ada.o'hara+crm@müller.example", "admin", true));

        using var other = _server.Anonymous();
        (await other.PostJsonAsync("/api/sign-in/link", new { token, name = "Eve", email = "eve@x.example", password = Password }, Ct)).Status.ShouldBe(HttpStatusCode.Gone);
        (await other.PostJsonAsync("/api/sign-in", new { email = "ada.o'hara+crm@müller.example", password = Password }, Ct)).Status.ShouldBe(HttpStatusCode.OK);
        (await other.ReadAsync("/api/about", Ct)).GetProperty("needsAdmin").GetBoolean().ShouldBeFalse();
        // From now on a restart prints no link any more.
        (await _server.WithAsync<SignInLinks, string?>(links => links.CreateForFirstAdminAsync(Ct))).ShouldBeNull();
    }

    [Fact]
    public async Task FirstLink_ShortPassword_IsRefusedAndTheLinkStillWorks()
    {
        using var client = _server.Anonymous();
        var token = await FirstLinkAsync();

        var (status, problem) = await client.PostJsonAsync("/api/sign-in/link", new { token, name = "Ada", email = "ada@us.example", password = "short" }, Ct);

        (status, problem.Fields().Single()).ShouldBe((HttpStatusCode.BadRequest, "password"));
        (await client.PostJsonAsync("/api/sign-in/link", new { token, name = "Ada", email = "ada@us.example", password = Password }, Ct)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Link_KnownUser_SignsInAtOnce()
    {
        var user = await AddUserAsync();
        using var client = await _server.SignInAsync(user.Id, Ct);

        (await client.ReadAsync("/api/me", Ct)).Text("name").ShouldBe("Nora");
    }

    [Fact]
    public async Task Link_Expired_IsGone()
    {
        var user = await AddUserAsync();
        var token = await _server.LinkAsync(user.Id, Ct);
        _server.Clock.Advance(TimeSpan.FromHours(24));

        using var client = _server.Anonymous();
        (await client.PostJsonAsync("/api/sign-in/link", new { token }, Ct)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Link_UsedBySeveralAtOnce_WorksForOne()
    {
        var user = await AddUserAsync();
        var token = await _server.LinkAsync(user.Id, Ct);
        using var client = _server.Anonymous();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.PostJsonAsync("/api/sign-in/link", new { token }, Ct)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Gone).ShouldBe(3);
    }

    [Fact]
    public async Task Links_OfOnePersonUsedAtOnce_AllWork()
    {
        var user = await AddUserAsync();
        var tokens = new List<string>();
        for (var i = 0; i < 4; i++)
            tokens.Add(await _server.LinkAsync(user.Id, Ct));
        using var client = _server.Anonymous();

        var answers = await Task.WhenAll(tokens.Select(token => client.PostJsonAsync("/api/sign-in/link", new { token }, Ct)));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Password_WrongTooOften_LocksTheAccount()
    {
        using var client = await WithPasswordAsync();
        for (var i = 0; i < 8; i++)
            (await client.PostJsonAsync("/api/sign-in", new { email = "nora@us.example", password = $"wrong {i}" }, Ct)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var (status, problem) = await client.PostJsonAsync("/api/sign-in", new { email = "nora@us.example", password = Password }, Ct);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        problem.Text("detail").ShouldContain("Too many wrong passwords");
    }

    [Fact]
    public async Task Password_WrongOrUnknown_AnswersAlike()
    {
        using var client = await WithPasswordAsync();

        var wrong = await client.PostJsonAsync("/api/sign-in", new { email = "nora@us.example", password = "wrong" }, Ct);
        var unknown = await client.PostJsonAsync("/api/sign-in", new { email = "nobody@us.example", password = "wrong" }, Ct);

        wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
        (unknown.Status, unknown.Body.Text("detail")).ShouldBe((wrong.Status, wrong.Body.Text("detail")));
        (await client.PostJsonAsync("/api/sign-in", new { email = "NORA@us.example", password = Password }, Ct)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/sign-in", """{"email":null,"password":"x"}""")]
    [InlineData("/api/sign-in", """{"email":"a@b.example"}""")]
    [InlineData("/api/sign-in", "{}")]
    [InlineData("/api/sign-in/link", "{}")]
    [InlineData("/api/sign-in/link", """{"token":null}""")]
    [InlineData("/api/sign-in/link", "not json")]
    public async Task SignIn_FieldMissing_IsABadRequest(string path, string json)
    {
        using var client = _server.Anonymous();
        using var response = await client.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("short", Password, "password")]
    [InlineData("", Password, "password")]
    [InlineData(null, Password, "password")]
    [InlineData("another good one", "wrong", "currentPassword")]
    [InlineData("another good one", null, "currentPassword")]
    public async Task SetPassword_NotAllowed_NamesTheField(string? password, string? current, string field)
    {
        using var client = await WithPasswordAsync();

        var (status, problem) = await client.PostJsonAsync("/api/me/password", new { password, currentPassword = current }, Ct);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.Fields().ShouldBe([field]);
    }

    [Fact]
    public async Task SetPassword_WithTheCurrentOne_ChangesIt()
    {
        using var client = await WithPasswordAsync();

        (await client.PostJsonAsync("/api/me/password", new { password = "another good one", currentPassword = Password }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await client.PostJsonAsync("/api/sign-in", new { email = "nora@us.example", password = Password }, Ct)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.PostJsonAsync("/api/sign-in", new { email = "nora@us.example", password = "another good one" }, Ct)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignOut_Session_TakesTheCookieBack()
    {
        using var client = await WithPasswordAsync();
        using var response = await client.PostAsync("/api/sign-out", null, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith("agent=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_Cookie_IsOutOfReachOfScriptsAndOtherSites()
    {
        var user = await AddUserAsync();
        using var client = _server.Anonymous();
        using var response = await client.PostAsJsonAsync("/api/sign-in/link", new { token = await _server.LinkAsync(user.Id, Ct) }, Ct);

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
    }

    private Task<string> FirstLinkAsync() => _server.WithAsync<SignInLinks, string>(async links => (await links.CreateForFirstAdminAsync(Ct))!);

    private async Task<User> AddUserAsync()
    {
        var user = new User { Name = "Nora", Email = "nora@us.example", Role = UserRole.Rep };
        await _server.AddAsync(Ct, user);
        return user;
    }

    private async Task<HttpClient> WithPasswordAsync()
    {
        var client = await _server.SignInAsync((await AddUserAsync()).Id, Ct);
        (await client.PostJsonAsync("/api/me/password", new { password = Password }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        return client;
    }
}
