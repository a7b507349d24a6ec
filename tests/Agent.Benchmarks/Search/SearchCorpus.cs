using System.Data.Common;
using System.Globalization;
using System.Text;
using Agent.Benchmarks.Harness;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Benchmarks.Search;

/// <summary>
/// A workspace with texts: ten passages of about 80 words a deal, in emails and notes of one or two and calls of six; five deals an account;
/// teams of ten owners; two years. A deal keeps to three topics.
/// </summary>
internal static class SearchCorpus
{
    private const int Seed = 23;
    private const int PassagesOfDeal = 10;
    private const int DealsOfAccount = 5;
    private const int DealsOfOwner = 500;
    private const int OwnersOfTeam = 10;
    private const int Days = 730;
    private const int DealsAtOnce = 2_000;

    /// <summary>The day on which the newest text was written.</summary>
    public static DateTimeOffset Newest { get; } = new(2026, 6, 30, 18, 0, 0, TimeSpan.Zero);

    /// <summary>Opens a workspace with the test embedder.</summary>
    public static async Task<ServiceProvider> OpenAsync(string folder, CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Vocabulary>();
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>, TopicEmbedder>();
        return await Workspaces.OpenAsync(services, folder, ct);
    }

    /// <summary>Fills an empty workspace with deals and texts that make at least so many passages.</summary>
    public static async Task WriteAsync(IServiceProvider services, int passages, CancellationToken ct)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<WorkspaceDbContext>>();
        var vocabulary = services.GetRequiredService<Vocabulary>();
        var random = new Random(Seed);
        var deals = Math.Max(DealsOfAccount, passages / PassagesOfDeal);
        var pipeline = Pipeline.CreateDefault();
        var owners = await WriteOwnersAsync(contexts, pipeline, Math.Max(OwnersOfTeam * 2, deals / DealsOfOwner), ct);
        for (var first = 0; first < deals; first += DealsAtOnce)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var accounts = Enumerable.Range(first / DealsOfAccount, DealsAtOnce / DealsOfAccount).Select(a => new Account { Name = $"Account {a}" }).ToList();
            var some = Enumerable.Range(first, Math.Min(DealsAtOnce, deals - first)).Select(d => Deal(d, accounts[(d - first) / DealsOfAccount])).ToList();
            db.AddRange(accounts);
            db.AddRange(some);
            await db.SaveChangesAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await using var insert = Insert(db.Database.GetDbConnection());
            foreach (var deal in some)
                await WriteTextsAsync(insert, vocabulary, random, deal, ct);
            await transaction.CommitAsync(ct);
        }

        // The texts wait to be indexed; the rebuild that is measured takes all of them.
        await using var after = await contexts.CreateDbContextAsync(ct);
        await after.Database.ExecuteSqlAsync($"DELETE FROM index_queue", ct);

        Deal Deal(int number, Account account)
        {
            var deal = Core.Deals.Deal.Start($"Deal {number}", pipeline, pipeline.Stages[number % 3], DateOnly.FromDateTime(Newest.UtcDateTime).AddDays(-random.Next(Days)));
            (deal.AccountId, deal.OwnerId) = (account.Id, owners[random.Next(owners.Count)]);
            return deal;
        }
    }

    private static async Task<IReadOnlyList<UserId>> WriteOwnersAsync(IDbContextFactory<WorkspaceDbContext> contexts, Pipeline pipeline, int owners, CancellationToken ct)
    {
        var teams = Enumerable.Range(0, owners / OwnersOfTeam).Select(t => new Team { Name = $"Team {t}" }).ToList();
        var people = Enumerable.Range(0, owners).Select(o => new User { Name = $"Owner {o}", TeamId = teams[Math.Min(o / OwnersOfTeam, teams.Count - 1)].Id }).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Add(pipeline);
        db.AddRange(teams);
        db.AddRange(people);
        await db.SaveChangesAsync(ct);
        return [.. people.Select(p => p.Id)];
    }

    private static DbCommand Insert(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO "activities" ("Id", "DealId", "Kind", "Direction", "At", "Subject", "Body", "Participants") VALUES ($id, $deal, $kind, 'Inbound', $at, $subject, $body, '[]')
            """;
        foreach (var name in new[] { "$id", "$deal", "$kind", "$at", "$subject", "$body" })
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static async Task WriteTextsAsync(DbCommand insert, Vocabulary vocabulary, Random random, Deal deal, CancellationToken ct)
    {
        var topics = new[] { random.Next(Vocabulary.Topics), random.Next(Vocabulary.Topics), random.Next(Vocabulary.Topics) };
        for (var left = PassagesOfDeal; left > 0;)
        {
            var kind = random.Next(10) switch { < 5 => ActivityKind.Email, < 8 => ActivityKind.Note, < 9 => ActivityKind.Meeting, _ => ActivityKind.Call };
            var parts = Math.Min(left, kind == ActivityKind.Call ? 6 : random.Next(1, 3));
            left -= parts;
            var at = Newest.AddMinutes(-random.Next(Days * 24 * 60));
            insert.Parameters["$id"].Value = ActivityId.New().Value.ToByteArray(bigEndian: true);
            insert.Parameters["$deal"].Value = deal.Id.Value.ToByteArray(bigEndian: true);
            insert.Parameters["$kind"].Value = kind.ToString();
            insert.Parameters["$at"].Value = at.ToUnixTimeMilliseconds();
            insert.Parameters["$subject"].Value = deal.Name;
            insert.Parameters["$body"].Value = Body(vocabulary, random, topics, kind, parts);
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private static string Body(Vocabulary vocabulary, Random random, int[] topics, ActivityKind kind, int parts)
    {
        var body = new StringBuilder();
        for (var part = 0; part < parts; part++)
        {
            var text = new StringBuilder();
            vocabulary.Write(text, random, topics[random.Next(topics.Length)], topics[random.Next(topics.Length)], random.Next(65, 96));
            // Longer than half of what a passage holds, so that each of them is one.
            if (kind == ActivityKind.Call)
                body.Append(CultureInfo.InvariantCulture, $"[00:{part:00}:05] {(part % 2 == 0 ? "Laura Becker" : "Priya Nair")}: ");
            body.Append(text).Append(kind == ActivityKind.Call ? "\n" : "\n\n");
        }

        return body.ToString().TrimEnd();
    }
}
