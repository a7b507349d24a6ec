using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace Agent.Benchmarks.Search;

/// <summary>What a search is narrowed to, in the numbers of <see cref="StoredPassages"/>; null for no condition.</summary>
internal sealed record FloorFilter(int? Deal = null, int? Account = null, int? Owner = null, int? Team = null, int? Kind = null, long? From = null, long? To = null)
{
    public bool Allows(StoredPassage p) =>
        (Deal is null || p.Deal == Deal) && (Account is null || p.Account == Account) && (Owner is null || p.Owner == Owner) && (Team is null || p.Team == Team)
        && (Kind is null || p.Kind == Kind) && (From is null || p.At >= From) && (To is null || p.At < To);

    /// <summary>The conditions as SQL that every database here understands, led by AND.</summary>
    public string Sql(string alias)
    {
        var all = new (string Column, string Is, long? Value)[] { ("deal", "=", Deal), ("account", "=", Account), ("owner", "=", Owner), ("team", "=", Team), ("kind", "=", Kind), ("at", ">=", From), ("at", "<", To) };
        return string.Concat(all.Where(c => c.Value is not null).Select(c => $" AND {alias}.{c.Column} {c.Is} {c.Value}"));
    }
}

/// <summary>A passage of the workspace that was built, for the other indexes.</summary>
internal sealed record StoredPassage(long Row, Guid Source, int Start, string Text, int Deal, int Account, int Owner, int Team, int Kind, long At, byte[] Vector)
{
    public ReadOnlySpan<float> Numbers => MemoryMarshal.Cast<byte, float>(Vector);
}

/// <summary>A deal with the numbers of all that it belongs to.</summary>
internal sealed record StoredDeal(int Deal, DealId DealId, int Account, AccountId AccountId, int Owner, UserId OwnerId, int Team, TeamId TeamId);

/// <summary>Reads back what the index was built of, so that all indexes hold the same.</summary>
internal sealed class StoredPassages(string folder)
{
    private readonly string _database = $"Data Source={Workspace.Open(folder).DatabasePath};Mode=ReadOnly";

    /// <summary>The deals; numbers count from 1.</summary>
    public async Task<IReadOnlyList<StoredDeal>> DealsAsync(CancellationToken ct)
    {
        await using var connection = new SqliteConnection(_database);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT d."Id", a."Id", u."Id", t."Id", d.rowid, a.rowid, u.rowid, t.rowid FROM "deals" d
            JOIN "accounts" a ON a."Id" = d."AccountId" JOIN "users" u ON u."Id" = d."OwnerId" JOIN "teams" t ON t."Id" = u."TeamId" ORDER BY d.rowid
            """;
        var deals = new List<StoredDeal>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            deals.Add(new(reader.GetInt32(4), new(Id(reader, 0)), reader.GetInt32(5), new(Id(reader, 1)), reader.GetInt32(6), new(Id(reader, 2)), reader.GetInt32(7), new(Id(reader, 3))));
        return deals;
    }

    /// <summary>All passages.</summary>
    public async IAsyncEnumerable<StoredPassage> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var deals = (await DealsAsync(ct)).ToDictionary(d => d.DealId.Value);
        await using var connection = new SqliteConnection(_database);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT p."RowId", p."SourceId", p."Start", substr(a."Body", p."Start" + 1, p."Length"), a."DealId", p."Kind", p."At", v."Vector" FROM "passages" p
            CROSS JOIN "activities" a ON a."Id" = p."SourceId" CROSS JOIN "passage_vectors" v ON v."RowId" = p."RowId" ORDER BY p."RowId"
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var deal = deals[Id(reader, 4)];
            yield return new(
                reader.GetInt64(0), Id(reader, 1), reader.GetInt32(2), reader.GetString(3), deal.Deal, deal.Account, deal.Owner, deal.Team, reader.GetInt32(5), reader.GetInt64(6), (byte[])reader.GetValue(7));
        }
    }

    private static Guid Id(SqliteDataReader reader, int column) => new((byte[])reader.GetValue(column), bigEndian: true);
}
