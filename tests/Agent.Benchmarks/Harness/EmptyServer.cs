using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agent.Benchmarks.Harness;

/// <summary>What any ASP.NET Core program costs to start: the floor of a cold start.</summary>
internal static class EmptyServer
{
    public const string CommandName = "empty-server";

    /// <summary>Serves one page until killed.</summary>
    public static async Task RunAsync(string address, string page, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet(page, () => Results.Text("<!doctype html>", "text/html"));
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
    }
}
