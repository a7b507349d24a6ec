using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.SignIn;

/// <summary>A user as an admin sees it.</summary>
internal sealed record Person(UserId Id, string Name, string? Email, UserRole Role, string? Team, bool HasPassword);

/// <summary>A link that signs a user in once.</summary>
internal sealed record CreatedLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>The people of the workspace.</summary>
internal static class PeopleApi
{
    private const int MaxPeople = 1_000;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/people").WithTags("People").RequireAuthorization();
        api.MapGet("/", List).WithName("ListPeople");
        api.MapPost("/{id}/sign-in-link", CreateLink).WithName("CreateSignInLink");
    }

    private static async Task<Results<Ok<List<Person>>, ForbidHttpResult>> List(Caller caller, WorkspaceDbContext db, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        return TypedResults.Ok(await db.People.AsNoTracking()
            .OrderBy(u => u.Name)
            .Take(MaxPeople)
            .Select(u => new Person(
                u.Id,
                u.Name,
                u.Email,
                u.Role,
                db.Teams.Where(t => t.Id == u.TeamId).Select(t => t.Name).FirstOrDefault(),
                db.Users.Any(l => l.UserId == u.Id && l.PasswordHash != null)))
            .ToListAsync(ct));
    }

    private static async Task<Results<Ok<CreatedLink>, NotFound, ForbidHttpResult>> CreateLink(
        UserId id, Caller caller, WorkspaceDbContext db, SignInLinks links, HttpRequest request, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        if (!await db.People.AnyAsync(u => u.Id == id, ct))
            return TypedResults.NotFound();
        var (token, expires) = await links.CreateAsync(id, ct);
        return TypedResults.Ok(new CreatedLink($"{request.Scheme}://{request.Host}/welcome#{token}", expires));
    }
}
