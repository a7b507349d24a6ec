using Agent.Api.Hosting;
using Agent.Api.SignIn;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Changes;

/// <summary>The log of decisions, for managers and admins, and the rules of approval, which admins change.</summary>
internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/audit", List).WithTags("Proposals").WithName("ListAudit").RequireAuthorization();
        var settings = routes.MapGroup("/api/settings").WithTags("Settings").RequireAuthorization();
        settings.MapGet("/changes", GetPolicy).WithName("GetChangeSettings");
        settings.MapPut("/changes", SetPolicy).WithName("SetChangeSettings");
    }

    private static async Task<Results<Ok<AuditPage>, ForbidHttpResult>> List([AsParameters] AuditListQuery query, Caller caller, AuditReader audit, CancellationToken ct)
    {
        if (caller.Viewer.Role == UserRole.Rep)
            return TypedResults.Forbid();
        var asked = query.ToQuery();
        var entries = await audit.ListAsync(caller.Viewer, asked, ct);
        return TypedResults.Ok(new AuditPage([.. entries.Select(Describe)], entries.Count == asked.Take ? entries[^1].Entry.Sequence : null));
    }

    private static AuditInfo Describe(ShownAudit shown)
    {
        var entry = shown.Entry;
        return new(
            entry.Sequence,
            entry.ProposalId,
            entry.Action,
            entry.Kind,
            entry.DealId,
            shown.Deal,
            entry.At,
            entry.ById,
            entry.By,
            entry.Model,
            entry.PromptHash,
            entry.Detail.Edited is not null,
            entry.Detail.Proposed.Reason,
            entry.Detail.Comment,
            [.. entry.Detail.Fields.Select(ProposalField.Of)],
            [.. shown.Evidence.Select(ProposalQuote.Of)]);
    }

    private static async Task<Ok<ChangePolicy>> GetPolicy(Caller caller, ChangePolicyStore policies, CancellationToken ct) => TypedResults.Ok(await policies.GetAsync(ct));

    private static async Task<Results<NoContent, ForbidHttpResult, ProblemHttpResult>> SetPolicy(ChangePolicy policy, Caller caller, ChangePolicyStore policies, CancellationToken ct)
    {
        if (caller.Viewer.Role != UserRole.Admin)
            return TypedResults.Forbid();
        var refusal = await policies.SetAsync(policy, caller.Viewer.UserId, ct);
        return refusal is null ? TypedResults.NoContent() : TypedResults.Problem(refusal.Reason, statusCode: StatusCodes.Status400BadRequest);
    }
}

/// <summary>The filters and page of the audit log, as query parameters.</summary>
internal readonly record struct AuditListQuery(DealId? Deal, UserId? By, string? Kind, string? Action, DateTimeOffset? Since, long? Before, int? Take)
{
    public AuditQuery ToQuery() => new()
    {
        Deal = Deal,
        By = By,
        Kind = Fields.Choice<ChangeKind>(Kind, "kind"),
        Action = Fields.Choice<AuditAction>(Action, "action"),
        Since = Since,
        Before = Before,
        Take = Math.Clamp(Take ?? 50, 1, AuditQuery.MaxTake),
    };
}
