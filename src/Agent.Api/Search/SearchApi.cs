using Agent.Api.Hosting;
using Agent.Api.SignIn;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Search;

/// <summary>What is looked for.</summary>
internal sealed record SearchQuery(
    string? Q,
    DealId? Deal,
    string? Account,
    string? Person,
    string? Kind,
    DateOnly? Since,
    DateOnly? Until,
    string? Owner,
    int? Take);

/// <summary>How a search was understood, filters read from its sentence included.</summary>
internal sealed record UnderstoodSearch(string Text, DealId? DealId, AccountId? AccountId, string? Person, PassageKind? Kind, DateTimeOffset? From, DateTimeOffset? To, UserId? OwnerId);

/// <summary>What a search found, best first.</summary>
internal sealed record SearchAnswer(UnderstoodSearch Query, IReadOnlyList<Passage> Passages);

/// <summary>Search over all texts in the caller's sight.</summary>
internal static class SearchApi
{
    private const int MaxQuestion = 1_000;

    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<IndexWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexWorker>());
    }

    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/search", Find).WithTags("Search").WithName("Search").RequireAuthorization();

    private static async Task<Results<Ok<SearchAnswer>, ValidationProblem>> Find(
        [AsParameters] SearchQuery query, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct)
    {
        if (query.Q?.Length > MaxQuestion)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["q"] = [$"At most {MaxQuestion} characters."] });
        var context = new TurnContext(caller.Reader, index, clock, null);
        var request = new SearchRequest(
            query.Q ?? "", query.Deal?.ToString(), query.Account, query.Person, Fields.Choice<PassageKind>(query.Kind, "kind"), query.Since, query.Until, query.Owner, Math.Clamp(query.Take ?? 10, 1, PassageQuery.MaxTake));
        var (wanted, problem) = await new PassageQueryReader(context).ReadAsync(request, ct);
        if (wanted is null)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { [problem!.Field] = [problem.Reason] });
        var found = await index.SearchAsync(caller.Viewer, wanted, ct);
        return TypedResults.Ok(new SearchAnswer(
            new(wanted.Text, wanted.DealId, wanted.AccountId, wanted.Speaker, wanted.Kind, wanted.From, wanted.To, wanted.OwnerId), found));
    }
}
