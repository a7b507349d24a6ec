using System.ComponentModel;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Core.Agents.Tools;

/// <summary>Longer results that are read out of a deal's texts.</summary>
/// <param name="context">The turn.</param>
internal sealed class ReportTools(TurnContext context)
{
    // The same as for the status of a deal.
    private readonly DealResolver _resolver = new(context);

    [Description("How well a deal is qualified: per criterion of a framework met, partly, not met or unknown, with quotes and the question to ask next.")]
    public async Task<ToolResult> Qualify(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("bant, champ, meddic, meddpicc, icp, lead-score or one of the team's own; empty for the team's choice")] string? framework = null,
        CancellationToken ct = default)
    {
        var (texts, settings, question) = await ReadAsync(deal, ct);
        if (texts is null)
            return question!;
        var chosen = string.IsNullOrWhiteSpace(framework) ? settings!.Framework : settings!.FindFramework(framework);
        if (chosen is null)
            return new UnknownFramework(framework!, settings.FrameworkKeys);
        var result = Qualifier.Assess(chosen, texts.Texts, settings.Prices, settings.Delivery, context.Today, texts.File.Account, settings.Competitors, texts.File.Stakeholders);
        var quotes = result.Criteria.SelectMany(c => c.Evidence).Concat(result.ContradictedPromises.Select(p => p.Promise));
        return new QualificationReport(texts.File, result, Label(texts.File), context.Sources.Cite(texts, quotes));
    }

    [Description("What to know before a meeting on a deal: highlights, what is new, who will be there, risks, what was promised, what to ask.")]
    public async Task<ToolResult> Brief(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        CancellationToken ct = default)
    {
        var (texts, _, question) = await ReadAsync(deal, ct);
        if (texts is null)
            return question is UnknownName && deal is { Length: > 0 } && await WithoutDealAsync(deal, ct) is { } people ? people : question!;
        var history = PaceHistory.Learn(await context.Reader.GetRecentWinsAsync(PaceHistory.MaxWins, ct));
        var source = Label(texts.File);
        var content = await new ContentFinder(context).FindAsync(texts.File, ct);
        var brief = BriefBuilder.Build(texts, HealthAssessor.Assess(texts.File, context.Now, history), context.Now, content: [.. content.Select(c => c.Offer)]);
        var lines = brief.Highlights.Concat(brief.Sections.SelectMany(s => s.Lines)).ToList();
        var quotes = context.Sources.Cite(texts, lines.Select(l => l.Quote).OfType<Evidence>());
        var named = lines.SelectMany(l => l.Activities).ToHashSet();
        var labels = texts.File.Activities.Where(a => named.Contains(a.Id)).ToDictionary(a => a.Id, context.Sources.CiteActivity);
        return new BriefReport(brief, source, quotes, labels) { Content = content };
    }

    [Description("What was said on a deal, or in its last call or meeting, in sections: situation, pains, goals, budget, decision, timeline, objections, actions, open questions.")]
    public async Task<ToolResult> Summarize(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("True for the last call or meeting alone")] bool lastTalk = false,
        CancellationToken ct = default)
    {
        var (texts, settings, question) = await ReadAsync(deal, ct);
        if (texts is null)
            return question!;
        var last = lastTalk ? texts.Texts.LastOrDefault(t => t.Kind is ActivityKind.Call or ActivityKind.Meeting) : null;
        if (texts.Texts.Count == 0 || (lastTalk && last is null))
            return new NothingToSummarize(texts.File.Deal.Name, lastTalk);
        var summary = DiscoverySummarizer.Summarize(last is null ? texts : texts with { Texts = [last] }, settings!, settings!.Template);
        var quotes = summary.InShort.Concat(summary.Sections.SelectMany(s => s.Lines))
            .SelectMany(l => new[] { l.Evidence, l.Answer, l.Former?.Evidence }).OfType<Evidence>();
        return new SummaryReport(texts.File, summary, last?.Id, context.Sources.Cite(texts, quotes));
    }

    [Description("Drafts a follow-up email from what the deal store holds. Nothing is sent.")]
    public async Task<ToolResult> Draft(
        [Description("Name of the deal or its account; empty for the deal in focus")] string? deal = null,
        [Description("What it is for; empty for what the deal needs now")] DraftKind? kind = null,
        [Description("How it sounds; empty for the user's own setting")] DraftTone? tone = null,
        [Description("How long it may be; empty for the user's own setting")] DraftLength? length = null,
        CancellationToken ct = default)
    {
        var (texts, settings, question) = await ReadAsync(deal, ct);
        if (texts is null)
            return question!;
        var style = settings!.Style with { Tone = tone ?? settings.Style.Tone, Length = length ?? settings.Style.Length };
        var request = new DraftRequest(kind ?? DraftKinds.For(texts, context.Now))
        {
            SenderName = texts.File.Owner?.Name ?? context.Reader.Viewer.Name,
            Style = style,
            Products = await context.Reader.GetProductsAsync(ct),
            Settings = settings,
        };
        var result = FollowUpDrafter.Draft(request, texts, context.Now);
        if (result.Draft is not { } draft)
            return new NoDraft(texts.File.Deal.Name, result.Refusal!.Reason);
        var source = Label(texts.File);
        var quotes = context.Sources.Cite(texts, draft.Sources.Select(s => s.Evidence).OfType<Evidence>());
        var content = await new ContentFinder(context).FindAsync(texts.File, ct);
        return new DraftReport(texts.File, draft with { Content = [.. content.Select(c => c.Offer)] }, source, quotes) { Content = content };
    }

    // A meeting with somebody before there is a deal.
    private async Task<ToolResult?> WithoutDealAsync(string name, CancellationToken ct)
    {
        if (await _resolver.FindAccountAsync(name, ct) is not { AccountId: { } id } account)
            return null;
        var contacts = await context.Reader.FindContactsAsync([], id, ct);
        return new NoDealBrief(account.Name, contacts);
    }

    private string Label(DealFile file) => context.Sources.CiteDeal(file.Deal.Id, file.Deal.Name);

    private async Task<(DealTexts? Texts, InsightSettings? Settings, ToolResult? Question)> ReadAsync(string? deal, CancellationToken ct)
    {
        var (file, question) = await _resolver.ResolveAsync(deal, ct);
        if (file is null)
            return (null, null, question);
        var activities = await context.Reader.GetTextsAsync(file.Deal.Id, ct);
        var us = await context.Reader.GetUsersAsync(ct);
        return (DealTexts.Read(file, activities, us), context.Settings ?? await context.Reader.GetInsightSettingsAsync(ct), null);
    }
}
