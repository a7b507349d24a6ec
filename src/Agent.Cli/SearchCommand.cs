using System.CommandLine;
using System.Text.Json;
using Agent.Core.Agents.Tools;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Search;
using Spectre.Console;

namespace Agent.Cli;

/// <summary><c>agent search "words"</c> and <c>agent reindex</c>.</summary>
internal static class SearchCommand
{
    public static Command CreateSearch(SharedOptions options)
    {
        var words = new Argument<string[]>("words") { Description = "Words, \"phrases\", or a question such as: what did their CFO say about pricing last month", Arity = ArgumentArity.ZeroOrMore };
        var deal = new Option<string?>("--deal") { Description = "Only texts of this deal, by name or id" };
        var account = new Option<string?>("--account") { Description = "Only texts of this account and its deals" };
        var person = new Option<string?>("--person") { Description = "Only the words of this person, by name or title" };
        var kind = new Option<PassageKind?>("--kind") { Description = "Only texts of this kind: email, call, meeting, note, document, playbook, battleCard, caseStudy, pricingPolicy, template" };
        var since = new Option<DateOnly?>("--since") { Description = "Only from this day on, as yyyy-MM-dd" };
        var until = new Option<DateOnly?>("--until") { Description = "Only until this day, as yyyy-MM-dd" };
        var owner = new Option<string?>("--owner") { Description = "Only texts of this colleague's deals, or \"me\"" };
        var take = new Option<int>("--take") { Description = $"How many passages, up to {PassageQuery.MaxTake}", DefaultValueFactory = _ => 10 };
        var command = new Command("search", "Find what was said or written in calls, emails, notes and your own material") { words, deal, account, person, kind, since, until, owner, take };
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            (session, stop) => SearchAsync(
                session,
                new(
                    string.Join(' ', parsed.GetValue(words) ?? []),
                    parsed.GetValue(deal),
                    parsed.GetValue(account),
                    parsed.GetValue(person),
                    parsed.GetValue(kind),
                    parsed.GetValue(since),
                    parsed.GetValue(until),
                    parsed.GetValue(owner),
                    parsed.GetValue(take)),
                parsed.GetValue(options.Json),
                stop),
            ct));
        return command;
    }

    public static Command CreateReindex(SharedOptions options)
    {
        var command = new Command("reindex", "Build the search index again; searches go on meanwhile");
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            async (session, stop) =>
            {
                var done = await WithProgressAsync("Cutting texts into passages", progress => session.Get<IndexKeeper>().RebuildAsync(progress, stop));
                var state = await session.Get<IPassageStore>().GetStateAsync(stop);
                if (parsed.GetValue(options.Json))
                    Console.WriteLine(JsonSerializer.Serialize(new { texts = done, passages = state.Passages, embedding = state.Space }, Session.Json));
                else
                    Console.WriteLine(FormattableString.Invariant($"{done:#,0} texts, {state.Passages:#,0} passages."));
                return 0;
            },
            ct));
        return command;
    }

    private static async Task<int> SearchAsync(Session session, SearchRequest request, bool json, CancellationToken ct)
    {
        await WithProgressAsync("Indexing new texts", progress => session.Get<IndexKeeper>().RefreshAsync(progress, ct));
        var context = new TurnContext(await session.ReadAsAdminAsync(ct), session.Get<IPassageIndex>(), session.Get<TimeProvider>(), null);
        var (query, problem) = await new PassageQueryReader(context).ReadAsync(request, ct);
        if (query is null)
        {
            await Console.Error.WriteLineAsync(problem!.Reason);
            return 1;
        }

        var passages = await context.Index.SearchAsync(context.Reader.Viewer, query, ct);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { query, passages }, Session.Json));
            return 0;
        }

        foreach (var (place, passage) in passages.Index())
        {
            if (passage.OutsideFilters && (place == 0 || !passages[place - 1].OutsideFilters))
                Console.WriteLine(place == 0 ? "Nothing fits all of that. Near to it:" : "Near to it, but not all of that:");
            Console.WriteLine(string.Join(" · ", new[] { $"{passage.At:yyyy-MM-dd}", passage.Kind.ToString(), passage.Deal, passage.Subject, passage.Speaker }.Where(p => !string.IsNullOrEmpty(p))));
            Console.WriteLine($"  {passage.Quote}");
        }

        if (passages.Count == 0)
            Console.WriteLine("Nothing found.");
        return 0;
    }

    // Most searches have nothing to wait for; the bar shows up with the first batch that is not the last.
    private static async Task<long> WithProgressAsync(string what, Func<IProgress<IndexProgress>?, Task<long>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask? bar = null;
            return await work(new ProgressBar(p =>
            {
                if (bar is null && p.Waiting == 0)
                    return;
                bar ??= context.AddTask(what);
                bar.MaxValue = Math.Max(1, p.Done + p.Waiting);
                bar.Value = p.Done;
            }));
        });
    }

    private sealed class ProgressBar(Action<IndexProgress> show) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => show(value);
    }
}
