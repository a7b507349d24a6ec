using System.Collections.Concurrent;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>Puts together what the reading of texts goes by: prices of the price book and the team's settings.</summary>
internal static class InsightSettingsQuery
{
    private const int MaxProducts = 5_000;
    private const int MaxParsed = 100;

    // Frameworks by their text: compiling the cues of one takes longer than the query for it.
    private static readonly ConcurrentDictionary<string, Framework> Parsed = new();

    public static async Task<InsightSettings> RunAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        var prices = await db.Products.AsNoTracking()
            .Where(p => p.ListPrice != null)
            .OrderBy(p => p.Name).Take(MaxProducts)
            .Select(p => new { p.Name, p.ListPrice, p.Currency })
            .ToListAsync(ct);
        string[] keys = [SettingKeys.DeliveryPolicy, SettingKeys.Competitors, SettingKeys.Framework];
        var values = await db.Settings.AsNoTracking().Where(s => keys.Contains(s.Key)).ToDictionaryAsync(s => s.Key, s => s.Value, ct);
        var tiers = values.TryGetValue(SettingKeys.DeliveryPolicy, out var policy) ? StoredJson.Read<List<DeliveryTier>>(policy) : [];
        return new()
        {
            Prices = prices.Count == 0 ? null : new([.. prices.Select(p => new PriceBookEntry(p.Name, p.ListPrice!.Value, p.Currency ?? "USD"))]),
            Delivery = tiers.Count == 0 ? null : DeliveryPolicy.From(tiers),
            Competitors = values.TryGetValue(SettingKeys.Competitors, out var names) ? StoredJson.Read<List<string>>(names) : [],
            Framework = (values.TryGetValue(SettingKeys.Framework, out var key) ? await FindFrameworkAsync(db, StoredJson.Read<string>(key), ct) : null) ?? Framework.Bant,
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
