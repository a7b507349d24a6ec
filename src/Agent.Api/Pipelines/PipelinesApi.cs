using Agent.Api.Deals;
using Agent.Api.Hosting;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Pipelines;

/// <summary>Pipelines and their boards. Deals that are not in the caller's sight are on no board.</summary>
internal static class PipelinesApi
{
    public static void AddPipelines(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<DealJudge>();
    }

    public static void MapPipelines(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Pipelines").RequireAuthorization();
        api.MapGet("/pipelines", List).WithName("GetPipelines");
        api.MapGet("/pipelines/{id}/board", GetBoard).WithName("GetBoard");
        api.MapGet("/teams", ListTeams).WithName("GetTeams");
    }

    private static async Task<Ok<List<PipelineInfo>>> List(Caller caller, CancellationToken ct) =>
        TypedResults.Ok((await caller.Reader.GetPipelinesAsync(ct))
            .Select(p => new PipelineInfo(p.Id, p.Name, [.. p.Stages.Select(s => new StageInfo(s.Id, s.Name, s.Order, s.Status))]))
            .ToList());

    private static async Task<Ok<List<TeamInfo>>> ListTeams(Caller caller, CancellationToken ct) =>
        TypedResults.Ok((await caller.Reader.GetTeamsAsync(ct)).Select(t => new TeamInfo(t.Id, t.Name)).ToList());

    private static async Task<Results<Ok<Board>, NotFound>> GetBoard(
        PipelineId id, [AsParameters] BoardFilter filter, Caller caller, DealJudge judge, CancellationToken ct)
    {
        if ((await caller.Reader.GetPipelinesAsync(ct)).FirstOrDefault(p => p.Id == id) is not { } pipeline)
            return TypedResults.NotFound();
        var verdict = Fields.Choice<Verdict>(filter.Verdict, "verdict");
        return TypedResults.Ok(await new BoardBuilder(caller.Reader, judge).BuildAsync(pipeline, await filter.ToQueryAsync(caller.Reader, ct), verdict, ct));
    }
}

/// <summary>Which deals a board shows, as query parameters.</summary>
internal readonly record struct BoardFilter(
    UserId? Owner,
    TeamId? Team,
    string? Text,
    string? Verdict,
    decimal? MinAmount,
    decimal? MaxAmount,
    DateOnly? CloseFrom,
    DateOnly? CloseTo)
{
    public async Task<DealQuery> ToQueryAsync(IDealReader reader, CancellationToken ct)
    {
        var owners = Owner is { } owner ? [owner] : await OwnersAsync(reader, ct);
        return new() { Owners = owners, Text = Text, MinAmount = MinAmount, MaxAmount = MaxAmount, CloseFrom = CloseFrom, CloseTo = CloseTo };
    }

    private async Task<IReadOnlyList<UserId>> OwnersAsync(IDealReader reader, CancellationToken ct)
    {
        if (Team is not { } team)
            return [];
        var members = (await reader.GetUsersAsync(ct)).Where(u => u.TeamId == team).Select(u => u.Id).ToList();
        // A team without anybody in sight has no deals; an empty list would mean those of everybody.
        return members.Count > 0 ? members : [default];
    }
}
