using System.Data.Common;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agent.Infrastructure.Import.Store;

/// <summary>
/// Writes entities by prepared inserts and upserts that are made from the EF model: its tables, columns and value converters. Change
/// tracking costs more than the write itself when a file has a million rows.
/// </summary>
internal sealed class BulkWriter(WorkspaceDbContext db) : IAsyncDisposable
{
    private readonly Dictionary<Type, TableWriter> _tables = [];

    /// <summary>Inserts an entity with its owned rows, or replaces what is stored under its id.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="isKnown">True when the store may hold it; owned rows are replaced then.</param>
    /// <param name="ct">Cancels the write.</param>
    /// <exception cref="DbUpdateConcurrencyException">The store holds a newer version.</exception>
    public Task WriteAsync(object entity, bool isKnown, CancellationToken ct)
    {
        if (!_tables.TryGetValue(entity.GetType(), out var table))
            _tables.Add(entity.GetType(), table = new(db, db.Model.FindEntityType(entity.GetType())!));
        return table.WriteAsync(entity, isKnown, ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var table in _tables.Values)
            await table.DisposeAsync();
    }

    private sealed class TableWriter : IAsyncDisposable
    {
        private readonly WorkspaceDbContext _db;
        private readonly string _name;
        private readonly Column[] _columns;
        private readonly DbCommand _insert;
        private readonly DbCommand _upsert;
        private readonly OwnedWriter[] _owned;

        public TableWriter(WorkspaceDbContext db, IEntityType type)
        {
            _db = db;
            _name = type.GetTableName()!;
            _columns = [.. type.GetProperties().Where(p => !p.IsShadowProperty()).Select(p => new Column(p))];
            var key = Quote(type.FindPrimaryKey()!.Properties.Single().GetColumnName());
            var names = _columns.Select(c => Quote(c.Name)).ToArray();
            var version = type.GetProperties().SingleOrDefault(p => p.IsConcurrencyToken) is { } token
                ? $" WHERE {Quote(_name)}.{Quote(token.GetColumnName())} <= excluded.{Quote(token.GetColumnName())}"
                : "";
            var insert = $"INSERT INTO {Quote(_name)} ({string.Join(", ", names)}) VALUES ({Places(_columns.Length)})";
            _insert = Command(db, insert, _columns);
            _upsert = Command(db, $"{insert} ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", names.Where(n => n != key).Select(n => $"{n} = excluded.{n}"))}{version}", _columns);
            _owned = [.. type.GetNavigations().Where(n => n.TargetEntityType.IsOwned() && n.IsCollection).Select(n => new OwnedWriter(db, n, type))];
        }

        public async Task WriteAsync(object entity, bool isKnown, CancellationToken ct)
        {
            // SQLite keeps a copy of every page that an upsert touches until it is done; a plain insert is twice as fast.
            var command = isKnown ? _upsert : _insert;
            for (var i = 0; i < _columns.Length; i++)
                command.Parameters[i].Value = _columns[i].Read(entity);
            if (await ExecuteAsync(_db, command, ct) == 0)
                throw new DbUpdateConcurrencyException($"A row of {_name} was changed meanwhile.");
            foreach (var owned in _owned)
                await owned.WriteAsync(entity, isKnown, ct);
        }

        public async ValueTask DisposeAsync()
        {
            await _insert.DisposeAsync();
            await _upsert.DisposeAsync();
            foreach (var owned in _owned)
                await owned.DisposeAsync();
        }
    }

    private sealed class OwnedWriter : IAsyncDisposable
    {
        private readonly WorkspaceDbContext _db;
        private readonly Column _ownerKey;
        private readonly Column[] _columns;
        private readonly INavigation _navigation;
        private readonly DbCommand _insert;
        private readonly DbCommand _delete;

        public OwnedWriter(WorkspaceDbContext db, INavigation navigation, IEntityType owner)
        {
            _db = db;
            _navigation = navigation;
            _ownerKey = new(owner.FindPrimaryKey()!.Properties.Single());
            var type = navigation.TargetEntityType;
            var table = Quote(type.GetTableName()!);
            var reference = Quote(navigation.ForeignKey.Properties.Single().GetColumnName());
            _columns = [.. type.GetProperties().Where(p => !p.IsShadowProperty()).Select(p => new Column(p))];
            Column[] all = [_ownerKey, .. _columns];
            _insert = Command(db, $"INSERT INTO {table} ({string.Join(", ", _columns.Select(c => Quote(c.Name)).Prepend(reference))}) VALUES ({Places(all.Length)})", all);
            _delete = Command(db, $"DELETE FROM {table} WHERE {reference} = @p0", [_ownerKey]);
        }

        public async Task WriteAsync(object owner, bool isKnown, CancellationToken ct)
        {
            if (isKnown)
            {
                _delete.Parameters[0].Value = _ownerKey.Read(owner);
                await ExecuteAsync(_db, _delete, ct);
            }

            foreach (var row in (System.Collections.IEnumerable)_navigation.GetGetter().GetClrValue(owner)!)
            {
                _insert.Parameters[0].Value = _ownerKey.Read(owner);
                for (var i = 0; i < _columns.Length; i++)
                    _insert.Parameters[i + 1].Value = _columns[i].Read(row);
                await ExecuteAsync(_db, _insert, ct);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _insert.DisposeAsync();
            await _delete.DisposeAsync();
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();

        public string Name { get; } = property.GetColumnName();

        public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

        public object Read(object entity)
        {
            var value = _getter.GetClrValue(entity);
            if (value is null)
                return DBNull.Value;
            return Mapping.Converter is { } converter ? converter.ConvertToProvider(value)! : value;
        }
    }

    private static DbCommand Command(WorkspaceDbContext db, string sql, IReadOnlyList<Column> columns)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < columns.Count; i++)
            command.Parameters.Add(columns[i].Mapping.CreateParameter(command, $"@p{i}", null, nullable: true));
        return command;
    }

    private static Task<int> ExecuteAsync(WorkspaceDbContext db, DbCommand command, CancellationToken ct)
    {
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command.ExecuteNonQueryAsync(ct);
    }

    private static string Places(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"@p{i}"));

    private static string Quote(string name) => $"\"{name}\"";
}
