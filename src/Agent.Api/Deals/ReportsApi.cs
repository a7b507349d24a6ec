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

/// <summary>A follow-up to draft; what is left out follows from the deal and the caller's own style.</summary>
internal sealed record NewDraft(DraftKind? Kind, DraftTone? Tone, DraftLength? Length);

/// <summary>A follow-up to look over and send.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="To">Name of whom it goes to, or null.</param>
/// <param name="Email">Address on record, or null.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="AskOn">The day that it asks for.</param>
/// <param name="Gaps">What to fill in or to check.</param>
/// <param name="Sources">What it stands on.</param>
/// <param name="Content">The team's material that fits, to attach or to know.</param>
internal sealed record DraftInfo(
    DraftKind Kind,
    string? To,
    string? Email,
    string Subject,
    string Body,
    DateOnly AskOn,
    IReadOnlyList<string> Gaps,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<ContentInfo> Content);

/// <summary>Material of the team that fits a deal.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Why">What makes it fit, in a sentence.</param>
/// <param name="MayBeSent">True for what is written for buyers; the rest stays with us.</param>
/// <param name="Passage">The passage.</param>
/// <param name="Because">What it answers: words in the deal's texts, or the deal's record.</param>
internal sealed record ContentInfo(string Title, MaterialKind Kind, string Why, bool MayBeSent, Source Passage, IReadOnlyList<Source> Because);

/// <summary>Reports that are read out of a deal's texts, by the same tools as in the chat.</summary>
internal static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/deals/{id}").WithTags("Reports").RequireAuthorization();
        api.MapGet("/brief", GetBrief).WithName("GetBrief");
        api.MapGet("/summary", GetSummary).WithName("GetSummary");
        api.MapPost("/drafts", CreateDraft).WithName("CreateDraft");
        api.MapGet("/content", GetContent).WithName("GetContent");
        api.MapGet("/brief.html", PrintBrief).WithName("PrintBrief").ExcludeFromDescription();
    }

    private static Task<Results<Ok<ReportInfo>, NotFound>> GetBrief(DealId id, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct) =>
        ReportAsync(new(caller.Reader, index, clock, id), Toolbox.Brief, [], ct);

    private static Task<Results<Ok<ReportInfo>, NotFound>> GetSummary(DealId id, bool? lastTalk, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct) =>
        ReportAsync(new(caller.Reader, index, clock, id), Toolbox.Summarize, new() { ["lastTalk"] = lastTalk }, ct);

    private static async Task<Results<Ok<DraftInfo>, NotFound, ProblemHttpResult>> CreateDraft(
        DealId id, NewDraft request, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct)
    {
        var context = new TurnContext(caller.Reader, index, clock, id);
        var result = await CallAsync(context, Toolbox.Draft, new() { ["kind"] = request.Kind, ["tone"] = request.Tone, ["length"] = request.Length }, ct);
        return result switch
        {
            DraftReport { Draft: var draft } report => TypedResults.Ok(new DraftInfo(
                draft.Kind,
                draft.To.Name,
                draft.To.Email,
                draft.Subject,
                draft.Body,
                draft.Ask.On,
                draft.Gaps,
                Cited(context, report.Labels.Values.Append(report.DealSource)),
                Describe(context, report.Content))),
            NoDraft none => TypedResults.Problem(none.Reason, statusCode: StatusCodes.Status409Conflict),
            _ => TypedResults.NotFound(),
        };
    }

    private static async Task<Results<Ok<IReadOnlyList<ContentInfo>>, NotFound>> GetContent(DealId id, Caller caller, IPassageIndex index, TimeProvider clock, CancellationToken ct)
    {
        if (await caller.Reader.GetDealAsync(id, ct) is not { } file)
            return TypedResults.NotFound();
        var context = new TurnContext(caller.Reader, index, clock, id);
        return TypedResults.Ok(Describe(context, await new ContentFinder(context).FindAsync(file, ct)));
    }

    private static IReadOnlyList<ContentInfo> Describe(TurnContext context, IReadOnlyList<OfferedContent> content) =>
    [
        .. content.Select(c => new ContentInfo(c.Offer.Title, c.Offer.Kind, c.Offer.Why, c.Offer.MayBeSent, Cited(context, [c.Source])[0], Cited(context, c.Because))),
    ];

    private static IReadOnlyList<Source> Cited(TurnContext context, IEnumerable<string> labels) => context.Sources.CitedIn(string.Concat(labels.Select(l => $"[{l}]")));

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
