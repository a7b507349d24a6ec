using Agent.Core.Deals;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>Things to do.</summary>
internal sealed class TaskImport(ImportSession session) : EntityImport<SalesTask, TaskId>(session, EntityKind.Tasks)
{
    protected override SalesTask? Read(RowReader row, bool isPrimary)
    {
        if ((row.Text(Field.Title) ?? row.Text(Field.Subject) ?? row.Text(Field.Body)) is not { } title)
        {
            if (isPrimary)
                row.Refuse(Field.Title, "The task does not say what to do.");
            return null;
        }

        var due = row.Day(Field.DueOn) ?? row.Day(Field.At);
        var doneAt = row.Moment(Field.DoneAt);
        var created = row.Moment(Field.Created);
        if (row.IsBad)
            return null;
        var isDone = doneAt is not null || (row.Text(Field.Done) is { } word && Vocabulary.Instance.Flag(word) == true);
        var dueAt = due is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : (DateTimeOffset?)null;
        return new SalesTask
        {
            Title = title,
            DueOn = due,
            // The day of doing is not always told; the day that it was due is the nearest known.
            DoneAt = isDone ? doneAt ?? dueAt ?? created ?? Session.Now : null,
            CreatedAt = created ?? Session.Now,
            DealId = Session.Deal(row),
            OwnerId = Session.Owner(row),
            ExternalId = row.Key(Field.Id) ?? $"{row.SourceName}:{Fnv.Hex(Fnv.Row([title, row.Text(Field.DueOn), row.Text(Field.At), row.Text(Field.Deal), row.Text(Field.Owner)]))}",
        };
    }

    protected override string NaturalKey(SalesTask fresh) => fresh.ExternalId!;

    protected override TaskId? FindKnown(RowReader row, SalesTask fresh) => null;

    protected override string? ExternalId(SalesTask entity) => entity.ExternalId;

    protected override async Task<Known> LoadAsync(IReadOnlyList<(SalesTask Fresh, TaskId? Known)> batch, CancellationToken ct)
    {
        var keys = batch.Select(b => b.Fresh.ExternalId).ToList();
        return new([], await Session.Db.Tasks.AsNoTracking().Where(t => EF.Parameter(keys).Contains(t.ExternalId)).ToDictionaryAsync(t => t.ExternalId!, ct));
    }

    protected override bool Merge(SalesTask known, SalesTask fresh, RowReader row)
    {
        var changed = Set(fresh.Title, known.Title, v => known.Title = v);
        changed |= Set(fresh.DueOn, known.DueOn, v => known.DueOn = v);
        changed |= Set(fresh.DealId, known.DealId, v => known.DealId = v);
        changed |= Set(fresh.OwnerId, known.OwnerId, v => known.OwnerId = v);
        // Done is done: a later import that knows no day does not move it.
        if (fresh.DoneAt is { } doneAt && known.DoneAt is null)
        {
            known.DoneAt = doneAt;
            changed = true;
        }

        return changed;
    }

    protected override void Index(SalesTask entity, SalesTask fresh)
    {
    }
}

/// <summary>A table of activities as CRMs export it: what was done is an activity, what is still to do a task.</summary>
internal sealed class ActivityOrTaskImport(ActivityImport activities, TaskImport tasks) : IEntityImport
{
    public async Task ImportAsync(RowReader row, IReadOnlyList<SourceRow> rows, bool isPrimary, CancellationToken ct)
    {
        var done = new List<SourceRow>(rows.Count);
        var open = new List<SourceRow>();
        foreach (var source in rows)
        {
            row.Move(source);
            (IsTask(row) ? open : done).Add(source);
        }

        await activities.ImportAsync(row, done, isPrimary, ct);
        await tasks.ImportAsync(row, open, isPrimary, ct);
    }

    public Task FinishAsync(CancellationToken ct) => Task.CompletedTask;

    private static bool IsTask(RowReader row)
    {
        var kind = row.Text(Field.Kind) is { } words ? Vocabulary.Instance.ActivityKind(words) : null;
        var isOpen = row.Text(Field.Done) is { } word && Vocabulary.Instance.Flag(word) == false;
        // A meeting that is planned has its place among the activities; a call that is planned is something to do.
        return kind == "task" || (isOpen && kind is (null or "call" or "email"));
    }
}
