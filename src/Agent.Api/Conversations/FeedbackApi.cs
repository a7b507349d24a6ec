using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agent.Api.Hosting;
using Agent.Api.SignIn;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Conversations;

/// <summary>What the user thinks of an answer.</summary>
internal sealed record FeedbackInfo(TurnId TurnId, Thumb Thumb, string? Reason);

/// <summary>What the user now thinks of an answer.</summary>
internal sealed record NewFeedback(Thumb Thumb, [property: MaxLength(FeedbackStore.MaxReason)] string? Reason);

/// <summary>Thumbs for answers: each user rates the own conversations; admins take all of them out for evals.</summary>
internal static class FeedbackApi
{
    private const string JsonLines = "application/x-ndjson";

    public static void MapFeedback(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Feedback").RequireAuthorization();
        api.MapGet("/conversations/{id}/feedback", List).WithName("ListFeedback");
        api.MapPut("/conversations/{id}/turns/{turnId}/feedback", Set).WithName("SetFeedback");
        api.MapDelete("/conversations/{id}/turns/{turnId}/feedback", Delete).WithName("DeleteFeedback");
        api.MapGet("/feedback/export", Export).WithName("ExportFeedback");
    }

    private static async Task<Results<Ok<List<FeedbackInfo>>, NotFound>> List(ConversationId id, Caller caller, ConversationStore conversations, FeedbackStore feedback, CancellationToken ct) =>
        await conversations.OwnsAsync(caller.Viewer.UserId, id, ct)
            ? TypedResults.Ok((await feedback.ListAsync(id, ct)).Select(f => new FeedbackInfo(f.TurnId, f.Thumb, f.Reason)).ToList())
            : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound, ValidationProblem>> Set(
        ConversationId id, TurnId turnId, NewFeedback request, Caller caller, ConversationStore conversations, FeedbackStore feedback, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(request.Reason) && Fields.Check(request.Reason, "reason", FeedbackStore.MaxReason) is { } problem)
            return problem;
        return await conversations.OwnsAsync(caller.Viewer.UserId, id, ct) && await feedback.SetAsync(id, turnId, request.Thumb, request.Reason, ct)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> Delete(
        ConversationId id, TurnId turnId, Caller caller, ConversationStore conversations, FeedbackStore feedback, CancellationToken ct)
    {
        if (!await conversations.OwnsAsync(caller.Viewer.UserId, id, ct))
            return TypedResults.NotFound();
        await feedback.DeleteAsync(id, turnId, ct);
        return TypedResults.NoContent();
    }

    private static Results<PushStreamHttpResult, ForbidHttpResult> Export(Caller caller, FeedbackStore feedback, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        return TypedResults.Stream(
            async body =>
            {
                await foreach (var rated in feedback.ExportAsync(ct))
                {
                    await JsonSerializer.SerializeAsync(body, rated, ConversationStore.Json, ct);
                    await body.WriteAsync("\n"u8.ToArray(), ct);
                }
            },
            JsonLines,
            "feedback.jsonl");
    }
}
