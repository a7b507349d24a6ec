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

/// <summary>A person at a buyer, with the deal to look at for them.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Name">Full name.</param>
/// <param name="Title">Job title, or null.</param>
/// <param name="Account">Where the person works, as far as it has a deal in sight.</param>
/// <param name="DealId">The account's largest open deal in sight, else its latest closed one; null without any.</param>
/// <param name="Deal">Name of that deal.</param>
internal sealed record FoundContact(ContactId Id, string Name, string? Title, string? Account, DealId? DealId, string? Deal);

/// <summary>Search over all texts in the caller's sight, and for people by name.</summary>
internal static class SearchApi
{
    private const int MaxQuestion = 1_000;
    private const int MaxContacts = 20;

    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<IndexWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexWorker>());
    }

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/search", Find).WithTags("Search").WithName("Search").RequireAuthorization();
        routes.MapGet("/api/contacts", FindContacts).WithTags("Search").WithName("FindContacts").RequireAuthorization();
    }

    private static async Task<Ok<List<FoundContact>>> FindContacts(string? text, int? take, Caller caller, CancellationToken ct)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return TypedResults.Ok(new List<FoundContact>());
        var contacts = (await caller.Reader.FindContactsAsync(words, null, ct)).Take(Math.Clamp(take ?? 5, 1, MaxContacts)).ToList();
        var accounts = contacts.Select(c => c.AccountId).OfType<AccountId>().Distinct().ToList();
        var deals = accounts.Count == 0 ? [] : (await caller.Reader.FindDealsAsync(new() { Accounts = accounts, Take = DealQuery.MaxTake }, ct)).Items;
        var dealOf = deals
            .GroupBy(d => d.AccountId!.Value)
            .ToDictionary(g => g.Key, g => g.OrderBy(d => d.Status != DealStatus.Open).ThenByDescending(d => d.Status == DealStatus.Open ? null : d.CloseDate).First());
        return TypedResults.Ok(contacts.Select(c =>
        {
            var deal = c.AccountId is { } account ? dealOf.GetValueOrDefault(account) : null;
            return new FoundContact(c.Id, c.Name, c.Title, deal?.Account, deal?.Id, deal?.Name);
        }).ToList());
    }

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
