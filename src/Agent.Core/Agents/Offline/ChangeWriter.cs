using System.Text;
using Agent.Core.Agents.Tools;
using Agent.Core.Changes;

namespace Agent.Core.Agents.Offline;

/// <summary>Words what would change, and that a person decides on it.</summary>
internal static class ChangeWriter
{
    internal const string Where = "Approve, edit or reject it on its card or in the inbox.";

    public static string Write(FiledProposal filed)
    {
        var proposed = filed.Proposed;
        var lead = filed.IsApplied ? "Done for" : filed.WaitedAlready ? "Waits for approval already, for" : "Proposed for";
        var text = new StringBuilder($"{lead} **{Plain(proposed.About)}**: {What(proposed.Change, proposed.Person)}{Cite(proposed.Source)}.");
        if (Given(proposed.Change) is { } reason)
            text.Append($" Reason given: {Plain(reason).TrimEnd('.')}.");
        if (filed.Displaced is { } displaced)
            text.Append($"\n\nIt takes the place of what waited before: {What(displaced, proposed.Person)}{Words(displaced)}.");
        text.Append(filed.IsApplied ? "\n\nIt was made at once, as your team's rules allow. You can undo it on its card." : $"\n\nIt waits for approval; nothing has changed yet. {Where}");
        if (filed.ReadOutsideText)
            text.Append(" I had read text from outside the team before, so check the values.");
        return text.ToString();
    }

    public static string Write(NotProposed refused) => $"{Plain(refused.Reason)}{Cite(refused.Source)}";

    public static string Write(PendingProposals pending)
    {
        var about = pending.About is null ? "" : $" for {Plain(pending.About)}";
        var others = pending.OfOthers is > 0 and var n ? $" {Wording.Count(n, "proposal")} {(n == 1 ? "waits" : "wait")} for somebody else to decide." : "";
        if (pending.Total == 0)
            return pending.OfOthers is null ? $"Nothing waits for approval{about}." : $"Nothing waits for your approval{about}.{others}";
        var more = pending.Total > pending.Proposals.Count ? $" The newest {pending.Proposals.Count}:" : "";
        var text = new StringBuilder($"{Wording.Count(pending.Total, "proposal")} {(pending.Total == 1 ? "waits" : "wait")} for {(pending.OfOthers is null ? "" : "your ")}approval{about}.{others}{more}\n");
        foreach (var row in pending.Proposals)
            text.Append($"\n- {(row.About is null ? "" : $"**{Plain(row.About)}**: ")}{What(row.Change, row.Person)}{(Given(row.Change) is { } reason ? $" ({Plain(reason).TrimEnd('.')})" : "")}{Cite(row.Source)}");
        return $"{text}\n\nApprove, edit or reject {(pending.Total == 1 ? "it" : "them")} in the inbox.";
    }

    private static string Words(ChangeSet change) => change.Evidence is [var first, ..] ? $", which stood on the words \"{Plain(first.Quote)}\"" : "";

    internal static string What(ChangeSet change, string? person)
    {
        var who = Plain(person ?? "a contact");
        return change.Kind switch
        {
            ChangeKind.Task => $"a task, \"{Shown(change, ChangeFields.Task)}\"{Due(change, ChangeFields.DueOn)}",
            ChangeKind.NewContact => $"a new contact, **{Shown(change, ChangeFields.Name)}**{Also(change, ChangeFields.JobTitle)}{Also(change, ChangeFields.Email)}",
            ChangeKind.NewDeal => $"a new deal, **{Shown(change, ChangeFields.Name)}**{Also(change, ChangeFields.Amount)}, in {Shown(change, ChangeFields.Stage)}{(change.After(ChangeFields.CloseDate) is null ? "" : $", expected to close {Shown(change, ChangeFields.CloseDate)}")}",
            ChangeKind.ContactRole => $"{who} as {Fields(change)}",
            ChangeKind.ContactLeft => $"{who} left the account",
            ChangeKind.Qualification => $"the qualification {Fields(change, ChangeFields.Score)}",
            ChangeKind.Park => $"it waits until {Shown(change, ChangeFields.WaitUntil)}",
            ChangeKind.Loss => $"{Fields(change, ChangeFields.Stage)}, loss reason \"{Shown(change, ChangeFields.LossReason)}\"",
            _ => Fields(change),
        };
    }

    private static string Fields(ChangeSet change, string? only = null) => string.Join(", ", change.Fields.Where(f => only is null || f.Field == only).Select(f =>
    {
        var (before, after) = (Plain(f.BeforeShown ?? f.Before ?? ""), Plain(f.AfterShown ?? f.After ?? ""));
        var to = after.Length == 0 ? "none" : $"**{after}**";
        return Name(f.Field) + (before.Length == 0 ? to : $"{before} → {to}");
    }));

    private static string Name(string field) => field switch
    {
        ChangeFields.Stage => "stage ",
        ChangeFields.Amount => "amount ",
        ChangeFields.CloseDate => "close date ",
        ChangeFields.NextStep => "next step ",
        ChangeFields.NextStepDue => "due ",
        _ => "",
    };

    private static string Due(ChangeSet change, string field) => change.After(field) is null ? "" : $", due {Shown(change, field)}";

    private static string Also(ChangeSet change, string field) => change.After(field) is null ? "" : $", {Shown(change, field)}";

    private static string Shown(ChangeSet change, string field) =>
        change.Fields.FirstOrDefault(f => f.Field == field) is { } value ? Plain(value.AfterShown ?? value.After ?? "") : "";

    // The reason of a loss or a wait is a value of it; that a user asked is no news to that user.
    private static string? Given(ChangeSet change) =>
        change.Reason.EndsWith(" asked for it.", StringComparison.Ordinal) || change.Reason == change.After(ChangeFields.LossReason) ? null : change.Reason;

    private static string Cite(string? source) => source is null ? "" : $" [{source}]";

    private static string Plain(string text) => PlainMarkdown.Of(text);
}
