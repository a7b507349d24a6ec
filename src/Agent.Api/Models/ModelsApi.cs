using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Models.Prompts;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Models;

/// <summary>The language models of the workspace. Keys stay in the configuration and are never told.</summary>
/// <param name="Models">The configured models in the order in which they are asked.</param>
/// <param name="Answering">Which model would answer now; "offline" for the built-in engine.</param>
/// <param name="MonthlyTokens">The most tokens of a user in a month; 0 for no limit.</param>
/// <param name="Prompts">The prompts in use.</param>
internal sealed record ModelSettings(IReadOnlyList<ModelInfo> Models, string Answering, long MonthlyTokens, IReadOnlyList<PromptInfo> Prompts);

/// <summary>A configured model.</summary>
/// <param name="Key">Name of its section in the configuration.</param>
/// <param name="Provider">Whose model it is.</param>
/// <param name="Endpoint">Where its API is.</param>
/// <param name="Model">Its name there.</param>
/// <param name="Enabled">False when it is not asked.</param>
/// <param name="IsResting">True while it is left alone because it failed again and again.</param>
/// <param name="LastFault">What went wrong with it last since this server started, or null.</param>
/// <param name="LastFaultAt">When that was, or null.</param>
/// <param name="IsOwn">True when an admin added it here; others are changed in the configuration.</param>
/// <param name="IsLocal">True when what is sent to it stays in the team's hands.</param>
/// <param name="KeySetting">The setting that its key belongs into.</param>
/// <param name="HasKey">True when there is a key.</param>
/// <param name="FirstTokenSeconds">The longest wait for the first piece of an answer.</param>
/// <param name="SilenceSeconds">The longest silence between two pieces.</param>
internal sealed record ModelInfo(
    string Key,
    ModelProvider Provider,
    string Endpoint,
    string Model,
    bool Enabled,
    bool IsResting,
    string? LastFault,
    DateTimeOffset? LastFaultAt,
    bool IsOwn,
    bool IsLocal,
    string KeySetting,
    bool HasKey,
    int FirstTokenSeconds,
    int SilenceSeconds);

/// <summary>A model to add or change. Its key belongs into the configuration, never here.</summary>
/// <param name="Provider">Whose model it is.</param>
/// <param name="Endpoint">The server's address; null for the provider's own.</param>
/// <param name="Model">Its name there.</param>
/// <param name="FirstTokenSeconds">The longest wait for the first piece of an answer; null for the usual one.</param>
/// <param name="SilenceSeconds">The longest silence between two pieces; null for the usual one.</param>
internal sealed record NewModel(ModelProvider Provider, string? Endpoint, string? Model, int? FirstTokenSeconds, int? SilenceSeconds);

/// <summary>A prompt in use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Hash">Changes with its content.</param>
internal sealed record PromptInfo(string Name, string Description, string Hash);

/// <summary>Order and use of the models.</summary>
/// <param name="Models">Every configured model once, the first to be asked first.</param>
internal sealed record NewModelOrder(IReadOnlyList<ModelChoice> Models);

/// <summary>The caller's tokens in this month.</summary>
/// <param name="Month">First day of the month, UTC.</param>
/// <param name="Spent">Tokens that were spent.</param>
/// <param name="Limit">Tokens that may be spent; 0 for no limit.</param>
/// <param name="IsUsedUp">True when the offline engine answers until the month ends.</param>
/// <param name="Models">The same by model, the most first.</param>
internal sealed record UsageInfo(DateOnly Month, long Spent, long Limit, bool IsUsedUp, IReadOnlyList<ModelUsage> Models);

/// <summary>Tokens of one model.</summary>
/// <param name="Model">Its name.</param>
/// <param name="InputTokens">Tokens that were sent.</param>
/// <param name="OutputTokens">Tokens that it wrote.</param>
/// <param name="Requests">How often it was asked.</param>
internal sealed record ModelUsage(string Model, long InputTokens, long OutputTokens, int Requests);

