using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Values;

namespace Agent.Infrastructure.Import.Entities;

/// <summary>Takes over the rows of one kind of record.</summary>
internal interface IEntityImport
{
    /// <summary>Takes over a batch, within a transaction.</summary>
    /// <param name="row">Reader of the section.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="isPrimary">False when the records only share the rows of another kind, and so repeat.</param>
    /// <param name="ct">Cancels the batch.</param>
    Task ImportAsync(RowReader row, IReadOnlyList<SourceRow> rows, bool isPrimary, CancellationToken ct);

    /// <summary>Does what only the whole table tells, within a transaction.</summary>
    Task FinishAsync(CancellationToken ct);
}

/// <summary>The way of every kind: read the rows, load what is known of them, compare, write what is new or differs.</summary>
/// <remarks>An empty cell says nothing: it never erases what is known.</remarks>
internal abstract class EntityImport<T, TId>(ImportSession session, EntityKind kind) : IEntityImport
    where T : class
    where TId : struct, IEquatable<TId>
{
    protected ImportSession Session { get; } = session;

    protected EntityKind Kind { get; } = kind;

    public async Task ImportAsync(RowReader row, IReadOnlyList<SourceRow> rows, bool isPrimary, CancellationToken ct)
    {
        var batch = new List<(T Fresh, TId? Known)>(rows.Count);
        foreach (var source in rows)
        {
            row.Move(source);
            var fresh = row.IsBad ? null : Read(row, isPrimary);
            if (fresh is null)
            {
                if (row.IsBad && isPrimary)
                    Session.Log.Skipped(Kind);
                continue;
            }

            if (!IsRepeated(row, fresh, out var same))
                batch.Add((fresh, FindKnown(row, fresh)));
            else if (isPrimary)
                Repeat(row, same);
        }

        if (batch.Count == 0)
            return;
        await Session.FlushAsync(ct);
        var known = Session.HasStored(Kind) || batch.Exists(b => b.Known is not null) ? await LoadAsync(batch, ct) : new([], []);
        foreach (var (fresh, id) in batch)
        {
            if ((id is { } knownId ? known.ById.GetValueOrDefault(knownId) ?? Session.Unwritten<T>(knownId) : null) is { } entity
                || (ExternalId(fresh) is { } key && known.ByKey.TryGetValue(key, out entity)))
            {
                if (Merge(entity, fresh, row))
                {
                    await Session.WriteAsync(entity, isKnown: true, ct);
                    Session.Log.Updated(Kind);
                }
                else
                {
                    Session.Log.Unchanged(Kind);
                }

                Index(entity, fresh);
            }
            else
            {
                await Session.WriteAsync(fresh, isKnown: false, ct);
                Session.Log.Added(Kind);
                Index(fresh, fresh);
            }
        }
    }

    public virtual Task FinishAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Reads a row; null when it is bad or says nothing of this kind.</summary>
    protected abstract T? Read(RowReader row, bool isPrimary);

    /// <summary>What tells two rows apart when they have no id.</summary>
    protected abstract string NaturalKey(T fresh);

    /// <summary>The id of the known record that the row means, as far as the indexes tell.</summary>
    protected abstract TId? FindKnown(RowReader row, T fresh);

    protected abstract string? ExternalId(T entity);

    /// <summary>Loads the known records of a batch.</summary>
    protected abstract Task<Known> LoadAsync(IReadOnlyList<(T Fresh, TId? Known)> batch, CancellationToken ct);

    /// <summary>Carries over what differs; true when something does.</summary>
    protected abstract bool Merge(T known, T fresh, RowReader row);

    /// <summary>Lets later rows find the record, also by the key of the row that was merged into it.</summary>
    protected abstract void Index(T entity, T fresh);

    /// <summary>Sets a value when the row has one and it differs.</summary>
    protected static bool Set<TValue>(TValue? fresh, TValue? known, Action<TValue> set)
    {
        if (fresh is null || EqualityComparer<TValue>.Default.Equals(fresh, known))
            return false;
        set(fresh);
        return true;
    }

    /// <summary>Two records of one source that share a name stay two: a known record with another id of that source is not meant.</summary>
    protected void DropOthers(IReadOnlyList<(T Fresh, TId? Known)> batch, Dictionary<TId, T> known)
    {
        foreach (var (fresh, match) in batch)
        {
            if (match is { } id && ExternalId(fresh) is { } key && known.TryGetValue(id, out var entity) && IsOtherId(ExternalId(entity), key))
                known.Remove(id);
        }
    }

    private static bool IsOtherId(string? known, string fresh) =>
        known is not null && known != fresh && known.AsSpan(0, known.IndexOf(':') + 1).SequenceEqual(fresh.AsSpan(0, fresh.IndexOf(':') + 1));

    private bool IsRepeated(RowReader row, T fresh, out bool same)
    {
        var key = Fnv.Add(Fnv.Start, ExternalId(fresh) ?? "~" + NaturalKey(fresh));
        var before = Session.SeenBefore(Kind, key, row.ContentHash);
        same = before ?? false;
        return before is not null;
    }

    private void Repeat(RowReader row, bool same)
    {
        if (same)
        {
            Session.Log.Unchanged(Kind);
            return;
        }

        row.Refuse(row.Section.Has(Field.Id) ? Field.Id : Field.Name, row.Text(Field.Id) is { } id
            ? $"The id \"{RowReader.Cut(id)}\" stands in an earlier row with other content; the earlier row counts."
            : "An earlier row means the same record and has other content; the earlier row counts. A column with ids would tell them apart.");
        Session.Log.Skipped(Kind);
    }

    /// <summary>Known records of a batch.</summary>
    protected sealed record Known(Dictionary<TId, T> ById, Dictionary<string, T> ByKey);
}
