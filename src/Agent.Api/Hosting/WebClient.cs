using Agent.Infrastructure.Services;
using Microsoft.AspNetCore.ResponseCompression;

namespace Agent.Api.Hosting;

/// <summary>Serves the built web client, and turns faults into problems.</summary>
internal static class WebClient
{
    // Everything that the client shows comes from this server; nothing in an answer can load or send anything elsewhere.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseProblemDetails(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = fault => fault switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                ServiceFaultException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages();
    }

    public static void AddWebClient(this IServiceCollection services) =>
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]);

    public static void UseWebClient(this WebApplication app)
    {
        app.UseResponseCompression();
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            // Names under assets/ carry a hash of their content.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void MapWebClient(this WebApplication app)
    {
        // Addresses of the client's pages; what only a program would ask for stays a 404.
        app.MapFallback("/api/{**path}", () => Results.NotFound()).ExcludeFromDescription();
        if (File.Exists(Path.Combine(app.Environment.WebRootPath ?? "", "index.html")))
            app.MapFallbackToFile("index.html");
        else
            app.MapFallback(() => Results.Text("The web client is not built. Build without -p:WebClient=false.")).ExcludeFromDescription();
    }
}
