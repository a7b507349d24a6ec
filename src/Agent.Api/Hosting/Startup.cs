using System.Net.Sockets;
using Agent.Api.SignIn;
using Agent.Core.Agents;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Sample;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agent.Api.Hosting;

/// <summary>What happens between "built" and "serving".</summary>
internal static class Startup
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static void ListenOnLoopbackByDefault(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Ok()).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", async (IDbContextFactory<WorkspaceDbContext> contexts, CancellationToken ct) =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            return await db.Database.CanConnectAsync(ct) ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Migrates, loads the sample into an empty store, says where to sign in, and serves until stopped.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> StartWorkspaceAndRunAsync(this WebApplication app)
    {
        if (WrongSettings(app.Services) is { Count: > 0 } wrong)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong));
            return 1;
        }

        try
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await PrepareAsync(scope.ServiceProvider, app.Configuration, app.Lifetime.ApplicationStopping);
            await app.StartAsync();
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync($"{fault.Message} Stop the other program, or choose another address: --urls http://127.0.0.1:5081");
            return 1;
        }

        await AnnounceAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static IReadOnlyList<string> WrongSettings(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures];
        }
        catch (AggregateException faults) when (faults.InnerExceptions.All(f => f is OptionsValidationException))
        {
            return [.. faults.InnerExceptions.SelectMany(f => ((OptionsValidationException)f).Failures)];
        }
    }

    private static async Task PrepareAsync(IServiceProvider services, IConfiguration configuration, CancellationToken ct)
    {
        await using var connection = await services.GetRequiredService<Workspace>().ConnectAsync(ct);
        await Migrator.MigrateAsync(connection, ct);
        if (configuration.GetValue("sample", true) && await SampleWorkspace.HasRoomAsync(connection, ct))
        {
            var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetLocalNow().DateTime);
            await SampleWorkspace.LoadAsync(services.GetRequiredService<WorkspaceDbContext>(), today, ct);
        }
    }

    private static async Task AnnounceAsync(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/');
        await using var scope = app.Services.CreateAsyncScope();
        var link = await scope.ServiceProvider.GetRequiredService<SignInLinks>().CreateForFirstAdminAsync(app.Lifetime.ApplicationStopping);
        var folder = scope.ServiceProvider.GetRequiredService<Workspace>().Folder;
        Console.WriteLine($"Workspace: {folder}");
        Console.WriteLine($"Runtime:   {app.Services.GetRequiredService<ISalesAgent>().Runtime}");
        Console.WriteLine(link is null ? $"Sign in:   {address}/" : $"Sign in:   {address}/welcome#{link}   (works once, for 24 hours)");
    }
}
