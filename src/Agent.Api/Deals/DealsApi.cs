using Agent.Api.Hosting;
using Agent.Api.SignIn;
using Agent.Core.Agents;
using Agent.Core.Deals;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Deals;

/// <summary>Reading deals. What is not in the caller's sight answers 404, as if it did not exist.</summary>
internal static class DealsApi
{
    public static void MapDeals(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Deals").RequireAuthorization();
        api.MapGet("/deals", Find).WithName("FindDeals");
        api.MapGet("/deals/{id}", Get).WithName("GetDeal");
        api.MapGet("/deals/{id}/activities", GetTimeline).WithName("GetTimeline");
        api.MapGet("/activities/{id}", GetActivity).WithName("GetActivity");
        api.MapGet("/users", GetUsers).WithName("GetUsers");
    }

    private static async Task<Ok<Page<DealRow>>> Find([AsParameters] DealListQuery query, Caller caller, CancellationToken ct) =>
        TypedResults.Ok(await caller.Reader.FindDealsAsync(query.ToQuery(), ct));

    private static async Task<Results<Ok<DealDetail>, NotFound>> Get(DealId id, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (await caller.Reader.GetDealAsync(id, ct) is not { } file)
            return TypedResults.NotFound();
        var history = PaceHistory.Learn(await caller.Reader.GetRecentWinsAsync(PaceHistory.MaxWins, ct));
        var products = (await caller.Reader.GetProductsAsync(ct)).ToDictionary(p => p.Id, p => p.Name);
        var wins = WinModel.Learn(await caller.Reader.GetClosedDealsAsync(WinModel.MaxDeals, ct));
        return TypedResults.Ok(Describe(file, HealthAssessor.Assess(file, clock.GetUtcNow(), history, wins), products, clock.GetUtcNow()));
    }

    private static async Task<Results<Ok<List<ActivityInfo>>, NotFound>> GetTimeline(
        DealId id, string? kind, DateTimeOffset? before, int? take, Caller caller, CancellationToken ct)
    {
        var activities = await caller.Reader.GetTimelineAsync(id, Fields.Choice<ActivityKind>(kind, "kind"), before, take ?? 50, ct);
        if (activities.Count == 0 && await caller.Reader.GetDealAsync(id, ct) is null)
            return TypedResults.NotFound();
        var names = await NamesAsync(caller, ct);
        return TypedResults.Ok(activities.Select(a => Describe(a, names)).ToList());
    }

    private static async Task<Results<Ok<ActivityText>, NotFound>> GetActivity(ActivityId id, Caller caller, CancellationToken ct)
    {
        if (await caller.Reader.GetActivityAsync(id, ct) is not { } activity)
            return TypedResults.NotFound();
        var file = activity.DealId is { } dealId ? await caller.Reader.GetDealAsync(dealId, ct) : null;
        var users = await caller.Reader.GetUsersAsync(ct);
        var head = new ActivityHead(
            activity.Id, activity.DealId, activity.Kind, activity.Direction, activity.At, activity.Subject, activity.Minutes, activity.AuthorId, activity.Participants, "");
        return TypedResults.Ok(new ActivityText(
            Describe(head, users.ToDictionary(u => u.Id, u => u.Name)),
            file?.Deal.Name,
            activity.Body,
            ActivityReadings.TurnsOf(activity, file, users),
            file is null ? [] : ActivityReadings.MarksIn(activity, file.Reading)));
    }

    private static async Task<Ok<List<OwnerInfo>>> GetUsers(Caller caller, CancellationToken ct) =>
        TypedResults.Ok((await caller.Reader.GetUsersAsync(ct)).Select(u => new OwnerInfo(u.Id, u.Name)).ToList());

    private static async Task<Dictionary<UserId, string>> NamesAsync(Caller caller, CancellationToken ct) =>
        (await caller.Reader.GetUsersAsync(ct)).ToDictionary(u => u.Id, u => u.Name);

