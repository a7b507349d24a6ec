using Agent.Core.Retrieval;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Tests.Search;
using Agent.SemanticKernel.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.SemanticKernel.Tests.Search;

/// <summary>The contract of an index over gRPC, where <c>QDRANT_GRPC_URL</c> names a server.</summary>
public sealed class GrpcPassageStoreTests : PassageIndexContract, IAsyncLifetime
{
    private readonly string _alias = $"agent-test-{Guid.CreateVersion7():N}";
    private GrpcQdrant? _client;

    public ValueTask InitializeAsync()
    {
        var url = Environment.GetEnvironmentVariable("QDRANT_GRPC_URL");
        Assert.SkipWhen(string.IsNullOrEmpty(url), "QDRANT_GRPC_URL names no server.");
        _client = new(new() { Url = url, Transport = QdrantTransport.Grpc, ApiKey = Environment.GetEnvironmentVariable("QDRANT_API_KEY") }, TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is null)
            return;
        foreach (var name in (await _client.ListCollectionsAsync(CancellationToken.None)).Where(c => c.StartsWith(_alias, StringComparison.Ordinal)))
            await _client.DeleteCollectionAsync(name, CancellationToken.None);
        _client.Dispose();
    }

    protected override Task<IPassageStore> CreateAsync() => Task.FromResult<IPassageStore>(new QdrantPassageStore(_client!, _alias, NullLogger<QdrantPassageStore>.Instance));
}
