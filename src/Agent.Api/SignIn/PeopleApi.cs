using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.SignIn;

/// <summary>A user as an admin sees it.</summary>
internal sealed record Person(UserId Id, string Name, string? Email, UserRole Role, TeamId? TeamId, string? Team, bool HasPassword);

/// <summary>A link that signs a user in once.</summary>
internal sealed record CreatedLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>A team as an admin sees it.</summary>
internal sealed record TeamPlace(TeamId Id, string Name, TeamId? ParentId);

/// <summary>The people of the workspace and their teams: for admins alone.</summary>
internal static class PeopleApi
{
    private const int MaxPeople = 1_000;
    private const int MaxTeams = 1_000;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/people").WithTags("People").RequireAuthorization();
        api.MapGet("/", List).WithName("ListPeople");
        api.MapPost("/", Add).WithName("AddPerson");
        api.MapPut("/{id}", Change).WithName("ChangePerson");
        api.MapPost("/{id}/sign-in-link", CreateLink).WithName("CreateSignInLink");
        api.MapGet("/teams", ListTeams).WithName("ListTeams");
        api.MapPost("/teams", AddTeam).WithName("AddTeam");
    }

    private static async Task<Results<NoContent, ForbidHttpResult, ValidationProblem>> Add(PersonChoices request, Caller caller, PeopleStore people, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var outcome = await people.SetPersonAsync(null, request, caller.Viewer.UserId, ct);
        return outcome.Problems.Count > 0 ? TypedResults.ValidationProblem(outcome.Problems) : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ValidationProblem>> Change(
        UserId id, PersonChoices request, Caller caller, PeopleStore people, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var outcome = await people.SetPersonAsync(id, request, caller.Viewer.UserId, ct);
        return outcome.Problems.Count > 0 ? TypedResults.ValidationProblem(outcome.Problems)
            : outcome.Id is null ? TypedResults.NotFound()
            : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<List<TeamPlace>>, ForbidHttpResult>> ListTeams(Caller caller, WorkspaceDbContext db, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        return TypedResults.Ok(await db.Teams.AsNoTracking().OrderBy(t => t.Name).Take(MaxTeams).Select(t => new TeamPlace(t.Id, t.Name, t.ParentId)).ToListAsync(ct));
    }

    private static async Task<Results<NoContent, ForbidHttpResult, ValidationProblem>> AddTeam(TeamChoices request, Caller caller, PeopleStore people, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var outcome = await people.AddTeamAsync(request, caller.Viewer.UserId, ct);
        return outcome.Problems.Count > 0 ? TypedResults.ValidationProblem(outcome.Problems) : TypedResults.NoContent();
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
                u.TeamId,
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
