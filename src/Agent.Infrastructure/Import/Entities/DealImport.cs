using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>Deals. A known deal changes through its named methods, so that pushes and moves are recorded.</summary>
internal sealed class DealImport(ImportSession session) : EntityImport<Deal, DealId>(session, EntityKind.Deals)
{
    // A lost deal must say why; the source may not know.
    private const string NoReason = "Not given";

    protected override Deal? Read(RowReader row, bool isPrimary)
    {
        var reading = row.Stage();
        if (reading.Stage is null && (row.Section.Has(Field.Stage) || row.Section.Has(Field.Status)))
        {
            if (isPrimary)
                row.Refuse(row.Section.Has(Field.Stage) ? Field.Stage : Field.Status, "The deal has no stage.");
            return null;
        }

        if (row.Text(Field.Status) is { } status && status.Equals("deleted", StringComparison.OrdinalIgnoreCase))
        {
            row.Refuse(Field.Status, "The deal is deleted in the source.");
            return null;
        }

        var (pipeline, stage) = Session.Stages.Resolve(reading.Pipeline, reading.Stage ?? StageReading.WithoutStage);
        var amount = row.Number(Field.Amount, out var currency);
        var created = row.Day(Field.Created);
        var close = stage.Status switch
        {
            DealStatus.Won => row.Day(Field.WonOn) ?? row.Day(Field.CloseDate),
            DealStatus.Lost => row.Day(Field.LostOn) ?? row.Day(Field.CloseDate),
            _ => row.Day(Field.CloseDate),
        };
        var entered = stage.Status == DealStatus.Open ? row.Day(Field.StageEntered) : close;
        var quantity = row.Number(Field.Quantity);
        var unitPrice = row.Number(Field.UnitPrice);
        var nextStep = row.Text(Field.NextStep);
        var nextStepDue = row.Day(Field.NextStepDue);
        if (row.IsBad)
            return null;

        var account = Session.Account(row);
        var contacts = Session.ContactsOf(row, account);
        account ??= contacts.Select(c => Session.AccountOfContact.TryGetValue(c, out var at) ? at : (AccountId?)null).FirstOrDefault(a => a is not null);
        var products = Session.ProductsOf(row);
        var key = row.Key(Field.Id);
        var name = row.Text(Field.Name) ?? ComposeName(row, products);
        var deal = Deal.Start(
            name,
            pipeline,
            stage,
            created,
            entered,
            amount,
            row.Text(Field.Currency)?.ToUpperInvariant() ?? currency ?? row.Currency ?? "USD",
            close,
            row.Text(Field.LossReason));
        deal.AccountId = account;
        deal.OwnerId = Session.Owner(row);
        deal.Source = row.Text(Field.Source);
        deal.Type = row.Text(Field.DealType);
        deal.ExternalId = key ?? $"{row.SourceName}:{Fnv.Hex(Fnv.Row([Names.Normalize(name), row.Text(Field.Account), row.Text(Field.Created), row.Section.Has(Field.Name) ? null : row.Text(Field.Owner)]))}";
        if (nextStep is not null || nextStepDue is not null)
            deal.PlanNextStep(nextStep, nextStepDue);
        foreach (var (product, _) in products)
            deal.SetLine(product, quantity ?? 1, unitPrice);
        SetRoles(row, deal, contacts);
        return deal;
    }

    protected override string NaturalKey(Deal fresh) => fresh.ExternalId!;

    protected override DealId? FindKnown(RowReader row, Deal fresh) => null;

    protected override string? ExternalId(Deal entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(Deal Fresh, DealId? Known)> batch, CancellationToken ct)
    {
        var keys = batch.Select(b => b.Fresh.ExternalId).ToList();
        return new([], await Session.Db.Deals.AsNoTracking().Where(d => EF.Parameter(keys).Contains(d.ExternalId)).ToDictionaryAsync(d => d.ExternalId!, ct));
    }

