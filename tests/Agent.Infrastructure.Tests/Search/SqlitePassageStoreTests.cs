using Agent.Core.Retrieval;
using Agent.Infrastructure.Search;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Infrastructure.Tests.Search;

public sealed class SqlitePassageStoreTests : PassageIndexContract, IDisposable
{
    private readonly List<TestStore> _stores = [];

    public void Dispose() => _stores.ForEach(s => s.Dispose());

    protected override async Task<IPassageStore> CreateAsync()
    {
        _stores.Add(await TestStore.CreateAsync(Ct));
        return new SqlitePassageStore(_stores[^1]);
    }
}
