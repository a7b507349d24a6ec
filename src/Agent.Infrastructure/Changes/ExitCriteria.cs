using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Changes;

/// <summary>What is to be seen before a deal leaves a stage, and has not been. It informs and never blocks: the person knows more than the texts.</summary>
internal static class ExitCriteria
{
    private const int MaxProposals = 100;

    /// <summary>Sentences about the stages that a move passes without that their exit criterion was seen in a text.</summary>
    /// <param name="db">The database.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="pipeline">Its pipeline.</param>
    /// <param name="from">The stage it comes from.</param>
    /// <param name="to">The stage it goes to.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async Task<IReadOnlyList<string>> MissingAsync(WorkspaceDbContext db, DealId deal, Pipeline pipeline, StageId from, StageId to, CancellationToken ct)
    {
        var stages = pipeline.Stages;
        var (start, end) = (stages.FirstOrDefault(s => s.Id == from)?.Order, stages.FirstOrDefault(s => s.Id == to)?.Order);
        var passed = stages.Where(s => s.Order >= start && s.Order < end && s.Status == DealStatus.Open && !string.IsNullOrWhiteSpace(s.ExitCriterion)).ToList();
        if (passed.Count == 0)
            return [];
        // A move that stood on quotes has shown the criteria of the stages before it.
        var moves = await db.Proposals.AsNoTracking()
            .Where(p => EF.Property<DealId?>(p, ProposalRows.DealId) == deal && EF.Property<ChangeKind>(p, ProposalRows.Kind) == ChangeKind.Stage && p.Status != ProposalStatus.Rejected)
            .OrderByDescending(p => p.CreatedAt).Take(MaxProposals).ToListAsync(ct);
        var shown = moves.Where(p => p.Change.Evidence.Count > 0)
            .Select(p => stages.FirstOrDefault(s => s.Id.ToString() == p.Change.After(ChangeFields.Stage))?.Order ?? 0)
            .DefaultIfEmpty(0).Max();
        return [.. passed.Where(s => s.Order >= shown).Select(s => $"{s.Name} is left when: {s.ExitCriterion!.TrimEnd('.')}. No text that was read shows it.")];
    }
}
