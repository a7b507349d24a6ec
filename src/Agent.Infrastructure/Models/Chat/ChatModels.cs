using System.Collections.Concurrent;
using System.Globalization;
using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agent.Infrastructure.Models.Chat;

/// <summary>A configured language model with how it is used and how it fares.</summary>
/// <param name="Key">Name of its section in the configuration.</param>
/// <param name="Provider">Whose model it is.</param>
/// <param name="Endpoint">Where its API is.</param>
/// <param name="Model">Its name there.</param>
/// <param name="Enabled">False when an admin switched it off.</param>
/// <param name="IsResting">True while it is left alone because it failed again and again.</param>
/// <param name="LastFault">What went wrong with it last in this process, or null.</param>
public sealed record ChatModelState(string Key, ModelProvider Provider, string Endpoint, string Model, bool Enabled, bool IsResting, ChatModelFault? LastFault)
{
    /// <summary>True when an admin added it at run time; false for one of the configuration.</summary>
    public bool IsOwn { get; init; }

    /// <summary>True when what is sent to it stays in the team's hands.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The setting that its key is kept under.</summary>
    public required string KeySetting { get; init; }

    /// <summary>True when there is a key.</summary>
    public bool HasKey { get; init; }

    /// <summary>The longest wait for the first piece of an answer, in seconds.</summary>
    public int FirstTokenSeconds { get; init; }

    /// <summary>The longest silence between two pieces of an answer, in seconds.</summary>
    public int SilenceSeconds { get; init; }
}

/// <summary>Something that went wrong with a language model.</summary>
/// <param name="At">When.</param>
/// <param name="Why">What, with what mends it.</param>
public sealed record ChatModelFault(DateTimeOffset At, string Why);

/// <summary>Tokens of a user in a month.</summary>
/// <param name="Month">First day of the month, UTC.</param>
/// <param name="Spent">What the user spent.</param>
/// <param name="Limit">What the user may spend; 0 for no limit.</param>
public sealed record TokenMeter(DateOnly Month, long Spent, long Limit)
{
    /// <summary>True when the limit is reached.</summary>
    public bool IsUsedUp => Limit > 0 && Spent >= Limit;
}

/// <summary>
/// The language models with the offline engine behind them. Those of the configuration stay as they are there; an admin adds others at run time,
/// and says which are asked in which order. Keys stay in the configuration.
/// </summary>
public sealed class ChatModels : IModelSource, IDisposable
{
    private readonly IReadOnlyList<ChatModel> _models;
    private readonly ConcurrentDictionary<string, (OwnModel Of, ChatModel Model)> _own = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ConfidentialKind> _confidential;
    private readonly IModelClients _clients;
    private readonly TimeProvider _clock;
    private readonly ModelsOptions _options;
    private readonly SettingsStore _settings;
    private readonly UsageStore _usage;
    private readonly OfflineChatClient _offline;
    private readonly ILogger<ChatModels> _log;

    /// <summary>The models of the settings.</summary>
    public ChatModels(
        IOptions<ChatModelsOptions> models, IOptions<ModelsOptions> options, IModelClients clients, SettingsStore settings, UsageStore usage, TimeProvider clock, ILogger<ChatModels> log)
    {
        (_options, _clients, _clock, _settings, _usage, _log) = (options.Value, clients, clock, settings, usage, log);
        _offline = new(clock);
        _confidential = _options.Confidential.Kinds;
        _models = [.. models.Value.Models.Select(Make)];
    }

    /// <summary>The most tokens of a user in a month; 0 for no limit.</summary>
    public long MonthlyTokens => _options.MonthlyTokens;

    /// <summary>What answers when no language model does.</summary>
    internal IChatClient Offline => _offline;

    /// <inheritdoc/>
    public IChatClient For(Viewer viewer) => new TurnChatClient(this, viewer);

    /// <summary>The models in the order in which they are asked, the ones that are switched off among them.</summary>
    public async Task<IReadOnlyList<ChatModelState>> ListAsync(CancellationToken ct) =>
        [.. (await OrderAsync(ct)).Select(m => new ChatModelState(
            m.Model.Options.Key, m.Model.Options.Provider, m.Model.Options.Address.AbsoluteUri, m.Model.Name, m.Enabled, m.Model.IsResting, m.Model.LastFault)
        {
            IsOwn = m.Model.Options.IsOwn,
            IsLocal = m.Model.Options.IsLocal,
            KeySetting = m.Model.Options.KeySetting,
            HasKey = !string.IsNullOrWhiteSpace(m.Model.Options.ApiKey),
            FirstTokenSeconds = m.Model.Options.FirstTokenSeconds,
            SilenceSeconds = m.Model.Options.SilenceSeconds,
        })];

    /// <summary>The settings of the models in the same order, to try them by.</summary>
    public async Task<IReadOnlyList<ChatModelOptions>> OptionsAsync(CancellationToken ct) => [.. (await OrderAsync(ct)).Select(m => m.Model.Options)];

    /// <summary>The settings of one of the models, or null.</summary>
    public async Task<ChatModelOptions?> FindAsync(string key, CancellationToken ct) => (await OptionsAsync(ct)).FirstOrDefault(o => o.Key == key);

