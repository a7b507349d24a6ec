using Agent.Api.SignIn;
using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Insight.Texts;
using Agent.Core.Retrieval;
using Agent.Infrastructure.Export;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agent.Api.Deals;

/// <summary>A report on a deal, worded as in the chat.</summary>
/// <param name="Markdown">The text; <c>[1]</c> cites the source with that label.</param>
/// <param name="Sources">What it cites.</param>
internal sealed record ReportInfo(string Markdown, IReadOnlyList<Source> Sources);

/// <summary>Reports that are read out of a deal's texts, by the same tools as in the chat.</summary>
internal static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/deals/{id}").WithTags("Reports").RequireAuthorization();
        api.MapGet("/brief", GetBrief).WithName("GetBrief");
        api.MapGet("/brief.html", PrintBrief).WithName("PrintBrief").ExcludeFromDescription();
    }

    private static Task<Results<Ok<ReportInfo>, NotFound>> GetBrief(DealId id, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct) =>
        ReportAsync(new(caller.Reader, index, clock, id), Toolbox.Brief, [], ct);

    private static async Task<Results<ContentHttpResult, NotFound>> PrintBrief(DealId id, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct)
    {
        var result = await CallAsync(new(caller.Reader, index, clock, id), Toolbox.Brief, [], ct);
        return result is BriefReport report
            ? TypedResults.Content(PrintPage.Html($"Brief: {report.Brief.Deal}", BriefWriter.Markdown(report.Brief, _ => "")), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<ReportInfo>, NotFound>> ReportAsync(TurnContext context, string tool, Dictionary<string, object?> arguments, CancellationToken ct)
    {
        var result = await CallAsync(context, tool, arguments, ct);
        if (result is UnknownName)
            return TypedResults.NotFound();
        var text = AnswerWriter.Write(result);
        return TypedResults.Ok(new ReportInfo(text, context.Sources.CitedIn(text)));
    }

    private static async Task<object?> CallAsync(TurnContext context, string tool, Dictionary<string, object?> arguments, CancellationToken ct) =>
        await Toolbox.For(context).First(t => t.Name == tool).InvokeAsync(new(arguments.Where(a => a.Value is not null).ToDictionary()), ct);
}
