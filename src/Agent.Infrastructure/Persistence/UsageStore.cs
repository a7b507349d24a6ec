using System.Globalization;
using Agent.Core.Deals;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What a user spent on one language model in one month.</summary>
public sealed class TokenUsage
{
    /// <summary>The user.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The month in UTC, as "2026-11".</summary>
    public required string Month { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens that were sent.</summary>
    public long InputTokens { get; set; }

    /// <summary>Tokens that were written by the model.</summary>
    public long OutputTokens { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Requests { get; set; }
}

/// <summary>What a user spent in a month on all language models.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">The name; null for somebody who was deleted since.</param>
/// <param name="Spent">Tokens, sent and written.</param>
/// <param name="Requests">How often models were asked.</param>
public sealed record UserTokens(UserId UserId, string? Name, long Spent, int Requests);

/// <summary>Counts the tokens that users spend on language models. Counts that come at the same moment share a transaction.</summary>
public sealed class UsageStore
{
    /// <summary>The longest name of a model that is kept.</summary>
    public const int MaxModel = 200;

    private const int MostModels = 100;
    private const int MostUsers = 500;

    private readonly IDbContextFactory<WorkspaceDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly GroupCommit<TokenUsage, bool> _group;

    /// <summary>The counts of a workspace.</summary>
    /// <param name="contexts">Opens the database.</param>
    /// <param name="clock">The time.</param>
    public UsageStore(IDbContextFactory<WorkspaceDbContext> contexts, TimeProvider clock) => (_contexts, _clock, _group) = (contexts, clock, new(CommitAsync));

    /// <summary>The month of now.</summary>
    public DateOnly Month
    {
        get
        {
            var now = _clock.GetUtcNow();
            return new(now.Year, now.Month, 1);
        }
    }

    /// <summary>Adds to what a user spent in this month.</summary>
    public Task AddAsync(UserId user, string model, long input, long output, CancellationToken ct) => _group.WriteAsync(new()
    {
        UserId = user,
        Month = Name(Month),
        Model = model.Length <= MaxModel ? model : model[..MaxModel],
        InputTokens = input,
        OutputTokens = output,
        Requests = 1,
    }).WaitAsync(ct);

    /// <summary>What a user spent in this month, model by model, the most first.</summary>
    public async Task<IReadOnlyList<TokenUsage>> ListAsync(UserId user, CancellationToken ct)
    {
        var month = Name(Month);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.TokenUsage.AsNoTracking()
            .Where(u => u.UserId == user && u.Month == month)
            .OrderByDescending(u => u.InputTokens + u.OutputTokens).Take(MostModels).ToListAsync(ct);
    }

    /// <summary>What each user spent in this month, the most first.</summary>
    public async Task<IReadOnlyList<UserTokens>> ListUsersAsync(CancellationToken ct)
    {
        var month = Name(Month);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var sums = await db.TokenUsage.AsNoTracking()
            .Where(u => u.Month == month)
            .GroupBy(u => u.UserId)
            .Select(g => new { UserId = g.Key, Spent = g.Sum(u => u.InputTokens + u.OutputTokens), Requests = g.Sum(u => u.Requests) })
            .OrderByDescending(g => g.Spent).Take(MostUsers).ToListAsync(ct);
        var ids = sums.ConvertAll(s => s.UserId);
        var names = await db.People.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return [.. sums.Select(s => new UserTokens(s.UserId, names.GetValueOrDefault(s.UserId), s.Spent, s.Requests))];
    }

    /// <summary>All tokens that a user spent in this month.</summary>
    public async Task<long> SumAsync(UserId user, CancellationToken ct)
    {
        var month = Name(Month);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.TokenUsage.Where(u => u.UserId == user && u.Month == month).SumAsync(u => u.InputTokens + u.OutputTokens, ct);
    }

    private async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<TokenUsage> spent)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var same in spent.GroupBy(s => (s.UserId, s.Month, s.Model)))
        {
            var (user, month, model) = (same.Key.UserId.Value.ToByteArray(bigEndian: true), same.Key.Month, same.Key.Model);
            var (input, output, requests) = (same.Sum(s => s.InputTokens), same.Sum(s => s.OutputTokens), same.Sum(s => s.Requests));
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "token_usage" ("UserId", "Month", "Model", "InputTokens", "OutputTokens", "Requests")
                VALUES ({user}, {month}, {model}, {input}, {output}, {requests})
                ON CONFLICT ("UserId", "Month", "Model") DO UPDATE SET
                    "InputTokens" = "token_usage"."InputTokens" + excluded."InputTokens",
                    "OutputTokens" = "token_usage"."OutputTokens" + excluded."OutputTokens",
                    "Requests" = "token_usage"."Requests" + excluded."Requests"
                """);
        }

        await transaction.CommitAsync();
        return [.. spent.Select(_ => true)];
    }

    private static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