    /// <summary>Adds a model, or changes one that an admin added; it holds from the next question on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>Null when it was kept, else why not.</returns>
    public async Task<Refusal?> SetOwnAsync(OwnModel model, UserId by, CancellationToken ct)
    {
        if (_models.Any(m => m.Options.Key == model.Key))
            return new($"\"{model.Key}\" stands in the configuration of the server and is changed there. Choose another name.");
        var own = (await _settings.GetModelsAsync(ct)).Own;
        if (_models.Count + own.Count(o => o.Key != model.Key) >= ChatModelsOptions.MaxModels)
            return new($"There can be {ChatModelsOptions.MaxModels} models.");
        if (ChatModelOptions.Of(model, _options.Keys).Problems().FirstOrDefault() is { } problem)
            // The admin fills in a form, where no section stands before a field.
            return new(problem.StartsWith(model.Key + ":", StringComparison.Ordinal) ? problem[(model.Key.Length + 1)..] : problem);
        return await _settings.SetModelAsync(model, by, ct);
    }

    /// <summary>Takes a model away that an admin added.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> DeleteOwnAsync(string key, UserId by, CancellationToken ct) => _settings.DeleteModelAsync(key, by, ct);

    /// <summary>Who would answer now: the first model that is in use and does not rest, else the offline engine.</summary>
    public static string Answering(IEnumerable<ChatModelState> models) => models.FirstOrDefault(m => m is { Enabled: true, IsResting: false })?.Model ?? OfflineChatClient.ModelId;

    /// <summary>Keeps order and use of the models.</summary>
    /// <param name="choices">Every model once, by its key.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>Null when it was kept, else why not.</returns>
    public async Task<Refusal?> SetAsync(IReadOnlyList<ModelChoice> choices, UserId by, CancellationToken ct)
    {
        var known = (await OrderAsync(ct)).Select(m => m.Model.Options.Key).ToHashSet(StringComparer.Ordinal);
        if (choices.FirstOrDefault(c => !known.Contains(c.Key)) is { } unknown)
            return new($"No model is configured under \"{unknown.Key}\".");
        if (choices.Count != known.Count || choices.DistinctBy(c => c.Key).Count() != known.Count)
            return new("Each configured model has to be named once.");
        await _settings.SetModelsAsync(choices, by, ct);
        return null;
    }

    /// <summary>The tokens of a user in this month.</summary>
    public async Task<TokenMeter> MeterAsync(UserId user, CancellationToken ct) => new(_usage.Month, await _usage.SumAsync(user, ct), MonthlyTokens);

    /// <inheritdoc/>
    public void Dispose()
    {
        _offline.Dispose();
        foreach (var model in _models.Concat(_own.Values.Select(o => o.Model)))
            model.Dispose();
    }

    /// <summary>Which models a turn may ask, in order, with what is to be said about it; none for the offline engine.</summary>
    internal async Task<(IReadOnlyList<ChatModel> Models, string? Note)> PlanAsync(UserId user, CancellationToken ct)
    {
        var models = (await OrderAsync(ct)).Where(m => m.Enabled).Select(m => m.Model).ToList();
        if (models.Count > 0 && MonthlyTokens > 0 && await MeterAsync(user, ct) is { IsUsedUp: true } meter)
        {
            var next = meter.Month.AddMonths(1).ToString("d MMMM", CultureInfo.InvariantCulture);
            return ([], $"Your tokens for language models are used up for this month; until {next} the offline engine answers.");
        }

        return (models, null);
    }

    /// <summary>Keeps what a request cost. A fault here is no reason to lose the answer.</summary>
    internal async Task CountAsync(UserId user, string model, long input, long output)
    {
        try
        {
            await _usage.AddAsync(user, model, input, output, CancellationToken.None);
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or DbUpdateException)
        {
            _log.LogError(fault, "{Input} + {Output} tokens of {Model} were not counted", input, output, model);
        }
    }

    /// <summary>Told of each model that was given up.</summary>
    internal void Failed(ServiceFaultException fault) => _log.LogWarning("{Fault}", fault.Message);

    // What an admin said comes first, in that order; a model that came since then comes after: in use when it was configured, off when it was added
    // at run time, so that it can be tried before anything is sent to it.
    private async Task<IReadOnlyList<(ChatModel Model, bool Enabled)>> OrderAsync(CancellationToken ct)
    {
        var stored = await _settings.GetModelsAsync(ct);
        var own = stored.Own.Where(o => _models.All(m => m.Options.Key != o.Key)).Select(Own);
        var choices = stored.Choices.Select((c, place) => (c, place)).ToDictionary(c => c.c.Key, c => (c.c.Enabled, c.place));
        return [.. _models.Concat(own)
            .Select(m => (Model: m, Choice: choices.TryGetValue(m.Options.Key, out var choice) ? choice : (Enabled: !m.Options.IsOwn, place: int.MaxValue)))
            .OrderBy(m => m.Choice.place)
            .Select(m => (m.Model, m.Choice.Enabled))];
    }

    // One that was changed is let go of, not disposed: an answer may still be coming from it.
    private ChatModel Own(OwnModel model) => _own.AddOrUpdate(
        model.Key,
        _ => (model, Make(ChatModelOptions.Of(model, _options.Keys))),
        (_, known) => known.Of == model ? known : (model, Make(ChatModelOptions.Of(model, _options.Keys)))).Model;

    private ChatModel Make(ChatModelOptions model)
    {
        var client = _clients.Chat(model);
        var masks = _confidential.Count > 0 && (!model.IsLocal || _options.Confidential.LocalToo);
        return new(model, masks ? new MaskingChatClient(client, _confidential) : client, _clock);
    }
}
