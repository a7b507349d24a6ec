using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Tests.Insight;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Changes;

/// <summary>The small world with desks and decisions on it.</summary>
internal sealed class ChangeStore : IDisposable
{
    private ChangeStore(InsightStore store) => Store = store;

    public InsightStore Store { get; }

    public World World => Store.World;

    public ChangeSignal Signal { get; } = new();

    public ProposalDeskFactory Desks => new(Store, Store.Clock, Signal);

    public ProposalDecisions Decisions => new(Store, Store.Clock, Signal);

    public ProposalReader Reader => new(Store, Store.Clock);

    public ChangePolicyStore Policies => new(Store, Store.Clock);

    public AuditReader Audit => new(Store);

    public Viewer Nora => World.Viewer("Nora");

    public Deal Rollout => World.Deal("acme rollout");

    public static async Task<ChangeStore> CreateAsync(CancellationToken ct) => new(await InsightStore.CreateAsync(ct));

    public ChangeSet Change(ChangeKind kind, params (string Field, string? After)[] fields) => On("acme rollout", kind, fields);

    public ChangeSet On(string deal, ChangeKind kind, params (string Field, string? After)[] fields) => new()
    {
        Kind = kind,
        DealId = World.Deal(deal).Id,
        Fields = [.. fields.Select(f => new ProposedField(f.Field, null, f.After))],
        Reason = "They said so.",
    };

    public ProposalOrigin Asked(string user, ConversationId? conversation = null, TurnId? turn = null, bool outside = false) =>
        new() { UserId = World[user].Id, ConversationId = conversation, TurnId = turn, AskedFor = true, Model = "test-model", PromptHash = "abc", ReadOutsideText = outside };

    /// <summary>Proposes as a user's turn does; it has to be taken.</summary>
    public async Task<Proposal> ProposeAsync(ChangeSet change, CancellationToken ct, string user = "Nora")
    {
        var (proposal, refusal) = await Desks.For(World.Viewer(user)).ProposeAsync(change, Asked(user), ct);
        refusal.ShouldBeNull();
        return proposal.ShouldNotBeNull();
    }

    public Task<ProposalIntake> ReadAsync(ChangeSet change, CancellationToken ct) =>
        Desks.ForReader().ProposeAsync(change, new() { Model = ProposalOrigin.Reader, ReadOutsideText = true }, ct);

    /// <summary>A quote of an activity that is in the store.</summary>
    public static Evidence Quote(Activity activity, string words)
    {
        var start = activity.Body.IndexOf(words, StringComparison.Ordinal);
        return Evidence.From(activity.Id, activity.Body, start, start + words.Length, "Buyer", Side.Buyer, activity.At);
    }

    public async Task<Deal> DealAsync(string deal, CancellationToken ct)
    {
        var id = World.Deal(deal).Id;
        await using var db = Store.CreateDbContext();
        return await db.Deals.AsNoTracking().SingleAsync(d => d.Id == id, ct);
    }

    public async Task<Proposal> StoredAsync(ProposalId id, CancellationToken ct)
    {
        await using var db = Store.CreateDbContext();
        return await db.Proposals.AsNoTracking().SingleAsync(p => p.Id == id, ct);
    }

    public async Task<List<AuditEntry>> LogAsync(CancellationToken ct)
    {
        await using var db = Store.CreateDbContext();
        return await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(ct);
    }

    public void Dispose() => Store.Dispose();
}
