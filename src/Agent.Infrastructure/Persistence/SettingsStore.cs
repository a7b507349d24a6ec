using System.Text.RegularExpressions;
using Agent.Core.Deals;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Texts;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Models;
using Agent.Infrastructure.Models.Chat;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What a team says about the reading of its deals.</summary>
/// <param name="DeliveryTiers">Steps of the delivery policy, fewest units first; empty when the team keeps none.</param>
/// <param name="Competitors">Names of competitors.</param>
/// <param name="Framework">Key of the framework that deals are held against.</param>
public sealed record InsightChoices(IReadOnlyList<DeliveryTier> DeliveryTiers, IReadOnlyList<string> Competitors, string Framework);

/// <summary>A framework by the key that it is asked for with.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Own">True when the team wrote it.</param>
public sealed record FrameworkEntry(string Key, string Name, bool Own);

/// <summary>Whether a configured language model is used; its place in the list is its place in the order of fall-back.</summary>
/// <param name="Key">Name of its section in the configuration.</param>
/// <param name="Enabled">False when it is not to be asked.</param>
public sealed record ModelChoice(string Key, bool Enabled);

/// <summary>A language model that an admin added at run time. Its secret is never part of it.</summary>
/// <param name="Key">What it is called in the order of models: small letters, digits and hyphens.</param>
/// <param name="Provider">Whose model it is.</param>
/// <param name="Endpoint">The server's address; null for the provider's own.</param>
/// <param name="Model">Its name there.</param>
/// <param name="FirstTokenSeconds">The longest wait for the first piece of an answer.</param>
/// <param name="SilenceSeconds">The longest silence between two pieces.</param>
public sealed record OwnModel(string Key, ModelProvider Provider, string? Endpoint, string Model, int FirstTokenSeconds, int SilenceSeconds);

/// <summary>What admins said about the language models.</summary>
/// <param name="Choices">Order and use; empty while nobody chose.</param>
/// <param name="Own">The models that they added, by key.</param>
public sealed record StoredModels(IReadOnlyList<ModelChoice> Choices, IReadOnlyList<OwnModel> Own);

