using Agent.Api.Hosting;
using Agent.Api.Insight;
using Agent.Api.SignIn;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Changes;

/// <summary>Proposals and what people decide about them. What is out of sight answers 404, a decision that is not the caller's 403, one that came too late 409.</summary>
internal static class ProposalsApi
{
    private const int MaxBulk = 100;

    public static void AddChanges(this IServiceCollection services) => services.AddHostedService<ChangesWorker>();

    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/proposals").WithTags("Proposals").RequireAuthorization();
        api.MapGet("/", List).WithName("ListProposals");
        api.MapGet("/count", Count).WithName("CountProposals");
        api.MapGet("/{id}", Get).WithName("GetProposal");
        api.MapPost("/approve", ApproveAll).WithName("ApproveProposals");
        api.MapPost("/{id}/approve", Approve).WithName("ApproveProposal");
        api.MapPost("/{id}/reject", Reject).WithName("RejectProposal");
        api.MapPost("/{id}/undo", Undo).WithName("UndoProposal");
        api.MapPost("/{id}/rest", Rest).WithName("ApplyRestOfProposal");
        routes.MapPost("/api/deals/{id}/changes", Change).WithTags("Proposals").WithName("ChangeDeal").RequireAuthorization();
    }

    private static async Task<Ok<Page<ProposalInfo>>> List([AsParameters] ProposalListQuery query, Caller caller, ProposalReader proposals, CancellationToken ct)
    {
        var page = await proposals.ListAsync(caller.Viewer, query.ToQuery(), ct);
        return TypedResults.Ok(new Page<ProposalInfo>([.. page.Items.Select(ProposalInfo.Of)], page.Total));
    }

    private static async Task<Ok<PendingCount>> Count(Caller caller, ProposalReader proposals, CancellationToken ct) =>
        TypedResults.Ok(await proposals.CountAsync(caller.Viewer, ct));

    private static async Task<Results<Ok<ProposalDetail>, NotFound>> Get(ProposalId id, Caller caller, ProposalReader proposals, CancellationToken ct) =>
        await DetailAsync(id, caller, proposals, ct) is { } detail ? TypedResults.Ok(detail) : TypedResults.NotFound();

    private static async Task<Results<Ok<ProposalDetail>, NotFound, ValidationProblem, ProblemHttpResult>> Approve(
        ProposalId id, ApproveProposal request, Caller caller, ProposalDecisions decisions, ProposalReader proposals, InsightWorker worker, CancellationToken ct)
    {
        var approval = new ApprovalRequest { Fields = request.Fields ?? [], Without = request.Without ?? [], Comment = request.Comment };
        return await AnswerAsync(await decisions.ApproveAsync(caller.Viewer, id, approval, ct), caller, proposals, worker, ct);
    }

    private static async Task<Results<Ok<ProposalDetail>, NotFound, ValidationProblem, ProblemHttpResult>> Reject(
        ProposalId id, RejectProposal request, Caller caller, ProposalDecisions decisions, ProposalReader proposals, InsightWorker worker, CancellationToken ct) =>
        await AnswerAsync(await decisions.RejectAsync(caller.Viewer, id, request.Comment, ct), caller, proposals, worker, ct);

    private static async Task<Results<Ok<ProposalDetail>, NotFound, ValidationProblem, ProblemHttpResult>> Undo(
        ProposalId id, Caller caller, ProposalDecisions decisions, ProposalReader proposals, InsightWorker worker, CancellationToken ct) =>
        await AnswerAsync(await decisions.UndoAsync(caller.Viewer, id, ct), caller, proposals, worker, ct);

    private static async Task<Results<Ok<ProposalDetail>, NotFound, ValidationProblem, ProblemHttpResult>> Rest(
        ProposalId id, ApplyRest request, Caller caller, ProposalDecisions decisions, ProposalReader proposals, InsightWorker worker, CancellationToken ct) =>
        await AnswerAsync(await decisions.ApplyRestAsync(caller.Viewer, id, request.Fields, ct), caller, proposals, worker, ct);

    private static async Task<Results<Ok<List<BulkOutcome>>, ValidationProblem>> ApproveAll(
        ApproveProposals request, Caller caller, ProposalDecisions decisions, ProposalReader proposals, InsightWorker worker, CancellationToken ct)
    {
        if (request.Ids is not { Count: > 0 and <= MaxBulk } ids || ids.Distinct().Count() < ids.Count)
            return Problem("ids", $"Name 1 to {MaxBulk} proposals, each once.");
        var kinds = await proposals.KindsAsync(caller.Viewer, ids, ct);
        if (kinds.Values.Distinct().Count() > 1)
            return Problem("ids", "Approve proposals of one kind at a time.");
        var outcomes = new List<BulkOutcome>();
        foreach (var id in ids)
        {
            var decision = await decisions.ApproveAsync(caller.Viewer, id, new() { Comment = request.Comment }, ct);
            var reason = decision.Outcome == DecisionOutcome.NotFound ? "There is no such proposal." : decision.Reason;
            outcomes.Add(new(id, decision.Outcome == DecisionOutcome.Done, reason, [.. decision.Conflicts.Select(ConflictInfo.Of)]));
        }

        worker.Touch();
        return TypedResults.Ok(outcomes);
    }

    private static async Task<Results<Ok<ChangeResult>, NotFound, ValidationProblem, ProblemHttpResult>> Change(
        DealId id, NewChange request, Caller caller, ProposalDecisions decisions, ProposalReader proposals, InsightWorker worker, CancellationToken ct)
    {
        if (request.Kind is not { } kind || kind == ChangeKind.NewDeal)
            return Problem("kind", "Say what to change.");
        var change = new ChangeSet
        {
            Kind = kind,
            DealId = id,
            ContactId = request.ContactId,
            Fields = [.. (request.Fields ?? []).Select(f => new ProposedField(f.Key, null, f.Value))],
            Reason = string.IsNullOrWhiteSpace(request.Reason) ? "Changed directly." : request.Reason,
        };
        var decision = await decisions.ChangeAsync(caller.Viewer, change, request.Seen, ct);
        worker.Touch();
        if (Refusal(decision) is { } refusal)
            return refusal.Result switch { NotFound none => none, ValidationProblem wrong => wrong, var other => (ProblemHttpResult)other };
        var shown = await DetailAsync(decision.Proposal!.Id, caller, proposals, ct);
        return TypedResults.Ok(new ChangeResult(decision.Proposal.Status == ProposalStatus.Applied, decision.Reason, shown!.Proposal, decision.Missing));
    }

    private static async Task<Results<Ok<ProposalDetail>, NotFound, ValidationProblem, ProblemHttpResult>> AnswerAsync(
        ChangeDecision decision, Caller caller, ProposalReader proposals, InsightWorker worker, CancellationToken ct)
    {
        worker.Touch();
        if (Refusal(decision) is { } refusal)
            return refusal.Result switch { NotFound none => none, ValidationProblem wrong => wrong, var other => (ProblemHttpResult)other };
        // A change that took the thing away that it was about has nothing left to show.
        return await DetailAsync(decision.Proposal!.Id, caller, proposals, ct) is { } detail ? TypedResults.Ok(detail) : TypedResults.NotFound();
    }

    private static Results<NotFound, ValidationProblem, ProblemHttpResult>? Refusal(ChangeDecision decision) => decision switch
    {
        { Outcome: DecisionOutcome.Done } => null,
        { Outcome: DecisionOutcome.NotFound } => TypedResults.NotFound(),
        { Outcome: DecisionOutcome.NotAllowed } => TypedResults.Problem(decision.Reason, statusCode: StatusCodes.Status403Forbidden),
        { Field: { } field } => Problem(field, decision.Reason!),
        _ => TypedResults.Problem(
            decision.Reason,
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["status"] = StatusCodes.Status409Conflict, ["conflicts"] = decision.Conflicts.Select(ConflictInfo.Of).ToList() }),
    };

    private static ValidationProblem Problem(string field, string what) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [what] });

    private static async Task<ProposalDetail?> DetailAsync(ProposalId id, Caller caller, ProposalReader proposals, CancellationToken ct)
    {
        if (await proposals.GetAsync(caller.Viewer, id, ct) is not { } found)
            return null;
        var change = found.Proposal.Proposal.Change;
        return new(
            ProposalInfo.Of(found.Proposal),
            [.. found.Conflicts.Select(ConflictInfo.Of)],
            found.Proposal.Policy,
            [.. ChangeRules.FieldsOf(change.Kind).Select(f => new EditableField(f, ChangeValues.Label(f), ChangeRules.Needs(change.Kind, f)))],
            [.. change.Fields.Select(ProposalField.Of)]);
    }
}

/// <summary>The filters and page of a list of proposals, as query parameters. Without a status: those that wait.</summary>
internal readonly record struct ProposalListQuery(string? Status, DealId? Deal, string? Kind, bool? Mine, int? Skip, int? Take)
{
    public ProposalQuery ToQuery() => new()
    {
        Status = string.Equals(Status, "all", StringComparison.OrdinalIgnoreCase) ? null : Fields.Choice<ProposalStatus>(Status, "status") ?? ProposalStatus.Pending,
        Deal = Deal,
        Kind = Fields.Choice<ChangeKind>(Kind, "kind"),
        Mine = Mine ?? false,
        Skip = Math.Max(0, Skip ?? 0),
        Take = Math.Clamp(Take ?? 20, 1, ProposalQuery.MaxTake),
    };
}
