using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Insight;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Insight;

/// <summary>What people decide about a deal: that it waits, that a task is done, that a score is right. What is out of sight answers 404.</summary>
internal static class DealInsightApi
{
    public static void AddInsight(this IServiceCollection services)
    {
        // Reading keeps a core busy, and requests need one too.
        services.AddSingleton(provider => new InsightKeeper(
            provider.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<WorkspaceDbContext>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<InsightKeeper>>())
        {
            Parallelism = Math.Clamp(Environment.ProcessorCount / 2, 1, 2),
        });
        services.AddSingleton<InsightWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<InsightWorker>());
    }

    public static void MapDealInsight(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/deals/{id}").WithTags("Insight").RequireAuthorization();
        api.MapPost("/snooze", DeclareSnooze).WithName("SnoozeDeal");
        api.MapDelete("/snooze", EndSnooze).WithName("EndSnooze");
        api.MapPost("/tasks/{taskId}/done", FinishTask).WithName("FinishTask");
        api.MapDelete("/tasks/{taskId}/done", ReopenTask).WithName("ReopenTask");
        api.MapGet("/qualification", GetQualification).WithName("GetQualification");
        api.MapPost("/qualification/{scoreId}/accept", Accept).WithName("AcceptScore");
        api.MapPost("/qualification/{scoreId}/reject", Reject).WithName("RejectScore");
    }

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> DeclareSnooze(
        DealId id, NewSnooze request, Caller caller, DealDecisions decisions, InsightWorker worker, CancellationToken ct) =>
        // A day that is missing is as wrong as one in the past.
        Answer(await decisions.SnoozeAsync(caller.Viewer, id, request.Reason, request.Until ?? DateOnly.MinValue, ct), StatusCodes.Status400BadRequest, worker);

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> EndSnooze(
        DealId id, Caller caller, DealDecisions decisions, InsightWorker worker, CancellationToken ct) =>
        Answer(await decisions.EndSnoozeAsync(caller.Viewer, id, ct), StatusCodes.Status409Conflict, worker);

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> FinishTask(
        DealId id, TaskId taskId, Caller caller, DealDecisions decisions, InsightWorker worker, CancellationToken ct) =>
        Answer(await decisions.FinishTaskAsync(caller.Viewer, id, taskId, done: true, ct), StatusCodes.Status409Conflict, worker);

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> ReopenTask(
        DealId id, TaskId taskId, Caller caller, DealDecisions decisions, InsightWorker worker, CancellationToken ct) =>
        Answer(await decisions.FinishTaskAsync(caller.Viewer, id, taskId, done: false, ct), StatusCodes.Status409Conflict, worker);

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> Accept(
        DealId id, ScoreId scoreId, ScoreComment request, Caller caller, DealDecisions decisions, InsightWorker worker, CancellationToken ct) =>
        Answer(await decisions.DecideAsync(caller.Viewer, id, scoreId, accept: true, request.Comment, ct), StatusCodes.Status409Conflict, worker);

    private static async Task<Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult>> Reject(
        DealId id, ScoreId scoreId, ScoreComment request, Caller caller, DealDecisions decisions, InsightWorker worker, CancellationToken ct) =>
        Answer(await decisions.DecideAsync(caller.Viewer, id, scoreId, accept: false, request.Comment, ct), StatusCodes.Status409Conflict, worker);

    private static Results<NoContent, NotFound, ForbidHttpResult, ProblemHttpResult> Answer(Decision decision, int refused, InsightWorker worker)
    {
        worker.Touch();
        return decision.Outcome switch
        {
            DecisionOutcome.Done => TypedResults.NoContent(),
            DecisionOutcome.NotFound => TypedResults.NotFound(),
            DecisionOutcome.NotAllowed => TypedResults.Forbid(),
            _ => TypedResults.Problem(decision.Reason, statusCode: refused),
        };
    }

    private static async Task<Results<Ok<DealQualification>, NotFound, ProblemHttpResult>> GetQualification(
        DealId id, string? framework, Caller caller, SettingsStore settings, DealDecisions decisions, TimeProvider clock, CancellationToken ct)
    {
        if (await caller.Reader.GetDealAsync(id, ct) is not { } file)
            return TypedResults.NotFound();
        var reading = await caller.Reader.GetInsightSettingsAsync(ct);
        if (framework is not null)
        {
            if (await settings.FindFrameworkAsync(framework, ct) is not { } asked)
                return TypedResults.Problem($"There is no framework \"{framework}\".", statusCode: StatusCodes.Status400BadRequest);
            reading = reading with { Framework = asked };
        }

        var texts = await caller.Reader.GetTextsAsync(id, ct);
        var result = file.Reading.Qualification is { } stored && stored.Framework == reading.Framework.Name && Holds(stored, texts)
            ? stored
            : DealReadings.Read(DealTexts.Read(file, texts, await caller.Reader.GetUsersAsync(ct)), reading, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).Qualification;
        var names = (await caller.Reader.GetUsersAsync(ct)).ToDictionary(u => u.Id, u => u.Name);
        var history = await decisions.GetScoresAsync(caller.Viewer, id, reading.Framework.Name, ct);
        return TypedResults.Ok(new DealQualification(
            reading.Framework.Name,
            result?.Score ?? 0,
            result?.Known ?? 0,
            [.. (result?.Criteria ?? []).Select(Describe)],
            [.. (result?.ContradictedPromises ?? []).Select(p => new BrokenPromise(Describe(p.Promise), p.Fact))],
            [.. history.Select(s => Describe(s, names))],
            caller.Viewer.MayDecideFor(file.Owner)));
    }

    // A text may have changed since it was read; a quote that is no longer in it is not shown.
    private static bool Holds(QualificationResult result, IReadOnlyList<Activity> texts)
    {
        var bodies = texts.ToDictionary(t => t.Id, t => t.Body);
        return result.Criteria.SelectMany(c => c.Evidence.Concat(c.Changes.SelectMany(x => new[] { x.Before, x.After })))
            .Concat(result.ContradictedPromises.Select(p => p.Promise))
            .All(e => bodies.TryGetValue(e.ActivityId, out var body) && e.IsIn(body));
    }

    private static CriterionInfo Describe(CriterionResult c) => new(
        c.Criterion,
        c.Verdict,
        c.Strength,
        [.. c.For.Select(Describe)],
        [.. c.Against.Select(Describe)],
        c.Facts,
        c.Missing,
        c.Question,
        [.. c.Changes.Select(x => new ChangedStatement(x.What, Describe(x.Before), Describe(x.After)))]);

    private static QuoteInfo Describe(Evidence e) => new(e.ActivityId, e.Quote, e.Start, e.End, e.Speaker, e.Side, e.At);

    private static ScoreInfo Describe(QualificationScore s, Dictionary<UserId, string> names) => new(
        s.Id,
        s.At,
        s.Score,
        s.Known,
        s.Status,
        s.DecidedById is { } by ? names.GetValueOrDefault(by) : null,
        s.DecidedAt,
        s.Comment,
        [.. s.Result.Criteria.Select(c => new CriterionVerdict(c.Criterion, c.Verdict))]);
}
