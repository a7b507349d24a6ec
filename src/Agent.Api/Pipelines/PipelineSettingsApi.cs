using Agent.Api.Insight;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Pipelines;

/// <summary>A pipeline with all that its deals are judged by.</summary>
internal sealed record PipelineSettings(PipelineId Id, string Name, PipelineThresholds Thresholds, IReadOnlyList<StageSettings> Stages);

/// <summary>A stage with its exit criterion and trigger.</summary>
internal sealed record StageSettings(
    StageId Id, string Name, DealStatus Status, double WinProbability, int? UsualDays, string? ExitCriterion, string? NextAction, int? NextActionWithinHours);

/// <summary>Settings of the pipelines: everybody reads them, admins change them.</summary>
internal static class PipelineSettingsApi
{
    public static void MapPipelineSettings(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/settings/pipelines").WithTags("Settings").RequireAuthorization();
        api.MapGet("/", List).WithName("GetPipelineSettings");
        api.MapPut("/{id}", Set).WithName("SetPipelineSettings");
    }

    private static async Task<Ok<List<PipelineSettings>>> List(Caller caller, PipelineStore pipelines, CancellationToken ct) =>
        TypedResults.Ok((await pipelines.ListAsync(ct)).Select(Describe).ToList());

    private static async Task<Results<NoContent, ForbidHttpResult, NotFound, ValidationProblem>> Set(
        PipelineId id, PipelineChoices request, Caller caller, PipelineStore pipelines, InsightWorker worker, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var problems = await pipelines.SetAsync(id, new(request.Thresholds ?? new(), request.Stages ?? []), caller.Viewer.UserId, ct);
        worker.Touch();
        return problems is null ? TypedResults.NotFound()
            : problems.Count > 0 ? TypedResults.ValidationProblem(problems)
            : TypedResults.NoContent();
    }

    private static PipelineSettings Describe(Pipeline p) => new(
        p.Id,
        p.Name,
        p.Thresholds,
        [.. p.Stages.Select(s => new StageSettings(s.Id, s.Name, s.Status, s.WinProbability, s.UsualDays, s.ExitCriterion, s.NextAction, s.NextActionWithinHours))]);
}
