using System.Collections;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agent.Core.Agents.Tools;

/// <summary>The tools that a turn offers, with their names on the wire. All of them read; none writes: what a proposing tool returns is for a person to decide.</summary>
public static class Toolbox
{
    /// <summary>Lists deals.</summary>
    public const string FindDeals = "find_deals";

    /// <summary>Counts deals and adds them up.</summary>
    public const string SumDeals = "sum_deals";

    /// <summary>How a deal stands.</summary>
    public const string DealStatus = "deal_status";

    /// <summary>How several deals stand beside each other.</summary>
    public const string Compare = "compare_deals";

    /// <summary>What to do next.</summary>
    public const string NextStep = "next_step";

    /// <summary>Deals at risk.</summary>
    public const string ListRisks = "list_risks";

    /// <summary>Deals by how likely they are won.</summary>
    public const string LikelyWins = "likely_wins";

    /// <summary>What happened.</summary>
    public const string Timeline = "timeline";

    /// <summary>People and their parts.</summary>
    public const string WhoIsWho = "who_is_who";

    /// <summary>What was said.</summary>
    public const string SearchNotes = "search_notes";

    /// <summary>What to know before a meeting.</summary>
    public const string Brief = "meeting_brief";

    /// <summary>What was said, in sections.</summary>
    public const string Summarize = "summarize_notes";

    /// <summary>A follow-up to look over and send.</summary>
    public const string Draft = "draft_message";

    /// <summary>How well a deal is qualified.</summary>
    public const string Qualify = "qualify_deal";

    /// <summary>Another stage.</summary>
    public const string ProposeStage = "propose_stage";

    /// <summary>Another amount.</summary>
    public const string ProposeAmount = "propose_amount";

    /// <summary>Another expected close date.</summary>
    public const string ProposeCloseDate = "propose_close_date";

    /// <summary>Another next step.</summary>
    public const string ProposeNextStep = "propose_next_step";

    /// <summary>A score to accept.</summary>
    public const string ProposeQualification = "propose_qualification";

    /// <summary>A contact's part.</summary>
    public const string ProposeContactRole = "propose_contact_role";

    /// <summary>A contact who left.</summary>
    public const string ProposeContactLeft = "propose_contact_left";

    /// <summary>A task.</summary>
    public const string ProposeTask = "propose_task";

    /// <summary>A deal given up.</summary>
    public const string ProposeLoss = "propose_loss";

    /// <summary>A deal that waits.</summary>
    public const string ProposePark = "propose_park";

    /// <summary>A new contact.</summary>
    public const string ProposeNewContact = "propose_new_contact";

    /// <summary>A new deal.</summary>
    public const string ProposeNewDeal = "propose_new_deal";

    /// <summary>What waits for approval.</summary>
    public const string ListProposals = "list_proposals";

    private const string Labels = "sources";

    /// <summary>The tools for one turn.</summary>
    public static IReadOnlyList<AIFunction> For(TurnContext context)
    {
        var deals = new DealTools(context);
        var insight = new InsightTools(context);
        var texts = new TextTools(context);
        var times = new TimelineTools(context);
        var reports = new ReportTools(context);
        var changes = new ProposeTools(context);
        var records = new ProposeRecordTools(context);
        return
        [
            Tool(deals.FindDeals, FindDeals),
            Tool(deals.SumDeals, SumDeals),
            Tool(insight.Status, DealStatus),
            Tool(insight.Compare, Compare),
            Tool(insight.NextStep, NextStep),
            Tool(insight.ListRisks, ListRisks),
            Tool(insight.LikelyWins, LikelyWins),
            Tool(times.Timeline, Timeline),
            Tool(texts.WhoIsWho, WhoIsWho),
            Tool(texts.SearchNotes, SearchNotes),
            Tool(reports.Qualify, Qualify),
            Tool(reports.Brief, Brief),
            Tool(reports.Summarize, Summarize),
            Tool(reports.Draft, Draft),
            Tool(changes.Stage, ProposeStage),
            Tool(changes.Amount, ProposeAmount),
            Tool(changes.CloseDate, ProposeCloseDate),
            Tool(changes.NextStep, ProposeNextStep),
            Tool(changes.Qualification, ProposeQualification),
            Tool(records.ContactRole, ProposeContactRole),
            Tool(records.ContactLeft, ProposeContactLeft),
            Tool(changes.AddTask, ProposeTask),
            Tool(changes.Loss, ProposeLoss),
            Tool(changes.Park, ProposePark),
            Tool(records.NewContact, ProposeNewContact),
            Tool(records.NewDeal, ProposeNewDeal),
            Tool(records.List, ListProposals),
        ];

        // Results stay objects, so that the offline engine words them without reading JSON back; model clients serialize them.
        static AIFunction Tool(Delegate method, string name) =>
            AIFunctionFactory.Create(method, new AIFunctionFactoryOptions
            {
                Name = name,
                MarshalResult = (result, _, _) => ValueTask.FromResult(result),
                ConfigureParameterBinding = p => p.Name == Labels && p.ParameterType == typeof(string[]) ? new() { BindParameter = (_, given) => ReadLabels(given.GetValueOrDefault(Labels)) } : default,
            });
    }

    // Labels look like numbers, so models write them as numbers, or one of them without a list around it.
    private static string[]? ReadLabels(object? given) => given switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        string label => [label],
        JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(l => l.ToString())],
        JsonElement label => [label.ToString()],
        IEnumerable list => [.. list.Cast<object?>().Select(l => Convert.ToString(l, CultureInfo.InvariantCulture) ?? "")],
        _ => [Convert.ToString(given, CultureInfo.InvariantCulture) ?? ""],
    };
}
