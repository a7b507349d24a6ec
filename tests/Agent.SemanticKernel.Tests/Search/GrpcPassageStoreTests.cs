using Agent.Core.Retrieval;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Search;
using Agent.Infrastructure.Tests.Support;
using Agent.SemanticKernel.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.SemanticKernel.Tests.Search;

/// <summary>The contract of an index over gRPC: on the scripted server, and on the one that <c>QDRANT_GRPC_URL</c> names where it is set.</summary>
public sealed class GrpcPassageStoreTests : PassageIndexContract, IAsyncLifetime
{
    private readonly string _alias = $"agent-test-{Guid.CreateVersion7():N}";
    private ScriptedGrpc? _server;
    private GrpcQdrant _client = null!;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("QDRANT_GRPC_URL") is { Length: > 0 } url)
        {
            _client = new(new() { Url = url, Transport = QdrantTransport.Grpc, ApiKey = Environment.GetEnvironmentVariable("QDRANT_API_KEY") }, TimeProvider.System);
            return;
        }

        _server = await ScriptedGrpc.StartAsync(Ct);
        _client = new(_server.Options, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in (await _client.ListCollectionsAsync(CancellationToken.None)).Where(c => c.StartsWith(_alias, StringComparison.Ordinal)))
            await _client.DeleteCollectionAsync(name, CancellationToken.None);
        _client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task CountAsync_NoSuchCollection_SaysHowToBuildTheIndex()
    {
        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("nowhere", null, Ct));

        fault.Message.ShouldContain("run 'agent reindex'");
    }

    [Fact]
    public async Task RequireVersionAsync_NobodyListens_AsksWhetherItRuns()
    {
        using var nobody = new GrpcQdrant(new() { Url = "http://127.0.0.1:1", Transport = QdrantTransport.Grpc }, new InstantClock(TimeSpan.FromSeconds(10)));

        (await Should.ThrowAsync<ServiceFaultException>(() => nobody.RequireVersionAsync(Ct))).Message.ShouldContain("nothing answers there. Is it running");
    }

    protected override Task<IPassageStore> CreateAsync() => Task.FromResult<IPassageStore>(new QdrantPassageStore(_client, _alias, NullLogger<QdrantPassageStore>.Instance));
}