/// <summary>Language models at run time: admins see, order and try them; everybody sees the own meter.</summary>
internal static class ModelsApi
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/models").WithTags("Models").RequireAuthorization();
        api.MapGet("/", GetModels).WithName("GetModels");
        api.MapPut("/", SetModels).WithName("SetModels");
        api.MapPost("/check", CheckModels).WithName("CheckModels");
        api.MapPut("/{key}", SetModel).WithName("SetModel");
        api.MapDelete("/{key}", DeleteModel).WithName("DeleteModel");
        api.MapPost("/{key}/check", CheckModel).WithName("CheckModel");
        api.MapGet("/usage", GetUsage).WithName("GetModelUsage");
        api.MapGet("/usage/people", GetUsageOfAll).WithName("GetModelUsageOfAll");
    }

    private static async Task<Results<Ok<ModelSettings>, ForbidHttpResult>> GetModels(Caller caller, ChatModels models, PromptLibrary prompts, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var states = await models.ListAsync(ct);
        return TypedResults.Ok(new ModelSettings(
            [.. states.Select(Describe)],
            ChatModels.Answering(states),
            models.MonthlyTokens,
            [.. prompts.All.Select(p => new PromptInfo(p.Name, p.Description, p.Hash))]));
    }

    private static async Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> SetModels(NewModelOrder request, Caller caller, ChatModels models, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var refusal = await models.SetAsync(request.Models ?? [], caller.Viewer.UserId, ct);
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> SetModel(string key, NewModel request, Caller caller, ChatModels models, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var usual = new ChatModelOptions();
        var endpoint = string.IsNullOrWhiteSpace(request.Endpoint) ? null : request.Endpoint.Trim();
        var model = new OwnModel(
            key, request.Provider, endpoint, request.Model?.Trim() ?? "", request.FirstTokenSeconds ?? usual.FirstTokenSeconds, request.SilenceSeconds ?? usual.SilenceSeconds);
        var refusal = await models.SetOwnAsync(model, caller.Viewer.UserId, ct);
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<NoContent, ForbidHttpResult, NotFound>> DeleteModel(string key, Caller caller, ChatModels models, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        return await models.DeleteOwnAsync(key, caller.Viewer.UserId, ct) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<ChatModelReport>, ForbidHttpResult, NotFound>> CheckModel(string key, Caller caller, ChatModels models, ChatModelCheck check, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        return await models.FindAsync(key, ct) is { } model ? TypedResults.Ok(await check.CheckAsync(model, ct)) : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<List<ChatModelReport>>, ForbidHttpResult>> CheckModels(Caller caller, ChatModels models, ChatModelCheck check, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var reports = new List<ChatModelReport>();
        await foreach (var report in check.RunAsync(await models.OptionsAsync(ct), ct))
            reports.Add(report);
        return TypedResults.Ok(reports);
    }

    private static async Task<Ok<UsageInfo>> GetUsage(Caller caller, ChatModels models, UsageStore usage, CancellationToken ct)
    {
        var meter = await models.MeterAsync(caller.Viewer.UserId, ct);
        var rows = await usage.ListAsync(caller.Viewer.UserId, ct);
        return TypedResults.Ok(new UsageInfo(
            meter.Month, meter.Spent, meter.Limit, meter.IsUsedUp, [.. rows.Select(r => new ModelUsage(r.Model, r.InputTokens, r.OutputTokens, r.Requests))]));
    }

    private static async Task<Results<Ok<IReadOnlyList<UserTokens>>, ForbidHttpResult>> GetUsageOfAll(Caller caller, UsageStore usage, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        return TypedResults.Ok(await usage.ListUsersAsync(ct));
    }

    private static ModelInfo Describe(ChatModelState s) => new(
        s.Key,
        s.Provider,
        s.Endpoint,
        s.Model,
        s.Enabled,
        s.IsResting,
        s.LastFault?.Why,
        s.LastFault?.At,
        s.IsOwn,
        s.IsLocal,
        s.KeySetting,
        s.HasKey,
        s.FirstTokenSeconds,
        s.SilenceSeconds);
}
