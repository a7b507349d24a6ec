using Agent.Api.Insight;
using Agent.Api.Search;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Agent.Api.Deals;

/// <summary>Files of a deal: whoever sees the deal may add a note, a transcript, an email or a document. Tables are imported elsewhere.</summary>
internal static class DealFilesApi
{
    // A little more than any kind of file may have, so that one that is too large is refused in words.
    private const long MaxUpload = 21L * 1024 * 1024;

    public static void MapDealFiles(this IEndpointRouteBuilder routes) =>
        // The cookie is bound to this site (SameSite=Strict), so a foreign page cannot post this form for a user.
        routes.MapPost("/api/deals/{id}/files", Add).DisableAntiforgery().WithTags("Deals").WithName("AddDealFile").RequireAuthorization()
            .WithMetadata(new RequestSizeLimitAttribute(MaxUpload), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxUpload });

    private static async Task<Results<Ok<AddedFile>, NotFound, ValidationProblem>> Add(
        DealId id,
        IFormFile file,
        [FromForm] bool? fromBuyer,
        [FromForm] DateTimeOffset? modifiedAt,
        Caller caller,
        DealFileStore files,
        InsightWorker insight,
        IndexWorker index,
        TimeProvider clock,
        CancellationToken ct)
    {
        // A browser sends a name alone; whatever else sends a path, its folders mean nothing here.
        var source = new ImportSource(Path.GetFileName(file.FileName.Replace('\\', '/')), file.OpenReadStream, file.Length)
        {
            ModifiedAt = modifiedAt <= clock.GetUtcNow() ? modifiedAt.Value.ToUniversalTime() : null,
        };
        try
        {
            if (await files.AddAsync(caller.Viewer, id, source, fromBuyer ?? false, ct) is not { } added)
                return TypedResults.NotFound();
            insight.Touch();
            index.Touch();
            return TypedResults.Ok(added);
        }
        catch (FormatException fault)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [fault.Message] });
        }
    }
}
