using System.Security.Claims;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;

namespace Agent.Api.SignIn;

/// <summary>Who sent the request. Made from the session cookie and the store, so a changed role or team holds at once.</summary>
/// <param name="Viewer">What the sender may see.</param>
/// <param name="Reader">The deal store as the sender sees it.</param>
internal sealed record Caller(Viewer Viewer, IDealReader Reader)
{
    /// <summary>Binds the parameter of a handler.</summary>
    public static async ValueTask<Caller?> BindAsync(HttpContext context)
    {
        if (await FindViewerAsync(context.User, context.RequestServices, context.RequestAborted) is not { } viewer)
            throw new BadHttpRequestException("Your account no longer exists.", StatusCodes.Status401Unauthorized);
        return new(viewer, context.RequestServices.GetRequiredService<DealReaderFactory>().For(viewer));
    }

    /// <summary>The viewer behind a session; null when the user is gone.</summary>
    public static async Task<Viewer?> FindViewerAsync(ClaimsPrincipal? principal, IServiceProvider services, CancellationToken ct) =>
        UserId.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), null, out var id)
            ? await services.GetRequiredService<ViewerStore>().FindAsync(id, ct)
            : null;
}