    protected override bool Merge(Deal known, Deal fresh, RowReader row)
    {
        var version = known.Version;
        var changed = row.Section.Has(Field.Name) && Set(fresh.Name, known.Name, v => known.Name = v);
        changed |= Set(fresh.AccountId, known.AccountId, v => known.AccountId = v);
        changed |= Set(fresh.OwnerId, known.OwnerId, v => known.OwnerId = v);
        changed |= Set(fresh.Source, known.Source, v => known.Source = v);
        changed |= Set(fresh.Type, known.Type, v => known.Type = v);
        MoveStage(known, fresh, row);
        if (fresh.CloseDate is { } close)
            known.MoveCloseDate(close, Session.Today);
        if (fresh.Amount is { } amount)
            known.ChangeAmount(amount, Session.Today);
        if (fresh.NextStep is not null || fresh.NextStepDue is not null)
            known.PlanNextStep(fresh.NextStep ?? known.NextStep, fresh.NextStepDue ?? known.NextStepDue);
        foreach (var line in fresh.Lines)
        {
            var before = known.Lines.FirstOrDefault(l => l.ProductId == line.ProductId);
            known.SetLine(line.ProductId, row.Section.Has(Field.Quantity) ? line.Quantity : before?.Quantity ?? line.Quantity, line.UnitPrice ?? before?.UnitPrice);
        }

        foreach (var role in fresh.Roles)
        {
            // A part that somebody gave here is better than the one that stands for "linked".
            if (row.Section.Has(Field.BuyingRole) || known.Roles.All(r => r.ContactId != role.ContactId))
                known.SetRole(role.ContactId, role.Role);
        }

        return changed || known.Version != version;
    }

    protected override void Index(Deal entity, Deal fresh)
    {
        if (Session.NeedsDeals)
            Session.Index(entity.Id, entity.Name, entity.AccountId, entity.Status, entity.ExternalId);
    }

    private void MoveStage(Deal known, Deal fresh, RowReader row)
    {
        if (fresh.StageId == known.StageId)
            return;
        if (fresh.PipelineId != known.PipelineId)
        {
            row.RemarkUnplaced(Field.Pipeline, $"\"{RowReader.Cut(known.Name)}\" moved to another pipeline in the source; its stage stays as it is.");
            return;
        }

        var on = fresh.StageEnteredOn ?? Session.Today;
        if (known.StageEnteredOn is { } entered && on < entered)
            on = entered;
        if (known.MoveTo(Session.Stages.Find(fresh.StageId)!, on, fresh.LossReason ?? NoReason) is { } refusal)
            row.RemarkUnplaced(Field.Stage, $"\"{RowReader.Cut(known.Name)}\": {refusal.Reason}");
    }

    // "Acme - GTX Pro"; without an account the product and the id.
    private static string ComposeName(RowReader row, IReadOnlyList<(ProductId Id, string Name)> products)
    {
        var account = row.Text(Field.Account) ?? row.Text(Field.Contact);
        var product = products.Count > 0 ? products[0].Name : null;
        return (account, product, row.Text(Field.Id)) switch
        {
            ({ } a, { } p, _) => $"{a} - {p}",
            ({ } a, null, _) => a,
            (null, { } p, { } id) => $"{p} ({id})",
            (null, { } p, null) => p,
            (null, null, { } id) => $"Deal {id}",
            _ => "Deal",
        };
    }

    // A contact of the deal's own account is its stakeholder anyway; for others the weakest part keeps the link.
    private void SetRoles(RowReader row, Deal deal, IReadOnlyList<ContactId> contacts)
    {
        var role = row.Text(Field.BuyingRole) is { } words ? Vocabulary.Instance.BuyingRole(words) : null;
        foreach (var contact in contacts)
        {
            var isOwn = Session.AccountOfContact.TryGetValue(contact, out var account) && account == deal.AccountId;
            if (role is { } known)
                deal.SetRole(contact, known);
            else if (!isOwn)
                deal.SetRole(contact, BuyingRole.Influencer);
        }
    }
}
