using System.CommandLine;
using System.Text.Json;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Insight;

namespace Agent.Cli;

/// <summary><c>agent suggestions [list | show ID | approve ID | rest ID | reject ID | undo ID]</c>: changes that wait for a person.</summary>
internal static class SuggestionsCommand
{
    public static Command Create(SharedOptions options)
    {
        var deal = new Option<string?>("--deal") { Description = "Only those of this deal, by name or id" };
        var all = new Option<bool>("--all") { Description = "Those that were decided too" };
        var comment = new Option<string?>("--comment") { Description = "What you say about it" };
        var set = new Option<string[]>("--set") { Description = "Another value for a field, as closeDate=2027-01-31; nothing behind the sign clears it" };
        set.Validators.Add(result =>
        {
            foreach (var odd in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError($"\"{odd.Value}\" sets no field: write it as field=value.");
        });
        var without = new Option<string[]>("--without") { Description = "A field to leave as it is" };
        var force = new Option<string[]>("--field") { Description = "A field to set although it moved on; without it those are set that did not" };
        var id = new Argument<ProposalId>("id")
        {
            Description = "The suggestion's id, as the list shows it",
            CustomParser = result =>
            {
                if (ProposalId.TryParse(result.Tokens[0].Value, null, out var parsed))
                    return parsed;
                result.AddError($"\"{result.Tokens[0].Value}\" is no id of a suggestion. \"agent suggestions\" lists them.");
                return default;
            },
        };
        var list = new Command("list", "What waits for an answer") { deal, all };
        var show = new Command("show", "A suggestion with its quotes and what moved on since") { id };
        var approve = new Command("approve", "Make the change, as it is or with other values") { id, comment, set, without };
        var rest = new Command("rest", "Apply what is left of a change that another one overtook") { id, force };
        var reject = new Command("reject", "Refuse the change; it does not come back while nothing new is said") { id, comment };
        var undo = new Command("undo", "Take a change back") { id };
        var command = new Command("suggestions", "Changes that the assistant suggests; none is made until you approve it") { list, show, approve, rest, reject, undo };
        command.Options.Add(deal);
        command.Options.Add(all);
        Run(command, (session, viewer, parsed, ct) => ListAsync(session, viewer, parsed.GetValue(deal), parsed.GetValue(all), parsed.GetValue(options.Json), ct));
        Run(list, (session, viewer, parsed, ct) => ListAsync(session, viewer, parsed.GetValue(deal), parsed.GetValue(all), parsed.GetValue(options.Json), ct));
        Run(show, (session, viewer, parsed, ct) => ShowAsync(session, viewer, parsed.GetValue(id), parsed.GetValue(options.Json), ct));
        Run(approve, (session, viewer, parsed, ct) => DecideAsync(
            session, viewer, session.Get<ProposalDecisions>().ApproveAsync(viewer, parsed.GetValue(id), Approval(parsed.GetValue(set), parsed.GetValue(without), parsed.GetValue(comment)), ct), parsed.GetValue(options.Json), ct));
        Run(rest, (session, viewer, parsed, ct) => DecideAsync(
            session, viewer, session.Get<ProposalDecisions>().ApplyRestAsync(viewer, parsed.GetValue(id), parsed.GetValue(force) is { Length: > 0 } fields ? fields : null, ct), parsed.GetValue(options.Json), ct));
        Run(reject, (session, viewer, parsed, ct) => DecideAsync(
            session, viewer, session.Get<ProposalDecisions>().RejectAsync(viewer, parsed.GetValue(id), parsed.GetValue(comment), ct), parsed.GetValue(options.Json), ct));
        Run(undo, (session, viewer, parsed, ct) => DecideAsync(session, viewer, session.Get<ProposalDecisions>().UndoAsync(viewer, parsed.GetValue(id), ct), parsed.GetValue(options.Json), ct));
        return command;

        void Run(Command what, Func<Session, Viewer, ParseResult, CancellationToken, Task<int>> run) => what.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            async (session, stop) => await run(session, (await session.ReadAsAdminAsync(stop)).Viewer, parsed, stop),
            ct));
    }

    // Of a field that is set twice the last value holds.
    private static ApprovalRequest Approval(string[]? set, string[]? without, string? comment) => new()
    {
        Fields = (set ?? []).Select(s => s.Split('=', 2)).GroupBy(s => s[0].Trim()).ToDictionary(g => g.Key, g => g.Last()[1].Trim() is { Length: > 0 } value ? value : null),
        Without = without ?? [],
        Comment = comment,
    };

    private static async Task<int> ListAsync(Session session, Viewer viewer, string? name, bool all, bool json, CancellationToken ct)
    {
        DealId? deal = null;
        if (name is not null)
        {
            var context = new TurnContext(await session.ReadAsAdminAsync(ct), session.Get<IPassageIndex>(), session.Get<TimeProvider>(), null);
            var (file, question) = await new DealResolver(context).ResolveAsync(name, ct);
            if (file is null)
            {
                await Console.Error.WriteLineAsync(AnswerWriter.Write(question!));
                return 1;
            }

            deal = file.Deal.Id;
        }

        var page = await session.Get<ProposalReader>().ListAsync(viewer, new() { Deal = deal, Status = all ? null : ProposalStatus.Pending, Take = ProposalQuery.MaxTake }, ct);
        if (json)
        {
            Print(new { total = page.Total, items = page.Items.Select(Document) });
            return 0;
        }

        foreach (var shown in page.Items)
            Console.WriteLine($"{shown.Proposal.Id}  {Line(shown)}");
        if (page.Items.Count == 0)
            Console.WriteLine(all ? "Nothing was suggested." : "Nothing waits for an answer.");
        else if (page.Total > page.Items.Count)
            Console.WriteLine($"and {page.Total - page.Items.Count} more");
        return 0;
    }

    private static async Task<int> ShowAsync(Session session, Viewer viewer, ProposalId id, bool json, CancellationToken ct)
    {
        if (await session.Get<ProposalReader>().GetAsync(viewer, id, ct) is not { } found)
            return await MissingAsync();
        var (shown, conflicts) = found;
        if (json)
        {
            Print(new { suggestion = Document(shown), conflicts });
            return 0;
        }

        Console.WriteLine(Line(shown));
        Console.WriteLine(shown.Proposal.Effective.Reason);
        foreach (var field in shown.Proposal.Effective.Fields)
            Console.WriteLine($"  {ChangeValues.Label(field.Field)}: {field.BeforeShown ?? "nothing"} -> {field.AfterShown ?? "nothing"} (--set {field.Field}={field.After})");
        foreach (var quote in shown.Evidence)
            Console.WriteLine(quote.Title is null ? "  (a text that is gone)" : $"  {quote.Evidence.At:yyyy-MM-dd} · {quote.Title}{(quote.Holds ? "" : " · the text has changed since")}\n    {quote.Evidence.Quote}");
        foreach (var conflict in conflicts)
            Console.WriteLine($"  {ChangeValues.Label(conflict.Field)} was {conflict.Before ?? "nothing"} and is {conflict.Now ?? "nothing"} now.");
        return 0;
    }

    private static async Task<int> DecideAsync(Session session, Viewer viewer, Task<ChangeDecision> deciding, bool json, CancellationToken ct)
    {
        var decision = await deciding;
        if (decision.Outcome == DecisionOutcome.NotFound)
            return await MissingAsync();
        if (decision.Outcome != DecisionOutcome.Done)
        {
            await Console.Error.WriteLineAsync(decision.Reason);
            if (decision.Proposal is { Status: ProposalStatus.Stale } stale)
                await Console.Error.WriteLineAsync($"\"agent suggestions rest {stale.Id}\" applies what is left of it.");
            return 1;
        }

        if (await session.Get<ProposalReader>().GetAsync(viewer, decision.Proposal!.Id, ct) is not { } found)
            return 0;
        if (json)
            Print(Document(found.Proposal));
        else
            Console.WriteLine(Line(found.Proposal));
        return 0;
    }

    private static async Task<int> MissingAsync()
    {
        await Console.Error.WriteLineAsync("There is no such suggestion. \"agent suggestions\" lists them.");
        return 1;
    }

    private static string Line(ShownProposal shown)
    {
        var state = shown.Proposal.UndoneAt is not null ? "undone" : JsonNamingPolicy.CamelCase.ConvertName(shown.Status.ToString());
        return string.Join(" · ", new[] { state, shown.Deal ?? shown.Account, shown.Title, shown.Proposal.Comment }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static object Document(ShownProposal shown) => new
    {
        id = shown.Proposal.Id,
        kind = shown.Proposal.Change.Kind,
        status = shown.Status,
        title = shown.Title,
        dealId = shown.DealId,
        deal = shown.Deal,
        fields = shown.Proposal.Effective.Fields,
        reason = shown.Proposal.Effective.Reason,
        confidence = shown.Proposal.Effective.Confidence,
        evidence = shown.Evidence,
        model = shown.Proposal.Origin.Model,
        readOutsideText = shown.Proposal.Origin.ReadOutsideText,
        createdAt = shown.Proposal.CreatedAt,
        expiresAt = shown.Proposal.ExpiresAt,
        decidedBy = shown.DecidedBy,
        decidedAt = shown.Proposal.DecidedAt,
        comment = shown.Proposal.Comment,
        undoneAt = shown.Proposal.UndoneAt,
    };

    private static void Print(object document) => Console.WriteLine(JsonSerializer.Serialize(document, Session.Json));
}
