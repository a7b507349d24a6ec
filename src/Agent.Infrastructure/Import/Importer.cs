using Agent.Infrastructure.Import.Entities;
using Agent.Infrastructure.Import.Store;
using Agent.Infrastructure.Import.Tables;
using Agent.Infrastructure.Import.Texts;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Import;

/// <summary>
/// Brings exports of CRMs, notes, transcripts and emails into the deal store. Files are taken in the order in which their
/// records refer to each other, whatever order they are given in. Every batch of rows is one transaction, so that a
/// process that dies leaves whole rows only, and importing again completes them. One import runs at a time: a second one
/// that brings the same records while the first still runs fails on their ids.
/// </summary>
/// <param name="contexts">Makes contexts on the workspace's database, whose schema is up to date.</param>
/// <param name="clock">The clock: the day on which changes are recorded.</param>
public sealed class Importer(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    // Large enough that the commit costs little, small enough that others who write need not wait long.
    private const int BatchSize = 5_000;
    private const int TextBatchSize = 50;

    /// <summary>Imports files. What cannot be taken over is reported, never thrown.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="options">How to do it.</param>
    /// <param name="progress">Is told after every batch; may be null.</param>
    /// <param name="ct">Stops between batches; what is imported by then stays.</param>
    public async Task<ImportReport> ImportAsync(IReadOnlyList<ImportSource> sources, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var meter = new ProgressMeter(progress, sources.Sum(s => s.Length));
        var refusals = new List<ImportProblem>();
        var plans = new List<TablePlan>();
        var texts = sources.Where(s => TextImport.IsText(s.Path)).ToList();
        foreach (var source in sources.Except(texts))
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                plans.AddRange(TablePlan.Of(source, options, ct));
            }
            catch (UnreadableFileException e)
            {
                refusals.Add(new(source.Path, e.Line, null, e.Message));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                refusals.Add(new(source.Path, 0, null, "The file cannot be opened."));
            }
        }

        await using var session = await ImportSession.OpenAsync(contexts, options, clock, plans.Exists(p => p.NeedsContacts) || texts.Count > 0, plans.Exists(p => p.NeedsDeals) || texts.Count > 0, ct);
        foreach (var refusal in refusals)
            session.Log.Problem(refusal.File, refusal.Line, refusal.Column, refusal.Reason);
        session.Stages.Plan([.. plans.SelectMany(p => p.Profile.Stages)]);
        if (!options.DryRun)
            await session.Stages.SaveAsync(session.Db, ct);

        var imports = Imports(session);
        foreach (var plan in plans.OrderBy(p => p.Layout.Primary.Kind))
            await ImportTableAsync(session, plan, imports, options, meter, ct);
        await ImportTextsAsync(session, texts, meter, ct);
        if (!options.DryRun)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await ImportFeed.RecordAsync(db, options.UserId, clock, ct);
        }

        return session.Log.ToReport(options.DryRun);
    }

    private static async Task ImportTextsAsync(ImportSession session, IReadOnlyList<ImportSource> texts, ProgressMeter meter, CancellationToken ct)
    {
        var import = new TextImport(session);
        foreach (var batch in texts.Chunk(TextBatchSize))
        {
            ct.ThrowIfCancellationRequested();
            await session.BatchAsync(
                async () =>
                {
                    foreach (var text in batch)
                        await import.ImportAsync(text, ct);
                },
                ct);
            foreach (var text in batch)
                meter.EndFile(text.Path, text.Length, session.Log.Rows);
        }
    }

    private static Dictionary<EntityKind, IEntityImport> Imports(ImportSession session)
    {
        var tasks = new TaskImport(session);
        return new()
        {
            [EntityKind.Users] = new UserImport(session),
            [EntityKind.Products] = new ProductImport(session),
            [EntityKind.Accounts] = new AccountImport(session),
            [EntityKind.Contacts] = new ContactImport(session),
            [EntityKind.Deals] = new DealImport(session),
            [EntityKind.Tasks] = tasks,
            [EntityKind.Activities] = new ActivityOrTaskImport(new(session), tasks),
        };
    }

    private static async Task ImportTableAsync(ImportSession session, TablePlan plan, Dictionary<EntityKind, IEntityImport> imports, ImportOptions options, ProgressMeter meter, CancellationToken ct)
    {
        var file = plan.Table.Source.Path;
        var readers = plan.Layout.Sections
            .Select(s => (s.Kind, Reader: new RowReader(plan.Table, s, plan.Profile, plan.SourceName, plan.Mapping?.DateOrder ?? options.DateOrder, plan.Mapping?.Currency ?? options.DefaultCurrency, session.Log)))
            .ToList();
        var primary = plan.Layout.Primary.Kind;
        session.Expect(primary, plan.Profile.Rows);
        try
        {
            foreach (var rows in plan.Table.Read(meter.Read).Chunk(BatchSize))
            {
                ct.ThrowIfCancellationRequested();
                await session.BatchAsync(
                    async () =>
                    {
                        foreach (var (kind, reader) in readers)
                            await imports[kind].ImportAsync(reader, rows, kind == primary, ct);
                    },
                    ct);
                meter.Report(file, session.Log.Rows);
            }

            await session.BatchAsync(
                async () =>
                {
                    foreach (var (kind, _) in readers)
                        await imports[kind].FinishAsync(ct);
                },
                ct);
        }
        catch (UnreadableFileException e)
        {
            session.Log.Problem(file, e.Line, null, e.Message);
        }

        meter.EndFile(file, plan.IsLast ? plan.Table.Source.Length : 0, session.Log.Rows);
    }

    private sealed class ProgressMeter(IProgress<ImportProgress>? progress, long total)
    {
        private long _before;
        private long _inFile;

        public void Read(long bytes) => _inFile = bytes;

        public void Report(string file, long rows) => progress?.Report(new(file, Math.Min(total, _before + _inFile), total, rows));

        public void EndFile(string file, long length, long rows)
        {
            _inFile = 0;
            _before += length;
            Report(file, rows);
        }
    }
}
