using Agent.Api.Hosting;
using Agent.Api.Search;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Import.Materials;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Agent.Api.Materials;

/// <summary>Material as it is added or changed.</summary>
internal sealed record NewMaterial(string? Title, MaterialKind Kind, string? Text, MaterialUse? Use, IReadOnlyList<TeamId>? Teams);

/// <summary>Material with its text.</summary>
internal sealed record MaterialDetail(MaterialHead Head, string Text);

/// <summary>Playbooks, battle cards and the like: managers and admins change them; who may see one is said by its teams.</summary>
internal static class MaterialsApi
{
    private const long MaxUpload = 20L * 1024 * 1024;
    private const int MaxTeams = 100;

    public static void MapMaterials(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/materials").WithTags("Material").RequireAuthorization();
        api.MapGet("/", List).WithName("ListMaterials");
        api.MapPost("/", Add).WithName("AddMaterial");
        // The cookie is bound to this site (SameSite=Strict), so a foreign page cannot post this form for a user.
        api.MapPost("/file", AddFile).DisableAntiforgery().WithName("AddMaterialFile")
            .WithMetadata(new RequestSizeLimitAttribute(MaxUpload), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxUpload });
        api.MapGet("/{id}", Get).WithName("GetMaterial");
        api.MapPut("/{id}", Change).WithName("ChangeMaterial");
        api.MapDelete("/{id}", Delete).WithName("DeleteMaterial");
    }

    private static async Task<Ok<IReadOnlyList<MaterialHead>>> List(string? kind, Caller caller, MaterialStore store, CancellationToken ct) =>
        TypedResults.Ok(await store.ListAsync(caller.Viewer, Fields.Choice<MaterialKind>(kind, "kind"), ct));

    private static async Task<Results<Ok<MaterialDetail>, NotFound>> Get(MaterialId id, Caller caller, MaterialStore store, CancellationToken ct) =>
        await store.FindAsync(caller.Viewer, id, ct) is { } material ? TypedResults.Ok(Describe(material)) : TypedResults.NotFound();

    private static async Task<Results<Ok<MaterialDetail>, ForbidHttpResult, ValidationProblem>> Add(
        NewMaterial request, Caller caller, MaterialStore store, IndexWorker index, TimeProvider clock, CancellationToken ct)
    {
        if (caller.Viewer.Role == UserRole.Rep)
            return TypedResults.Forbid();
        if (Check(request) is { } problem)
            return problem;
        return TypedResults.Ok(await SaveAsync(Make(request, MaterialId.New(), clock), caller.Viewer, store, index, ct));
    }

    private static async Task<Results<Ok<MaterialDetail>, ForbidHttpResult, ValidationProblem>> AddFile(
        IFormFile file,
        [FromForm] string? kind,
        [FromForm] string? stages,
        [FromForm] string? industries,
        [FromForm] string? competitors,
        [FromForm] string? objections,
        Caller caller,
        MaterialStore store,
        IndexWorker index,
        TimeProvider clock,
        CancellationToken ct)
    {
        if (caller.Viewer.Role == UserRole.Rep)
            return TypedResults.Forbid();
        try
        {
            var material = MaterialFile.Read(new(file.FileName.Replace('\\', '/'), file.OpenReadStream, file.Length), Fields.Choice<MaterialKind>(kind, "kind"), clock.GetUtcNow());
            // What is said here stands before what the file says itself.
            material.Use = new(
                MaterialFile.Entries(stages) ?? material.Use.Stages,
                MaterialFile.Entries(industries) ?? material.Use.Industries,
                MaterialFile.Entries(competitors) ?? material.Use.Competitors,
                MaterialFile.Entries(objections) ?? material.Use.Objections);
            return TypedResults.Ok(await SaveAsync(material, caller.Viewer, store, index, ct));
        }
        catch (FormatException fault)
        {
            return Problem("file", fault.Message);
        }
    }

    private static async Task<Results<Ok<MaterialDetail>, ForbidHttpResult, NotFound, ValidationProblem>> Change(
        MaterialId id, NewMaterial request, Caller caller, MaterialStore store, IndexWorker index, TimeProvider clock, CancellationToken ct)
    {
        if (caller.Viewer.Role == UserRole.Rep)
            return TypedResults.Forbid();
        if (await store.FindAsync(caller.Viewer, id, ct) is null)
            return TypedResults.NotFound();
        if (Check(request) is { } problem)
            return problem;
        return TypedResults.Ok(await SaveAsync(Make(request, id, clock), caller.Viewer, store, index, ct));
    }

    private static async Task<Results<NoContent, ForbidHttpResult, NotFound>> Delete(MaterialId id, Caller caller, MaterialStore store, CancellationToken ct)
    {
        if (caller.Viewer.Role == UserRole.Rep)
            return TypedResults.Forbid();
        if (await store.FindAsync(caller.Viewer, id, ct) is null)
            return TypedResults.NotFound();
        await store.DeleteAsync(id, ct);
        return TypedResults.NoContent();
    }

    private static async Task<MaterialDetail> SaveAsync(Material material, Viewer viewer, MaterialStore store, IndexWorker index, CancellationToken ct)
    {
        var (stored, _) = await store.SaveAsync(viewer, material, ct);
        index.Touch();
        return Describe(stored);
    }

    private static Material Make(NewMaterial request, MaterialId id, TimeProvider clock) => new()
    {
        Id = id,
        Title = request.Title!.Trim(),
        Kind = request.Kind,
        Text = request.Text!.ReplaceLineEndings("\n"),
        Use = request.Use ?? MaterialUse.Any,
        Teams = request.Teams ?? [],
        ChangedAt = clock.GetUtcNow(),
    };

    private static ValidationProblem? Check(NewMaterial request) =>
        string.IsNullOrWhiteSpace(request.Title) || request.Title.Length > Material.MaxTitle ? Problem("title", $"Write a title of at most {Material.MaxTitle} characters.")
        : string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > Material.MaxText ? Problem("text", $"Write a text of at most {Material.MaxText} characters.")
        : !Enum.IsDefined(request.Kind) ? Problem("kind", "There is no such kind.")
        : request.Teams?.Count > MaxTeams ? Problem("teams", $"At most {MaxTeams} teams.")
        : request.Use is { } use && new[] { use.Stages, use.Industries, use.Competitors, use.Objections }.Any(l => l is null || l.Count > MaterialUse.MaxEntries)
            ? Problem("use", $"Give four lists of at most {MaterialUse.MaxEntries} entries.")
        : null;

    private static ValidationProblem Problem(string field, string what) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [what] });

    private static MaterialDetail Describe(Material m) => new(new(m.Id, m.Title, m.Kind, m.Use, m.Teams, m.ChangedAt), m.Text);
}
