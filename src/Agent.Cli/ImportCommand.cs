using System.CommandLine;
using System.Text.Json;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using Agent.Infrastructure.Import.Materials;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Agent.Cli;

/// <summary><c>agent import PATH…</c>: loads CRM exports, transcripts and emails.</summary>
internal static class ImportCommand
{
    private const int ShownProblems = 20;

    public static Command Create(SharedOptions options)
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would happen and write nothing" };
        var deal = new Option<string?>("--deal") { Description = "The deal that notes, calls and emails belong to, by name or id" };
        var mapping = new Option<FileInfo?>("--mapping") { Description = "A JSON file that says what columns mean" };
        var dateOrder = new Option<string?>("--date-order") { Description = "Order of day and month where a file leaves it open: dmy or mdy" };
        dateOrder.AcceptOnlyFromAmong("dmy", "mdy");
        var currency = new Option<string?>("--currency") { Description = "Currency of amounts that come without one, for example EUR" };
        var material = new Option<MaterialKind?>("--as") { Description = "Take the files over as your own material: playbook, battleCard, caseStudy, pricingPolicy, template or document" };
        var command = new Command("import", "Load accounts, deals, people, activities, calls and emails from files") { paths, dryRun, deal, mapping, dateOrder, currency, material };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            async (session, stop) =>
            {
                if (parsed.GetValue(material) is { } kind)
                    return await ImportMaterialAsync(session, ImportSource.FromPaths(parsed.GetValue(paths)!), kind, parsed.GetValue(dryRun), parsed.GetValue(options.Json), stop);
                var import = new ImportOptions
                {
                    DryRun = parsed.GetValue(dryRun),
                    Deal = parsed.GetValue(deal),
                    Mapping = parsed.GetValue(mapping) is { } file ? ImportMapping.Parse(await File.ReadAllTextAsync(file.FullName, stop)) : null,
                    DateOrder = parsed.GetValue(dateOrder),
                    DefaultCurrency = parsed.GetValue(currency),
                };
                return await ImportAsync(session, ImportSource.FromPaths(parsed.GetValue(paths)!), import, parsed.GetValue(options.Json), stop);
            },
            ct));
        return command;
    }

    private static async Task<int> ImportAsync(Session session, IReadOnlyList<ImportSource> sources, ImportOptions options, bool json, CancellationToken ct)
    {
        var importer = new Importer(session.Get<IDbContextFactory<WorkspaceDbContext>>(), session.Get<TimeProvider>());
        var report = await WithProgressAsync(progress => importer.ImportAsync(sources, options, progress, ct));
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(report, Session.Json));
        else
            Print(report);
        // Nothing at all came of it: for a script that is a failure.
        return report.Problems.Count > 0 && Counts(report).All(c => c.Counts.Added + c.Counts.Updated + c.Counts.Unchanged == 0) ? 1 : 0;
    }

    private static async Task<int> ImportMaterialAsync(Session session, IReadOnlyList<ImportSource> sources, MaterialKind kind, bool dryRun, bool json, CancellationToken ct)
    {
        var store = session.Get<MaterialStore>();
        var viewer = (await session.ReadAsAdminAsync(ct)).Viewer;
        var (added, updated, problems) = (0, 0, new List<string>());
        foreach (var source in sources)
        {
            try
            {
                var material = MaterialFile.Read(source, kind, session.Get<TimeProvider>().GetUtcNow());
                var isNew = dryRun || (await store.SaveAsync(viewer, material, ct)).IsNew;
                (added, updated) = isNew ? (added + 1, updated) : (added, updated + 1);
            }
            catch (FormatException fault)
            {
                problems.Add(fault.Message);
            }
        }

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { dryRun, added, updated, problems }, Session.Json));
        else
            Console.WriteLine(dryRun ? $"Dry run: {added} files can be read." : $"{added} added, {updated} updated.");
        foreach (var problem in problems.Take(json ? 0 : ShownProblems))
            Console.WriteLine(problem);
        return added + updated == 0 ? 1 : 0;
    }

    private static async Task<ImportReport> WithProgressAsync(Func<IProgress<ImportProgress>?, Task<ImportReport>> import)
    {
        if (Console.IsErrorRedirected)
            return await import(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask("Reading");
            return await import(new ProgressBar(p =>
            {
                bar.Description = Markup.Escape($"{p.File}: {p.RowsDone:#,0} rows");
                bar.MaxValue = Math.Max(1, p.BytesTotal);
                bar.Value = p.BytesDone;
            }));
        });
    }

    private static void Print(ImportReport report)
    {
        Console.WriteLine(report.DryRun ? "Dry run: nothing was written. An import would do this:" : "Imported.");
        Console.WriteLine($"{"",-12}{"added",10}{"updated",10}{"unchanged",11}{"skipped",10}");
        foreach (var (name, counts) in Counts(report).Where(c => c.Counts != new ImportCounts(0, 0, 0, 0)))
            Console.WriteLine(FormattableString.Invariant($"{name,-12}{counts.Added,10:#,0}{counts.Updated,10:#,0}{counts.Unchanged,11:#,0}{counts.Skipped,10:#,0}"));
        foreach (var problem in report.Problems.Take(ShownProblems))
            Console.WriteLine($"{problem.File}{(problem.Line > 0 ? $":{problem.Line}" : "")}{(problem.Column is null ? "" : $" [{problem.Column}]")}: {problem.Reason}");
        var more = report.Problems.Count - ShownProblems + report.MoreProblems;
        if (more > 0)
            Console.WriteLine($"… and {more} more; --json lists them.");
    }

    private static IEnumerable<(string Name, ImportCounts Counts)> Counts(ImportReport report) =>
    [
        ("accounts", report.Accounts),
        ("contacts", report.Contacts),
        ("deals", report.Deals),
        ("activities", report.Activities),
        ("tasks", report.Tasks),
        ("products", report.Products),
        ("users", report.Users),
    ];

    // Reports on the importer's own thread, in order; Progress<T> would post them to the pool.
    private sealed class ProgressBar(Action<ImportProgress> show) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => show(value);
    }
}