/// <summary>Settings of the workspace and of its users. Who may change them is decided by whoever calls.</summary>
/// <param name="contexts">Opens the database.</param>
/// <param name="clock">The time.</param>
public sealed partial class SettingsStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most steps of a delivery policy.</summary>
    public const int MaxTiers = 50;

    /// <summary>The most competitors.</summary>
    public const int MaxCompetitors = 200;

    /// <summary>The most frameworks that a team can write.</summary>
    public const int MaxFrameworks = 20;

    /// <summary>The most characters of a document.</summary>
    public const int MaxDocument = 200_000;

    private const int MaxName = 100;
    private const int MaxPhrase = 500;
    private const int MaxDays = 3_650;

    // Asked before every question to a model, so its translation is kept.
    private readonly Func<WorkspaceDbContext, IAsyncEnumerable<StoredSetting>> _models = EF.CompileAsyncQuery(
        (WorkspaceDbContext db) => db.Settings.AsNoTracking()
            .Where(s => s.Key == SettingKeys.Models || s.Key.StartsWith(SettingKeys.OwnModel))
            .OrderBy(s => s.Key)
            .Take(ChatModelsOptions.MaxModels + 1));

    /// <summary>What the team chose, defaults where it chose nothing.</summary>
    public async Task<InsightChoices> GetInsightAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(
            await ReadAsync<List<DeliveryTier>>(db, SettingKeys.DeliveryPolicy, ct) ?? [],
            await ReadAsync<List<string>>(db, SettingKeys.Competitors, ct) ?? [],
            await ReadAsync<string>(db, SettingKeys.Framework, ct) ?? "bant");
    }

    /// <summary>Keeps what the team chose.</summary>
    /// <param name="choices">All of it.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>What is wrong, by field; empty when it was kept.</returns>
    public async Task<IReadOnlyDictionary<string, string[]>> SetInsightAsync(InsightChoices choices, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = choices.Competitors.Select(c => c?.Trim() ?? "").Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var problems = Check(choices.DeliveryTiers, names);
        if (await InsightSettingsQuery.FindFrameworkAsync(db, choices.Framework, ct) is null)
            problems["framework"] = [$"There is no framework \"{choices.Framework}\"."];
        if (problems.Count > 0)
            return problems;
        await WriteAsync(db, SettingKeys.DeliveryPolicy, StoredJson.Write(choices.DeliveryTiers.OrderBy(t => t.FromUnits)), by, ct);
        await WriteAsync(db, SettingKeys.Competitors, StoredJson.Write(names), by, ct);
        await WriteAsync(db, SettingKeys.Framework, StoredJson.Write(choices.Framework.ToLowerInvariant()), by, ct);
        await db.SaveChangesAsync(ct);
        return problems;
    }

    /// <summary>All frameworks, the product's first.</summary>
    public async Task<IReadOnlyList<FrameworkEntry>> ListFrameworksAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await OwnFrameworksAsync(db, ct);
        return [.. Framework.Known.Select(k => new FrameworkEntry(k, Framework.Find(k)!.Name, Own: false)), .. own];
    }

    /// <summary>The framework of a key, or null.</summary>
    public async Task<Framework?> FindFrameworkAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await InsightSettingsQuery.FindFrameworkAsync(db, key, ct);
    }

    /// <summary>The JSON of a framework that the team wrote, or null.</summary>
    public Task<string?> GetFrameworkAsync(string key, CancellationToken ct) => GetDocumentAsync(SettingKeys.OwnFramework + key, ct);

    /// <summary>Keeps a framework that the team wrote.</summary>
    /// <param name="key">The key that it is asked for with: letters, digits and hyphens.</param>
    /// <param name="json">The framework, as <see cref="Framework.Parse"/> reads it.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>Null when it was kept, else why not.</returns>
    public async Task<Refusal?> SetFrameworkAsync(string key, string json, UserId by, CancellationToken ct)
    {
        if (!KeyPattern().IsMatch(key))
            return new("A key has up to 40 small letters, digits and hyphens.");
        if (json.Length > MaxDocument)
            return new($"A framework can have {MaxDocument:N0} characters.");
        if (Framework.Find(key) is not null)
            return new($"The key \"{key}\" belongs to a framework of the product. Choose another one.");
        Framework framework;
        try
        {
            framework = Framework.Parse(json);
        }
        catch (FormatException fault)
        {
            return new(fault.Message);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await OwnFrameworksAsync(db, ct);
        if (own.Count >= MaxFrameworks && own.All(f => f.Key != key))
            return new($"A team can have {MaxFrameworks} frameworks of its own. Delete one first.");
        // Scores are kept by the name, so two frameworks of one name would mix theirs.
        var names = Framework.Known.Select(k => Framework.Find(k)!.Name).Concat(own.Where(f => f.Key != key).Select(f => f.Name));
        if (names.Contains(framework.Name, StringComparer.OrdinalIgnoreCase))
            return new($"There is a framework called {framework.Name} already. Give this one another name.");
        await WriteAsync(db, SettingKeys.OwnFramework + key, json, by, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Deletes a framework that the team wrote; one that is in use stays.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="by">Who deletes it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>Null when there is none any more, else why not.</returns>
    public async Task<Refusal?> DeleteFrameworkAsync(string key, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ReadAsync<string>(db, SettingKeys.Framework, ct) == key)
            return new("Deals are held against this framework. Choose another one first.");
        await RemoveAsync(db, SettingKeys.OwnFramework + key, by, ct);
        return null;
    }

    /// <summary>The team's own template of summaries as JSON, or null while the product's holds.</summary>
    public Task<string?> GetSummaryTemplateAsync(CancellationToken ct) => GetDocumentAsync(SettingKeys.SummaryTemplate, ct);

    /// <summary>Keeps the team's own template of summaries, as <see cref="SummaryTemplate.Parse"/> reads it; null goes back to the product's.</summary>
    /// <returns>Null when it was kept, else why not.</returns>
    public async Task<Refusal?> SetSummaryTemplateAsync(string? json, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (json is null)
        {
            await RemoveAsync(db, SettingKeys.SummaryTemplate, by, ct);
            return null;
        }

        if (json.Length > MaxDocument)
            return new($"A template can have {MaxDocument:N0} characters.");
        try
        {
            SummaryTemplate.Parse(json);
        }
        catch (FormatException fault)
        {
            return new(fault.Message);
        }

        await WriteAsync(db, SettingKeys.SummaryTemplate, json, by, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>How a user writes; the default while the user chose nothing.</summary>
    public async Task<WritingStyle> GetWritingStyleAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync<WritingStyle>(db, SettingKeys.WritingStyle(user), ct) ?? WritingStyle.Default;
    }

    /// <summary>Keeps how a user writes.</summary>
    /// <returns>Null when it was kept, else why not.</returns>
    public async Task<Refusal?> SetWritingStyleAsync(UserId user, WritingStyle style, CancellationToken ct)
    {
        if (style.Greeting?.Length > MaxPhrase || style.SignOff?.Length > MaxPhrase)
            return new($"A greeting or a sign-off can have {MaxPhrase} characters.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await WriteAsync(db, SettingKeys.WritingStyle(user), StoredJson.Write(style), user, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>What admins said about the language models.</summary>
    public async Task<StoredModels> GetModelsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = await _models(db).ToListAsync(ct);
        return new(
            stored.Find(s => s.Key == SettingKeys.Models) is { } choices ? StoredJson.Read<List<ModelChoice>>(choices.Value) : [],
            [.. stored.Where(s => s.Key != SettingKeys.Models).Select(s => StoredJson.Read<OwnModel>(s.Value))]);
    }

    /// <summary>Keeps a language model that an admin adds or changes. What it holds is checked by whoever calls, but for its key.</summary>
    /// <returns>Null when it was kept, else why not.</returns>
    public async Task<Refusal?> SetModelAsync(OwnModel model, UserId by, CancellationToken ct)
    {
        if (!KeyPattern().IsMatch(model.Key))
            return new("A name has up to 40 small letters, digits and hyphens.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await WriteAsync(db, SettingKeys.OwnModel + model.Key, StoredJson.Write(model), by, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Takes a language model away that an admin added.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteModelAsync(string key, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await RemoveAsync(db, SettingKeys.OwnModel + key, by, ct);
    }

    /// <summary>Keeps order and use of the language models.</summary>
    public async Task SetModelsAsync(IReadOnlyList<ModelChoice> models, UserId by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await WriteAsync(db, SettingKeys.Models, StoredJson.Write(models), by, ct);
        await db.SaveChangesAsync(ct);
    }

    private static Dictionary<string, string[]> Check(IReadOnlyList<DeliveryTier> tiers, List<string> competitors)
    {
        var problems = new Dictionary<string, string[]>();
        if (tiers.Count > MaxTiers)
            problems["deliveryTiers"] = [$"At most {MaxTiers} steps."];
        else if (tiers.Any(t => t is null || t.FromUnits < 0 || t.Days is < 0 or > MaxDays))
            problems["deliveryTiers"] = [$"A step has a number of units from 0 on and 0 to {MaxDays} days."];
        else if (tiers.DistinctBy(t => t.FromUnits).Count() < tiers.Count)
            problems["deliveryTiers"] = ["Two steps begin at the same number of units: say for each from how many units on it holds."];
        if (competitors.Count > MaxCompetitors)
            problems["competitors"] = [$"At most {MaxCompetitors} names."];
        else if (competitors.Exists(c => c.Length > MaxName))
            problems["competitors"] = [$"A name has {MaxName} characters at most."];
        return problems;
    }

    private static async Task<List<FrameworkEntry>> OwnFrameworksAsync(WorkspaceDbContext db, CancellationToken ct)
    {
        var own = await db.Settings.AsNoTracking()
            .Where(s => s.Key.StartsWith(SettingKeys.OwnFramework))
            .OrderBy(s => s.Key).Take(MaxFrameworks)
            .Select(s => new { s.Key, s.Value })
            .ToListAsync(ct);
        return [.. own.Select(f => new FrameworkEntry(f.Key[SettingKeys.OwnFramework.Length..], InsightSettingsQuery.Parse(f.Value).Name, Own: true))];
    }

    private static async Task<T?> ReadAsync<T>(WorkspaceDbContext db, string key, CancellationToken ct)
        where T : class =>
        await db.Settings.AsNoTracking().Where(s => s.Key == key).Select(s => s.Value).FirstOrDefaultAsync(ct) is { } json ? StoredJson.Read<T>(json) : null;

    private async Task<string?> GetDocumentAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Settings.AsNoTracking().Where(s => s.Key == key).Select(s => s.Value).FirstOrDefaultAsync(ct);
    }

    private async Task<bool> RemoveAsync(WorkspaceDbContext db, string key, UserId by, CancellationToken ct)
    {
        if (await db.Settings.FirstOrDefaultAsync(s => s.Key == key, ct) is not { } known)
            return false;
        await SettingsAudit.NoteAsync(db, key, known.Value, null, by, clock.GetUtcNow(), ct);
        db.Remove(known);
        await db.SaveChangesAsync(ct);
        return true;
    }

    // A value that stays the same is not written: the queue would take the write for a change.
    private async Task WriteAsync(WorkspaceDbContext db, string key, string value, UserId by, CancellationToken ct)
    {
        var known = await db.Settings.FirstOrDefaultAsync(s => s.Key == key, ct);
        if (known?.Value == value)
            return;
        // How somebody writes is that person's own affair.
        if (key != SettingKeys.WritingStyle(by))
            await SettingsAudit.NoteAsync(db, key, known?.Value, value, by, clock.GetUtcNow(), ct);
        var setting = known ?? db.Settings.Add(new() { Key = key, Value = value }).Entity;
        (setting.Value, setting.ChangedById, setting.ChangedAt) = (value, by, clock.GetUtcNow());
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex KeyPattern();
}
