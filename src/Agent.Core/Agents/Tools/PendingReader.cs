using Agent.Core.Changes;
using Agent.Core.Deals;

namespace Agent.Core.Agents.Tools;

/// <summary>Reads what waits for a person, with the names of what it is about.</summary>
/// <param name="context">The turn.</param>
internal sealed class PendingReader(TurnContext context)
{
    // As many as one read of the desk gives.
    private const int MostRead = 100;

    /// <summary>Lists what waits.</summary>
    /// <param name="of">The deal in question, with what is proposed for its account; null for all.</param>
    /// <param name="customer">The account in question, with all of its deals; null for all.</param>
    /// <param name="mine">True for those alone that the user may decide.</param>
    /// <param name="ct">Cancels the queries.</param>
    /// <returns>Null where no proposals are kept.</returns>
    public async Task<PendingProposals?> ReadAsync(DealFile? of, NamedDeal? customer, bool mine, CancellationToken ct)
    {
        if (context.Pending is not { } pending)
            return null;
        var page = await pending(of?.Deal.Id, MostRead, ct);
        IReadOnlyList<Proposal> found = page.Items;
        // A new deal or contact of the customer belongs to no deal yet.
        if (of?.Account is { } account)
            found = [.. found.Concat((await pending(null, MostRead, ct)).Items.Where(p => p.Effective.DealId is null && p.Effective.AccountId == account.Id)).DistinctBy(p => p.Id).OrderByDescending(p => p.CreatedAt)];
        var files = new Dictionary<DealId, DealFile?>();
        foreach (var id in found.Select(p => p.Effective.DealId).OfType<DealId>().Distinct())
            files[id] = of?.Deal.Id == id ? of : await context.Reader.GetDealAsync(id, ct);
        if (customer is not null)
            found = [.. found.Where(p => (FileOf(p)?.Deal.AccountId ?? p.Effective.AccountId) == customer.AccountId)];
        var shown = mine ? [.. found.Where(p => MayDecide(p, FileOf(p)))] : found;
        var narrowed = of is not null || customer is not null;
        var total = mine || narrowed ? shown.Count : page.Total;
        return new(of?.Deal.Name ?? customer?.Name, [.. shown.Take(PendingProposals.MaxListed).Select(p => Row(p, FileOf(p)))], total)
        {
            OfOthers = mine ? (narrowed ? found.Count : page.Total) - total : null,
        };

        DealFile? FileOf(Proposal proposal) => proposal.Effective.DealId is { } id ? files[id] : null;
    }

    // What belongs to no deal yet is decided by whoever asked for it, or by who leads.
    private bool MayDecide(Proposal proposal, DealFile? file)
    {
        var viewer = context.Reader.Viewer;
        return file is not null ? viewer.MayDecideFor(file.Owner) : viewer.Role != UserRole.Rep || proposal.Origin.UserId == viewer.UserId;
    }

    private PendingProposal Row(Proposal proposal, DealFile? file)
    {
        var change = proposal.Effective;
        return new(
            proposal.Id,
            change,
            file?.Deal.Name,
            file?.Stakeholders.FirstOrDefault(s => s.Contact.Id == change.ContactId)?.Contact.Name,
            file is null ? null : context.Sources.CiteDeal(file.Deal.Id, file.Deal.Name),
            DateOnly.FromDateTime(proposal.CreatedAt.UtcDateTime));
    }
}
