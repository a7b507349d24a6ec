using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Agent.Api.Imports;

/// <summary>Import of uploaded files: managers and admins may, since it changes everybody's records.</summary>
internal static class ImportsApi
{
    // Room for an export of a million rows.
    private const long MaxUpload = 512L * 1024 * 1024;
    private const int MaxFiles = 2_000;

    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<Importer>();
        services.AddSingleton<ImportRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportRunner>());
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/imports").WithTags("Import").RequireAuthorization();
        // The cookie is bound to this site (SameSite=Strict), so a foreign page cannot post this form for a user.
        api.MapPost("/", Start).DisableAntiforgery().WithName("StartImport")
            .WithMetadata(new RequestSizeLimitAttribute(MaxUpload), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxUpload, ValueCountLimit = MaxFiles });
        api.MapGet("/{id:guid}", Get).WithName("GetImport");
        api.MapDelete("/{id:guid}", Cancel).WithName("CancelImport");
    }

    private static async Task<Results<Accepted<ImportStatus>, ValidationProblem, ForbidHttpResult>> Start(
        [FromForm] IFormFileCollection files,
        [FromForm] bool? dryRun,
        [FromForm] Guid? dealId,
        [FromForm] string? dateOrder,
        [FromForm] string? currency,
        [FromForm] string? mapping,
        Caller caller,
        ImportRunner runner,
        CancellationToken ct)
    {
        if (caller.Viewer.Role == UserRole.Rep)
            return TypedResults.Forbid();
        var problems = new Dictionary<string, string[]>();
        if (files.Count is 0 or > MaxFiles)
            problems["files"] = [$"Choose between 1 and {MaxFiles} files."];
        if (dateOrder is not (null or "" or "dmy" or "mdy"))
            problems["dateOrder"] = ["dateOrder takes dmy or mdy."];
        if (dealId is { } deal && await caller.Reader.GetDealAsync(new(deal), ct) is null)
            problems["dealId"] = ["There is no such deal."];
        ImportMapping? columns = null;
        if (!string.IsNullOrWhiteSpace(mapping))
        {
            try
            {
                columns = ImportMapping.Parse(mapping);
            }
            catch (FormatException fault)
            {
                problems["mapping"] = [fault.Message];
            }
        }

        if (problems.Count > 0)
            return TypedResults.ValidationProblem(problems);

        var folder = runner.CreateFolder();
        var sources = new List<ImportSource>();
        foreach (var file in files)
            sources.Add(await SaveAsync(file, folder, sources.Count, ct));
        var options = new ImportOptions
        {
            DryRun = dryRun ?? false,
            AttachTo = dealId is { } attach ? new DealId(attach) : null,
            DateOrder = string.IsNullOrEmpty(dateOrder) ? null : dateOrder,
            DefaultCurrency = string.IsNullOrWhiteSpace(currency) ? null : currency.Trim(),
            Mapping = columns,
            UserId = caller.Viewer.UserId,
        };
        return TypedResults.Accepted((string?)null, runner.Start(caller.Viewer.UserId, folder, sources, options));
    }

    // The name that a client sends is shown and read for its folders; on disk the file has a number.
    private static async Task<ImportSource> SaveAsync(IFormFile file, string folder, int number, CancellationToken ct)
    {
        var path = Path.Combine(folder, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await using (var target = File.Create(path))
            await file.CopyToAsync(target, ct);
        return new(file.FileName.Replace('\\', '/'), () => File.OpenRead(path), file.Length);
    }

    private static Results<Ok<ImportStatus>, NotFound> Get(Guid id, Caller caller, ImportRunner runner) =>
        runner.Find(caller.Viewer.UserId, id) is { } status ? TypedResults.Ok(status) : TypedResults.NotFound();

    private static Results<NoContent, NotFound> Cancel(Guid id, Caller caller, ImportRunner runner) =>
        runner.Cancel(caller.Viewer.UserId, id) ? TypedResults.NoContent() : TypedResults.NotFound();
}
