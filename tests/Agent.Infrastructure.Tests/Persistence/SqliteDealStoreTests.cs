using Agent.Core.Retrieval;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Persistence;

public sealed class SqliteDealStoreTests(SqliteDealStoreFixture store) : DealStoreContract(store), IClassFixture<SqliteDealStoreFixture>;

public sealed class SqliteDealWritingTests(SqliteDealStoreFixture store) : DealWritingContract(store), IClassFixture<SqliteDealStoreFixture>;

public sealed class SqliteDealStoreFixture : DealStoreFixture
{
    private TestStore? _store;

    internal override IDbContextFactory<WorkspaceDbContext> Contexts => _store!;

    internal override IPassageIndex Index => _store!.Index;

    public override ValueTask DisposeAsync()
    {
        _store?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task PrepareAsync() => _store = await TestStore.CreateAsync(TestContext.Current.CancellationToken);
}
