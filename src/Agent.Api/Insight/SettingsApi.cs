using System.Text.Json;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Core.Insight.Texts;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Insight;

/// <summary>Settings of the team: everybody reads them, admins change them.</summary>
internal static class SettingsApi
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/settings").WithTags("Settings").RequireAuthorization();
        api.MapGet("/insight", GetInsight).WithName("GetInsightSettings");
        api.MapPut("/insight", SetInsight).WithName("SetInsightSettings");
        api.MapGet("/frameworks/{key}", GetFramework).WithName("GetFramework");
        api.MapPut("/frameworks/{key}", SetFramework).WithName("SetFramework");
        api.MapDelete("/frameworks/{key}", DeleteFramework).WithName("DeleteFramework");
        api.MapGet("/summary-template", GetTemplate).WithName("GetSummaryTemplate");
        api.MapPut("/summary-template", SetTemplate).WithName("SetSummaryTemplate");
        api.MapDelete("/summary-template", DeleteTemplate).WithName("DeleteSummaryTemplate");
        api.MapGet("/writing-style", GetStyle).WithName("GetWritingStyle");
        api.MapPut("/writing-style", SetStyle).WithName("SetWritingStyle");
    }

    private static async Task<Ok<InsightSettingsInfo>> GetInsight(Caller caller, SettingsStore settings, CancellationToken ct)
    {
        var choices = await settings.GetInsightAsync(ct);
        return TypedResults.Ok(new InsightSettingsInfo(choices.DeliveryTiers, choices.Competitors, choices.Framework, await settings.ListFrameworksAsync(ct)));
    }

    private static async Task<Results<NoContent, ForbidHttpResult, ValidationProblem>> SetInsight(
        NewInsightSettings request, Caller caller, SettingsStore settings, InsightWorker worker, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var choices = new InsightChoices(request.DeliveryTiers ?? [], request.Competitors ?? [], request.Framework ?? "bant");
        var problems = await settings.SetInsightAsync(choices, caller.Viewer.UserId, ct);
        worker.Touch();
        return problems.Count == 0 ? TypedResults.NoContent() : TypedResults.ValidationProblem(problems);
    }

    private static async Task<Results<Ok<JsonElement>, NotFound>> GetFramework(string key, Caller caller, SettingsStore settings, CancellationToken ct) =>
        await settings.GetFrameworkAsync(key, ct) is { } json ? TypedResults.Ok(JsonSerializer.Deserialize<JsonElement>(json)) : TypedResults.NotFound();

    private static async Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> SetFramework(
        string key, JsonElement framework, Caller caller, SettingsStore settings, InsightWorker worker, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var refusal = await settings.SetFrameworkAsync(key, framework.GetRawText(), caller.Viewer.UserId, ct);
        worker.Touch();
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest);
    }

    // That the product's template holds is no fault: there is nothing of the team's own to show.
    private static async Task<Results<Ok<JsonElement>, NoContent>> GetTemplate(Caller caller, SettingsStore settings, CancellationToken ct) =>
        await settings.GetSummaryTemplateAsync(ct) is { } json ? TypedResults.Ok(JsonSerializer.Deserialize<JsonElement>(json)) : TypedResults.NoContent();

    private static Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> SetTemplate(
        JsonElement template, Caller caller, SettingsStore settings, CancellationToken ct) => KeepTemplateAsync(template.GetRawText(), caller, settings, ct);

    private static Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> DeleteTemplate(Caller caller, SettingsStore settings, CancellationToken ct) =>
        KeepTemplateAsync(null, caller, settings, ct);

    private static async Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> KeepTemplateAsync(string? json, Caller caller, SettingsStore settings, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var refusal = await settings.SetSummaryTemplateAsync(json, caller.Viewer.UserId, ct);
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest);
    }

    // A writing style is the caller's own.
    private static async Task<Ok<WritingStyle>> GetStyle(Caller caller, SettingsStore settings, CancellationToken ct) =>
        TypedResults.Ok(await settings.GetWritingStyleAsync(caller.Viewer.UserId, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> SetStyle(WritingStyle style, Caller caller, SettingsStore settings, CancellationToken ct)
    {
        var refusal = await settings.SetWritingStyleAsync(caller.Viewer.UserId, style, ct);
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> DeleteFramework(
        string key, Caller caller, SettingsStore settings, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var refusal = await settings.DeleteFrameworkAsync(key, caller.Viewer.UserId, ct);
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status409Conflict);
    }
}
