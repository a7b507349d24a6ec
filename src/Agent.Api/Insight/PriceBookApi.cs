using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Agent.Api.Insight;

/// <summary>A product with its list price; null while it has none.</summary>
internal sealed record PricedProduct(ProductId Id, string Name, string? Family, decimal? ListPrice, string? Currency, string? Unit);

/// <summary>The price book and the delivery policy as files: everybody reads what is in force, admins put a file in its place.</summary>
internal static class PriceBookApi
{
    private const long MaxUpload = 2L * 1024 * 1024;

    public static void MapPriceBook(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/settings").WithTags("Settings").RequireAuthorization();
        api.MapGet("/price-book", List).WithName("GetPriceBook");
        // The cookie is bound to this site (SameSite=Strict), so a foreign page cannot post these forms for a user.
        api.MapPost("/price-book/file", TakePrices).DisableAntiforgery().WithName("TakePriceBook").WithMetadata(Limits());
        api.MapPost("/delivery-policy/file", TakePolicy).DisableAntiforgery().WithName("TakeDeliveryPolicy").WithMetadata(Limits());
    }

    private static object[] Limits() => [new RequestSizeLimitAttribute(MaxUpload), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxUpload }];

    private static async Task<Ok<List<PricedProduct>>> List(Caller caller, PriceBookStore prices, CancellationToken ct) =>
        TypedResults.Ok((await prices.ListAsync(ct)).Select(p => new PricedProduct(p.Id, p.Name, p.Family, p.ListPrice, p.Currency, p.Unit)).ToList());

    private static async Task<Results<Ok<PriceBookOutcome>, ForbidHttpResult, ValidationProblem>> TakePrices(
        IFormFile file, [FromForm] bool? onlyThese, Caller caller, PriceBookStore prices, InsightWorker worker, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var (entries, problems) = await ReadAsync(file, csv => PriceBookFile.Read(csv, PriceBookStore.MaxProducts));
        if (problems.Count > 0)
            return Problem(problems);
        var outcome = await prices.TakeAsync(entries!, onlyThese == true, caller.Viewer.UserId, ct);
        worker.Touch();
        return TypedResults.Ok(outcome);
    }

    private static async Task<Results<Ok<IReadOnlyList<DeliveryTier>>, ForbidHttpResult, ValidationProblem>> TakePolicy(
        IFormFile file, Caller caller, SettingsStore settings, InsightWorker worker, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var (policy, problems) = await ReadAsync(file, csv => DeliveryPolicyFile.Read(csv, SettingsStore.MaxTiers));
        if (problems.Count > 0)
            return Problem(problems);
        var before = await settings.GetInsightAsync(ct);
        var wrong = await settings.SetInsightAsync(before with { DeliveryTiers = policy!.Tiers }, caller.Viewer.UserId, ct);
        if (wrong.Count > 0)
            return Problem([.. wrong.Values.SelectMany(w => w)]);
        worker.Touch();
        return TypedResults.Ok(policy.Tiers);
    }

    private static async Task<(T? Read, IReadOnlyList<string> Problems)> ReadAsync<T>(IFormFile file, Func<Stream, (T Read, IReadOnlyList<string> Problems)> read)
    {
        await using var csv = file.OpenReadStream();
        try
        {
            return read(csv);
        }
        catch (FormatException fault)
        {
            return (default, [fault.Message]);
        }
    }

    private static ValidationProblem Problem(IReadOnlyList<string> problems) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [.. problems] });
}
