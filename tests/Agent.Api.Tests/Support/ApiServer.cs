using System.Net.Http.Json;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agent.Api.Tests.Support;

/// <summary>The real program on an empty workspace of its own, with a clock that stands still.</summary>
public class ApiServer : WebApplicationFactory<Program>
{
    private readonly TempFolder _folder = new();

    internal FakeClock Clock { get; } = new();

    /// <summary>The model to answer with; null for the program's own engine. Set before the first request.</summary>
    internal IChatClient? Model { get; init; }

    /// <summary>Settings beyond the usual ones. Set before the first request.</summary>
    internal Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>A client without a session.</summary>
    public HttpClient Anonymous() => CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });

    /// <summary>A client with the session of a user, who signs in by a link.</summary>
    internal async Task<HttpClient> SignInAsync(UserId user, CancellationToken ct)
    {
        var client = Anonymous();
        using var response = await client.PostAsJsonAsync("/api/sign-in/link", new { token = await LinkAsync(user, ct) }, ct);
        response.EnsureSuccessStatusCode();
        return WithSession(client, response);
    }

    internal static HttpClient WithSession(HttpClient client, HttpResponseMessage signedIn)
    {
        client.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return client;
    }

    internal Task<string> LinkAsync(UserId user, CancellationToken ct) =>
        WithAsync<SignInLinks, string>(async links => (await links.CreateAsync(user, ct)).Token);

    internal async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    internal Task<int> AddAsync(CancellationToken ct, params IEnumerable<object> entities) => WithAsync<WorkspaceDbContext, int>(db =>
    {
        db.AddRange(entities);
        return db.SaveChangesAsync(ct);
    });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", _folder.Path);
        builder.UseSetting("sample", "false");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(log => log.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            // Rows that are cut off have to be cut off in an order, or two pages of a list can share one.
            services.ConfigureDbContext<WorkspaceDbContext>(options => options.ConfigureWarnings(w => w.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning)));
            services.AddSingleton<TimeProvider>(Clock);
            if (Model is not null)
                services.AddSingleton(Model);
        });
    }
}

/// <summary>The same with the small world in it.</summary>
public sealed class WorldServer : ApiServer, IAsyncLifetime
{
    internal World World { get; } = new();

    public async ValueTask InitializeAsync() => await AddAsync(TestContext.Current.CancellationToken, World.Everything);

    internal Task<HttpClient> SignInAsync(string user, CancellationToken ct) => SignInAsync(World[user].Id, ct);
}