    private static ActivityInfo Describe(ActivityHead a, Dictionary<UserId, string> names) => new(
        a.Id,
        a.DealId,
        a.Kind,
        a.Direction,
        a.At,
        a.Subject,
        a.Minutes,
        a.AuthorId is { } author ? names.GetValueOrDefault(author) : null,
        [.. a.Participants.Select(p => new ActivityPerson(p.Name, p.Email))],
        a.Snippet);

    private static DealDetail Describe(DealFile file, DealHealth health, Dictionary<ProductId, string> products, DateTimeOffset now)
    {
        var deal = file.Deal;
        var activities = file.Activities.ToDictionary(a => a.Id);
        var row = new DealRow(
            deal.Id, deal.Name, deal.AccountId, file.Account?.Name, deal.OwnerId, file.Owner?.Name, deal.StageId, file.Stage.Name, deal.Status, deal.Amount, deal.Currency,
            deal.CreatedOn, deal.CloseDate, deal.StageEnteredOn, file.Activities.FirstOrDefault(a => a.At <= now)?.At, deal.NextStep);
        return new(
            row,
            file.Pipeline.Name,
            deal.Source,
            deal.Type,
            deal.LossReason,
            deal.NextStepDue,
            deal.Version,
            [.. file.Pipeline.Stages.Select(s => new DealStage(s.Id, s.Name, s.Status, deal.StageHistory.LastOrDefault(e => e.StageId == s.Id)?.EnteredOn, s.Id == deal.StageId))],
            [.. file.Stakeholders.Select(s => new DealPerson(s.Contact.Id, s.Contact.Name, s.Contact.Title, s.Contact.Email, s.Role, s.Contact.LeftOn))],
            [.. deal.Lines.Select(l => new DealProduct(products.GetValueOrDefault(l.ProductId, "?"), l.Quantity, l.UnitPrice))],
            [.. file.Tasks.Select(t => new DealTask(t.Id, t.Title, t.DueOn))],
            deal.Changes,
            new(
                health.Verdict,
                health.Headline,
                [.. health.Flags.Select(f => new DealFlag(f.Kind, f.Title, f.Severity, f.Fact, Sources(f.Activities, f.Evidence)))],
                health.NextActions is [var next, ..] ? new(next.Title, next.Reason, next.DueOn, next.Kind, Sources(next.Activities, next.Evidence)) : null,
                health.Snooze,
                health.Win is { } win ? new(win.Probability, win.Source, win.Fact, win.Factors, win.Backtest) : null));

        // Words stand for their activity; what stands on the activity as such has none.
        List<Source> Sources(IReadOnlyList<ActivityId> ids, IReadOnlyList<Evidence> words) =>
            [.. ids.Where(activities.ContainsKey).Select(id => (Id: id, Words: words.FirstOrDefault(e => e.ActivityId == id))).Select((s, i) => new Source(
                (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), activities[s.Id].Subject, deal.Id, s.Id, activities[s.Id].At, s.Words?.Start, s.Words?.Quote, s.Words?.Speaker))];
    }
}

/// <summary>The filters, order and page of a list of deals, as query parameters.</summary>
internal readonly record struct DealListQuery(
    string? Status,
    UserId? Owner,
    AccountId? Account,
    StageId? Stage,
    string? Text,
    decimal? MinAmount,
    decimal? MaxAmount,
    DateOnly? CloseFrom,
    DateOnly? CloseTo,
    string? Sort,
    bool? Descending,
    int? Skip,
    int? Take)
{
    public DealQuery ToQuery() => new()
    {
        Status = Fields.Choice<DealStatus>(Status, "status") is { } status ? [status] : [],
        Owners = Owner is { } owner ? [owner] : [],
        Accounts = Account is { } account ? [account] : [],
        Stages = Stage is { } stage ? [stage] : [],
        Text = Text,
        MinAmount = MinAmount,
        MaxAmount = MaxAmount,
        CloseFrom = CloseFrom,
        CloseTo = CloseTo,
        Sort = Fields.Choice<DealSort>(Sort, "sort") ?? DealSort.Amount,
        Descending = Descending ?? true,
        Skip = Math.Max(0, Skip ?? 0),
        Take = Math.Clamp(Take ?? 50, 1, DealQuery.MaxTake),
    };
}
