using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Agent.Infrastructure.Tests.Persistence;

public sealed class MigratorTests : IDisposable
{
    private readonly TestStore _store = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task MigrateAsync_OlderDatabaseWithData_KeepsTheDataAndFindsOldTexts()
    {
        var world = new World();
        await using (var old = _store.CreateDbContext())
        {
            await Migrator.MigrateAsync(old, 1, Ct);
            old.AddRange(world.Everything);
            await old.SaveChangesAsync(Ct);
        }

        await using var db = _store.CreateDbContext();
        await Migrator.MigrateAsync(db, Ct);

        (await db.Deals.CountAsync(Ct)).ShouldBe(world.Deals.Count);
        var rollout = world.Deal("acme rollout");
        (await db.Deals.AsNoTracking().SingleAsync(d => d.Id == rollout.Id, Ct)).ShouldBeEquivalentTo(rollout);
        var found = await _store.Index.SearchAsync(world.Viewer("Ada"), new("zebra", Take: 50), Ct);
        found.Select(p => p.ActivityId!.Value).ShouldBe(world.Activities.Select(a => a.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task MigrateAsync_SeveralAtOnce_AppliesEachScriptOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            async () =>
            {
                await using var db = _store.CreateDbContext();
                await Migrator.MigrateAsync(db, Ct);
            },
            Ct)));

        (await QueryAsync("SELECT version FROM schema_versions ORDER BY version", row => row.GetInt32(0)))
            .ShouldBe(Enumerable.Range(1, Migrator.NewestVersion));
    }

    [Fact]
    public async Task MigrateAsync_NewerDatabase_IsRefusedAndLeftAsItIs()
    {
        await MigrateAsync();
        await QueryAsync("INSERT INTO schema_versions (version, name) VALUES (9999, 'tomorrow')", _ => 0);

        await using var db = _store.CreateDbContext();
        var fault = await Should.ThrowAsync<InvalidOperationException>(() => Migrator.MigrateAsync(db, Ct));

        fault.Message.ShouldContain("9999");
        fault.Message.ShouldContain("newer version of the program");
        (await QueryAsync("SELECT MAX(version) FROM schema_versions", row => row.GetInt32(0))).ShouldBe([9999]);
    }

    [Fact]
    public async Task MigrateAsync_FailingScript_LeavesNothingBehind()
    {
        // A table of that name stands in the way of the second script.
        await using (var old = _store.CreateDbContext())
            await Migrator.MigrateAsync(old, 1, Ct);
        await QueryAsync("CREATE TABLE activity_text (x)", _ => 0);

        await using (var db = _store.CreateDbContext())
            await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => Migrator.MigrateAsync(db, Ct));

        (await QueryAsync("SELECT MAX(version) FROM schema_versions", row => row.GetInt32(0))).ShouldBe([1]);
        await QueryAsync("DROP TABLE activity_text", _ => 0);
        await MigrateAsync();
    }

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_HasForeignKeysAndWriteAheadLog()
    {
        await MigrateAsync();

        (await QueryAsync("PRAGMA foreign_keys", row => row.GetInt32(0))).ShouldBe([1]);
        (await QueryAsync("PRAGMA journal_mode", row => row.GetString(0))).ShouldBe(["wal"]);
        (await QueryAsync("PRAGMA foreign_key_check", row => row.GetString(0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_HasTheTablesOfTheModel()
    {
        await MigrateAsync();
        await using var db = _store.CreateDbContext();

        var tables = await QueryAsync(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'passage_text%' AND name NOT IN ('passages', 'passage_vectors', 'index_state') AND name <> 'schema_versions'",
            row => row.GetString(0));

        tables.ShouldBe(ModelTables(db).Select(t => t.Name), ignoreOrder: true);
    }

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_HasTheColumnsOfTheModel()
    {
        await MigrateAsync();
        await using var db = _store.CreateDbContext();
        foreach (var table in ModelTables(db))
        {
            var columns = await QueryAsync(
                $"SELECT name, type, \"notnull\" FROM pragma_table_info('{table.Name}') WHERE name <> 'RowId'",
                row => (row.GetString(0), row.GetString(1), Nullable: row.GetInt32(2) == 0));

            columns.ShouldBe(table.Columns.Select(c => (c.Name, c.StoreType, c.IsNullable)), ignoreOrder: true, table.Name);
        }
    }

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_HasTheIndexesOfTheModel()
    {
        await MigrateAsync();
        await using var db = _store.CreateDbContext();
        foreach (var table in ModelTables(db))
        {
            var indexes = await QueryAsync(
                $"SELECT l.\"unique\", (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) FROM pragma_index_list('{table.Name}') l WHERE l.origin = 'c'",
                row => (Unique: row.GetInt32(0) == 1, row.GetString(1)));

            indexes.ShouldBe(table.Indexes.Select(i => (i.IsUnique, string.Join(',', i.Columns.Select(c => c.Name)))), ignoreOrder: true, table.Name);
        }
    }

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_HasTheForeignKeysOfTheModel()
    {
        await MigrateAsync();
        await using var db = _store.CreateDbContext();
        foreach (var table in ModelTables(db))
        {
            var keys = await QueryAsync(
                $"SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list('{table.Name}')",
                row => (row.GetString(0), row.GetString(1), row.GetString(2)));

            keys.ShouldBe(table.ForeignKeyConstraints.Select(k => (k.Columns[0].Name, k.PrincipalTable.Name, OnDelete(k.OnDeleteAction))), ignoreOrder: true, table.Name);
        }

        static string OnDelete(ReferentialAction action) => action switch
        {
            ReferentialAction.SetNull => "SET NULL",
            ReferentialAction.NoAction => "NO ACTION",
            _ => action.ToString().ToUpperInvariant(),
        };
    }

    private static IEnumerable<ITable> ModelTables(WorkspaceDbContext db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;

    private async Task MigrateAsync()
    {
        await using var db = _store.CreateDbContext();
        await Migrator.MigrateAsync(db, Ct);
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<System.Data.Common.DbDataReader, T> read)
    {
        await using var db = _store.CreateDbContext();
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var found = new List<T>();
        while (await rows.ReadAsync(Ct))
            found.Add(read(rows));
        return found;
    }
}
