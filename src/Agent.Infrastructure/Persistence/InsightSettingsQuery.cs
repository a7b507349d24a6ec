using System.Collections.Concurrent;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Texts;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Puts together what the reading of texts goes by: prices of the price book and the team's settings.</summary>
internal static class InsightSettingsQuery
{
    private const int MaxProducts = 5_000;
    private const int MaxParsed = 100;

    // Frameworks by their text: compiling the cues of one takes longer than the query for it.
    private static readonly ConcurrentDictionary<string, Framework> Parsed = new();

    // There is one at a time; a text that took its place is left behind, a few kilobytes each.
    private static readonly ConcurrentDictionary<string, SummaryTemplate> Templates = new();

    /// <summary>Reads them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="user">Whose writing style is wanted; null for none.</param>
    /// <param name="ct">Cancels the queries.</param>
    public static async Task<InsightSettings> RunAsync(WorkspaceDbContext db, UserId? user, CancellationToken ct)
    {
        var prices = await db.Products.AsNoTracking()
            .Where(p => p.ListPrice != null)
            .OrderBy(p => p.Name).Take(MaxProducts)
            .Select(p => new { p.Name, p.ListPrice, p.Currency })
            .ToListAsync(ct);
        var style = user is { } id ? SettingKeys.WritingStyle(id) : null;
        string[] keys = [SettingKeys.DeliveryPolicy, SettingKeys.Competitors, SettingKeys.Framework, SettingKeys.SummaryTemplate, .. style is null ? Array.Empty<string>() : [style]];
        var values = await db.Settings.AsNoTracking().Where(s => keys.Contains(s.Key) || s.Key.StartsWith(SettingKeys.OwnFramework)).ToDictionaryAsync(s => s.Key, s => s.Value, ct);
        var own = values.Where(v => v.Key.StartsWith(SettingKeys.OwnFramework, StringComparison.Ordinal)).ToDictionary(v => v.Key[SettingKeys.OwnFramework.Length..], v => Parse(v.Value));
        var chosen = values.TryGetValue(SettingKeys.Framework, out var key) ? StoredJson.Read<string>(key) : null;
        var tiers = values.TryGetValue(SettingKeys.DeliveryPolicy, out var policy) ? StoredJson.Read<List<DeliveryTier>>(policy) : [];
        return new()
        {
            Prices = prices.Count == 0 ? null : new([.. prices.Select(p => new PriceBookEntry(p.Name, p.ListPrice!.Value, p.Currency ?? "USD"))]),
            Delivery = tiers.Count == 0 ? null : DeliveryPolicy.From(tiers),
            Competitors = values.TryGetValue(SettingKeys.Competitors, out var names) ? StoredJson.Read<List<string>>(names) : [],
            Framework = (chosen is null ? null : Framework.Find(chosen) ?? own.GetValueOrDefault(chosen)) ?? Framework.Bant,
            OwnFrameworks = own,
            Template = values.TryGetValue(SettingKeys.SummaryTemplate, out var template) ? Templates.GetOrAdd(template, SummaryTemplate.Parse) : SummaryTemplate.Discovery,
            Style = style is not null && values.TryGetValue(style, out var written) ? StoredJson.Read<WritingStyle>(written) : WritingStyle.Default,
        };
    }

    /// <summary>A framework that comes with the product or that the team wrote, by key; null when there is none.</summary>
    public static async Task<Framework?> FindFrameworkAsync(WorkspaceDbContext db, string key, CancellationToken ct)
    {
        if (Framework.Find(key) is { } shipped)
            return shipped;
        var own = SettingKeys.OwnFramework + key;
        return await db.Settings.AsNoTracking().Where(s => s.Key == own).Select(s => s.Value).FirstOrDefaultAsync(ct) is { } json ? Parse(json) : null;
    }

    /// <summary>Reads a framework that was stored.</summary>
    public static Framework Parse(string json)
    {
        if (Parsed.Count >= MaxParsed)
            Parsed.Clear();
        return Parsed.GetOrAdd(json, Framework.Parse);
    }
}
