using System.Net;
using System.Text.Json;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>What the client does when the server refuses, fails, is slow or is gone.</summary>
public sealed class QdrantFaultTests : IAsyncLifetime
{
    private const string Key = "s3cret-key";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly InstantClock _clock = new(Timeout);
    private ScriptedQdrant _server = null!;
    private QdrantClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedQdrant.StartAsync(Ct, Key);
        _client = new(_server.Options(), _clock);
        await _client.CreateCollectionAsync("passages", new(new(null), new(new())), Ct);
        _server.Requests.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task WrongKey_SaysWhichSettingAndNeverTheKey()
    {
        var options = _server.Options();
        options.ApiKey = "another-key";
        using var client = new QdrantClient(options, _clock);

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => client.CountAsync("passages", null, Ct));

        fault.Message.ShouldBe($"Qdrant at {_server.Address.AbsoluteUri.TrimEnd('/')} answered 401 when asked to count passages: check Search:Qdrant:ApiKey");
        fault.Status.ShouldBe(HttpStatusCode.Unauthorized);
        _server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, "Wrong input: the key s3cret-key\n is odd", "Wrong input: the key *** is odd.")]
    [InlineData(403, "Forbidden", "check Search:Qdrant:ApiKey")]
    [InlineData(404, "Not found: Collection `a` doesn't exist!", "Collection `a` doesn't exist! To build the index, run 'agent reindex'.")]
    [InlineData(422, "Validation error in JSON body: [limit: must be at least 1]", "Validation error in JSON body: [limit: must be at least 1]")]
    [InlineData(413, "too large", "max_request_size_mb")]
    public async Task Refusal_IsNotRepeatedAndSaysWhatToDo(int status, string error, string expected)
    {
        _server.Faults.Enqueue(ScriptedFault.Error(status, error));

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct));

        fault.Message.ShouldContain(expected);
        fault.Message.ShouldNotContain(Key);
        fault.IsTransient.ShouldBeFalse();
        _server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task TransientAnswer_ThenWell_IsRepeated(int status)
    {
        _server.Faults.Enqueue(ScriptedFault.Error(status, "Service internal error"));

        (await _client.CountAsync("passages", null, Ct)).ShouldBe(0);

        _server.Requests.Count.ShouldBe(2);
        _clock.Waits.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Wed, 18 Mar 2026 12:00:09 GMT", 9)]
    public async Task RetryAfter_IsWaitedFor(string header, int seconds)
    {
        _server.Faults.Enqueue(ScriptedFault.Error(429, "Too many requests", header));

        (await _client.CountAsync("passages", null, Ct)).ShouldBe(0);

        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(seconds)]);
    }

    [Fact]
    public async Task RetryAfter_TooLong_IsToldInsteadOfWaitedFor()
    {
        _server.Faults.Enqueue(ScriptedFault.Error(429, "Too many requests", "120"));

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct));

        fault.Message.ShouldContain("asks to wait 120 seconds");
        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(120));
        _clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task ServerError_Lasting_EndsAfterFourTries()
    {
        for (var i = 0; i < 10; i++)
            _server.Faults.Enqueue(ScriptedFault.Error(500, "Service internal error: disk full"));

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct));

        fault.Message.ShouldContain("disk full");
        fault.IsTransient.ShouldBeTrue();
        _server.Requests.Count.ShouldBe(ServiceCalls.Tries);
        _clock.Waits.Count.ShouldBe(ServiceCalls.Tries - 1);
    }

    [Fact]
    public async Task Write_RepeatedAfterALostAnswer_IsWrittenOnce()
    {
        var point = new QdrantPoint(Guid.CreateVersion7(), new(new([1], [1])), default);
        point = point with { Payload = JsonSerializer.SerializeToElement(new { city = "Linz" }) };
        _server.Faults.Enqueue(ScriptedFault.LoseAnswer);

        await _client.UpsertAsync("passages", [point], Ct);

        (await _client.CountAsync("passages", null, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task CreateCollection_AfterALostAnswer_IsNotRepeated()
    {
        _server.Faults.Enqueue(ScriptedFault.LoseAnswer);

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CreateCollectionAsync("other", new(new(null), new(new())), Ct));

        fault.IsTransient.ShouldBeTrue();
        _server.Requests.Count(r => r.StartsWith("PUT", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task ConnectionDropped_Lasting_SaysThatItBroke()
    {
        for (var i = 0; i < 10; i++)
            _server.Faults.Enqueue(ScriptedFault.Drop);

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct));

        fault.Message.ShouldContain("Is it running, and is Search:Qdrant:Url right?");
        fault.Status.ShouldBeNull();
    }

    [Fact]
    public async Task NobodyListens_SaysSo()
    {
        var options = _server.Options();
        await _server.DisposeAsync();
        using var client = new QdrantClient(options, _clock);

        (await Should.ThrowAsync<ServiceFaultException>(() => client.CountAsync("passages", null, Ct))).Message.ShouldContain("nothing answers there");
    }

    [Fact]
    public async Task SlowAnswer_IsGivenUpAfterTheTimeout_AndTriedOnceMore()
    {
        _server.OnHeld = _clock.ExpireTimeouts;
        _server.Faults.Enqueue(ScriptedFault.Hold);
        (await _client.CountAsync("passages", null, Ct)).ShouldBe(0);

        for (var i = 0; i < 10; i++)
            _server.Faults.Enqueue(ScriptedFault.Hold);
        _server.Requests.Clear();
        var fault = await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct));

        fault.Message.ShouldContain("did not answer within 10 seconds when asked to count passages");
        fault.Message.ShouldContain("Search:Qdrant:TimeoutSeconds");
        _server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cancelled_EndsAsCancelled()
    {
        using var stop = new CancellationTokenSource();
        _server.OnHeld = stop.Cancel;
        _server.Faults.Enqueue(ScriptedFault.Hold);

        await Should.ThrowAsync<OperationCanceledException>(() => _client.CountAsync("passages", null, stop.Token));

        _server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(200, "{\"unexpected\": 1}")]
    [InlineData(200, "null")]
    [InlineData(404, "<html>404</html>")]
    public async Task AnotherServerAtTheAddress_AsksAboutTheAddress(int status, string body)
    {
        _server.Faults.Enqueue(ScriptedFault.Answer(status, body));

        (await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct))).Message.ShouldContain("is Search:Qdrant:Url the address of its REST port");
    }

    [Theory]
    [InlineData("1.15.5")]
    [InlineData("unknown")]
    public async Task OldServer_IsRefusedBeforeItHoldsAnIndex(string version)
    {
        _server.Faults.Enqueue(ScriptedFault.Answer(200, $$"""{"title": "qdrant - vector search engine", "version": "{{version}}"}"""));

        (await Should.ThrowAsync<ServiceFaultException>(() => _client.RequireVersionAsync(Ct))).Message.ShouldEndWith($"is version {version}; 1.16 or newer is needed.");
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        // Following it would hand the key to whoever is there.
        _server.Faults.Enqueue(ScriptedFault.Answer(307, ""));

        (await Should.ThrowAsync<ServiceFaultException>(() => _client.CountAsync("passages", null, Ct))).Message.ShouldContain("set Search:Qdrant:Url");
    }

    [Fact]
    public async Task Update_NotFinishedInTheServersTime_IsAFault()
    {
        _server.Faults.Enqueue(ScriptedFault.Answer(200, """{"result": {"operation_id": 1, "status": "wait_timeout"}, "status": "ok", "time": 60}"""));

        (await Should.ThrowAsync<ServiceFaultException>(() => _client.DeleteAsync("passages", QdrantFilter.All(), Ct))).Message.ShouldContain("overloaded");
    }
}
