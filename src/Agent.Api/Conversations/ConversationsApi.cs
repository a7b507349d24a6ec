using System.ComponentModel.DataAnnotations;
using Agent.Api.Hosting;
using Agent.Api.SignIn;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Conversations;

/// <summary>A conversation in a list.</summary>
internal sealed record ConversationInfo(ConversationId Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A conversation to begin.</summary>
internal sealed record NewConversation([property: Required, MaxLength(Turn.MaxQuestion)] string Title);

/// <summary>A question, with the deal whose page the user is on, and the turn that it takes the place of together with all turns after it.</summary>
internal sealed record NewTurn([property: Required, MaxLength(Turn.MaxQuestion)] string Question, DealId? DealId, TurnId? Replaces);

/// <summary>A turn that has begun; its events come over the hub.</summary>
internal sealed record StartedTurn(TurnId TurnId);

/// <summary>Conversations: commands by POST, watching by the hub.</summary>
internal static class ConversationsApi
{
    public static void AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<TurnRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnRunner>());
    }

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/conversations").WithTags("Conversations").RequireAuthorization();
        api.MapGet("/", List).WithName("ListConversations");
        api.MapPost("/", Create).WithName("CreateConversation");
        api.MapDelete("/{id}", Delete).WithName("DeleteConversation");
        api.MapGet("/{id}/events", GetEvents).WithName("GetEvents");
        api.MapPost("/{id}/turns", StartTurn).WithName("StartTurn");
        api.MapPost("/{id}/turns/{turnId}/stop", StopTurn).WithName("StopTurn");
        routes.MapHub<AssistantHub>("/hubs/assistant").RequireAuthorization();
    }

    private static async Task<Ok<List<ConversationInfo>>> List(Caller caller, ConversationStore store, CancellationToken ct) =>
        TypedResults.Ok((await store.ListAsync(caller.Viewer.UserId, ct)).Select(Describe).ToList());

    private static async Task<Results<Created<ConversationInfo>, ValidationProblem>> Create(NewConversation request, Caller caller, ConversationStore store, CancellationToken ct)
    {
        if (Fields.Check(request.Title, "title", Turn.MaxQuestion) is { } problem)
            return problem;
        var conversation = await store.CreateAsync(caller.Viewer.UserId, request.Title, ct);
        return TypedResults.Created($"/api/conversations/{conversation.Id}", Describe(conversation));
    }

    private static async Task<Results<NoContent, NotFound>> Delete(ConversationId id, Caller caller, ConversationStore store, CancellationToken ct) =>
        await store.DeleteAsync(caller.Viewer.UserId, id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<IReadOnlyList<SequencedEvent>>, NotFound>> GetEvents(
        ConversationId id, long? after, Caller caller, ConversationStore store, CancellationToken ct) =>
        await store.OwnsAsync(caller.Viewer.UserId, id, ct) ? TypedResults.Ok(await store.ReadAsync(id, after ?? 0, ct)) : TypedResults.NotFound();

    private static async Task<Results<Accepted<StartedTurn>, NotFound, ValidationProblem, ProblemHttpResult>> StartTurn(
        ConversationId id, NewTurn request, Caller caller, ConversationStore store, TurnRunner runner, CancellationToken ct)
    {
        if (Fields.Check(request.Question, "question", Turn.MaxQuestion) is { } problem)
            return problem;
        if (!await store.OwnsAsync(caller.Viewer.UserId, id, ct))
            return TypedResults.NotFound();
        var (turn, refusal) = await runner.StartAsync(caller.Viewer, id, request.Question, request.DealId, request.Replaces, ct);
        return turn is null
            ? TypedResults.Problem(refusal!.Reason, statusCode: StatusCodes.Status409Conflict)
            : TypedResults.Accepted((string?)null, new StartedTurn(turn.Id));
    }

    private static async Task<Results<NoContent, NotFound>> StopTurn(ConversationId id, TurnId turnId, Caller caller, TurnRunner runner, CancellationToken ct) =>
        await runner.StopAsync(caller.Viewer.UserId, id, turnId, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static ConversationInfo Describe(Conversation c) => new(c.Id, c.Title, c.CreatedAt, c.UpdatedAt);
}
