using System.ComponentModel;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;

namespace Agent.Core.Agents.Tools;

/// <summary>Longer results that are read out of a deal's texts.</summary>
/// <param name="context">The turn.</param>
internal sealed class ReportTools(TurnContext context)
{
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
        var result = Qualifier.Assess(chosen, texts.Texts, settings.Prices, settings.Delivery, context.Today, texts.File.Account, settings.Competitors);
        var quotes = result.Criteria.SelectMany(c => c.Evidence).Concat(result.ContradictedPromises.Select(p => p.Promise));
        return new QualificationReport(texts.File, result, Label(texts.File), context.Sources.Cite(texts, quotes));
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
