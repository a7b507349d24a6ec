using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agent.Infrastructure.Tests.Support;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ScriptedRequest(string Path, string? Authorization, JsonElement Body);

/// <summary>A server on loopback whose answers a test writes.</summary>
internal sealed class ScriptedHttp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedHttp(Func<ScriptedRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = context.Request.Method == HttpMethods.Get ? null : await JsonDocument.ParseAsync(context.Request.Body);
            var request = new ScriptedRequest(context.Request.Path, context.Request.Headers.Authorization, body?.RootElement.Clone() ?? default);
            Requests.Enqueue(request);
            await answer(request, context);
        });
    }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = [];

    public static async Task<ScriptedHttp> StartAsync(Func<ScriptedRequest, HttpContext, Task> answer, CancellationToken ct)
    {
        var server = new ScriptedHttp(answer);
        await server._app.StartAsync(ct);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
