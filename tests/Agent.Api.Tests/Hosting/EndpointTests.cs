using System.Net;
using System.Text.RegularExpressions;
using Agent.Api.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Api.Tests.Hosting;

public sealed partial class EndpointTests(WorldServer server) : IClassFixture<WorldServer>
{
    // What works without a session: health, what the sign-in page needs, and the pages themselves.
    private static readonly string[] Open = ["/healthz", "/readyz", "/api/about", "/api/sign-in", "/api/sign-in/link", "/api/{**path}", "{*path:nonfile}"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Endpoints => server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    [Fact]
    public void Endpoints_AllButANamedFew_AskForASession()
    {
        var open = Endpoints.Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null || e.Metadata.GetMetadata<IAllowAnonymous>() is not null);

        open.Select(e => e.RoutePattern.RawText!).Distinct().ShouldBe(Open, ignoreOrder: true);
    }

    [Fact]
    public async Task Endpoints_WithoutASession_AnswerUnauthorized()
    {
        using var client = server.Anonymous();
        var asked = 0;
        foreach (var endpoint in Endpoints.Where(e => !Open.Contains(e.RoutePattern.RawText)))
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!, Guid.Empty.ToString()).TrimStart('/').Replace("{documentName}", "v1", StringComparison.Ordinal);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                using var request = new HttpRequestMessage(new(method), path);
                // Without the kind of body that it takes, an endpoint is not found at all.
                if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts)
                    request.Content = new StringContent("", new System.Net.Http.Headers.MediaTypeHeaderValue(accepts.ContentTypes[0]));
                using var response = await client.SendAsync(request, Ct);
                response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Hub_WithoutASession_DoesNotConnect()
    {
        using var nobody = server.Anonymous();

        await Should.ThrowAsync<InvalidOperationException>(() => HubClient.ConnectAsync(server, nobody, Ct));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_Anybody_IsWell(string path)
    {
        using var client = server.Anonymous();

        (await client.StatusAsync(path, Ct)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/api/deals")]
    [InlineData("/somewhere")]
    public async Task Responses_OfAnyKind_CarryTheSecurityHeaders(string path)
    {
        using var client = server.Anonymous();
        using var response = await client.GetAsync(path, Ct);

        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
    }

    [Fact]
    public async Task UnknownApiPath_IsNotFoundRatherThanAPage()
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.StatusAsync("/api/nothing/here", Ct)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/deals?take=many", "Take")]
    [InlineData("/api/deals?minAmount=lots", "MinAmount")]
    [InlineData("/api/deals?closeFrom=2026-13-01", "CloseFrom")]
    [InlineData("/api/deals?owner=nora", "Owner")]
    [InlineData("/api/deals?status=happy", "status")]
    [InlineData("/api/deals?status=1", "status")]
    [InlineData("/api/deals?status=open,won", "status")]
    [InlineData("/api/deals?sort=colour", "sort")]
    [InlineData("/api/deals/acme", "id")]
    public async Task BadInput_IsAProblemThatNamesTheParameter(string path, string parameter)
    {
        using var client = await server.SignInAsync("Nora", Ct);
        using var response = await client.GetAsync(path, Ct);
        var problem = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.Text("detail").ShouldContain(parameter, Case.Insensitive);
    }

    [Theory]
    [InlineData("/api/deals?minAmount=79228162514264337593543950335")]
    [InlineData("/api/deals?skip=-5&take=100000")]
    [InlineData("/api/deals?text=%25_%5C%27%22")]
    [InlineData("/api/deals?sort=closeDate&descending=false&status=won")]
    public async Task UnusualInput_IsAnswered(string path)
    {
        using var client = await server.SignInAsync("Nora", Ct);

        (await client.StatusAsync(path, Ct)).ShouldBe(HttpStatusCode.OK);
    }

    [GeneratedRegex(@"\{(?!documentName)[^}]+\}")]
    private static partial Regex Parameter();
}
