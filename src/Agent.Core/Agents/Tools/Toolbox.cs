using Microsoft.Extensions.AI;

namespace Agent.Core.Agents.Tools;

/// <summary>The tools that a turn offers, with their names on the wire. All of them read; none writes.</summary>
public static class Toolbox
{
    /// <summary>Lists deals.</summary>
    public const string FindDeals = "find_deals";

    /// <summary>Counts deals and adds them up.</summary>
    public const string SumDeals = "sum_deals";

    /// <summary>How a deal stands.</summary>
    public const string DealStatus = "deal_status";

    /// <summary>What to do next.</summary>
    public const string NextStep = "next_step";

    /// <summary>Deals at risk.</summary>
    public const string ListRisks = "list_risks";

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

    /// <summary>The tools for one turn.</summary>
    public static IReadOnlyList<AIFunction> For(TurnContext context)
    {
        var deals = new DealTools(context);
        var insight = new InsightTools(context);
        var texts = new TextTools(context);
        var reports = new ReportTools(context);
        return
        [
            Tool(deals.FindDeals, FindDeals),
            Tool(deals.SumDeals, SumDeals),
            Tool(insight.Status, DealStatus),
            Tool(insight.NextStep, NextStep),
            Tool(insight.ListRisks, ListRisks),
            Tool(texts.Timeline, Timeline),
            Tool(texts.WhoIsWho, WhoIsWho),
            Tool(texts.SearchNotes, SearchNotes),
            Tool(reports.Qualify, Qualify),
            Tool(reports.Brief, Brief),
            Tool(reports.Summarize, Summarize),
            Tool(reports.Draft, Draft),
        ];

        // Results stay objects, so that the offline engine words them without reading JSON back; model clients serialize them.
        static AIFunction Tool(Delegate method, string name) =>
            AIFunctionFactory.Create(method, new AIFunctionFactoryOptions { Name = name, MarshalResult = (result, _, _) => ValueTask.FromResult(result) });
    }
}
