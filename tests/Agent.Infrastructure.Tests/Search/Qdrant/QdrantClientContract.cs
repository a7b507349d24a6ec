using System.Globalization;
using System.Net;
using System.Text.Json;
using Agent.Infrastructure.Search.Qdrant;
using Agent.Infrastructure.Services;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>What the client and a Qdrant server do together: the scripted one always, a real one where there is one, so that the script stays honest.</summary>
public abstract class QdrantClientContract : IAsyncLifetime
{
    private readonly string _name = $"agent-test-{Guid.CreateVersion7():N}";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected QdrantClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Client = new(await ConnectAsync(), TimeProvider.System);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var name in (await Client.ListCollectionsAsync(CancellationToken.None)).Where(c => c.StartsWith(_name, StringComparison.Ordinal)))
            await Client.DeleteCollectionAsync(name, CancellationToken.None);
        Client.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<QdrantOptions> ConnectAsync();

    [Fact]
    public async Task RequireVersionAsync_NewEnough_IsContent() => await Client.RequireVersionAsync(Ct);

    [Fact]
    public async Task CreateCollectionAsync_New_IsDescribedAsMade()
    {
        (await Client.FindCollectionAsync(_name, Ct)).ShouldBeNull();

        (await CreateAsync(dimensions: 3)).ShouldBeTrue();

        (await Client.ListCollectionsAsync(Ct)).ShouldContain(_name);
        var info = (await Client.FindCollectionAsync(_name, Ct)).ShouldNotBeNull();
        info.Config.Params.Vectors!.Dense!.Size.ShouldBe(3);
        info.Config.Params.SparseVectors!.Words!.Modifier.ShouldBe("idf");
        info.Config.Metadata!.Value.GetProperty("model").GetString().ShouldBe("model-a");
    }

    [Fact]
    public async Task CreateCollectionAsync_NameTaken_IsFalse()
    {
        await CreateAsync();

        (await CreateAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task DeleteCollectionAsync_Missing_IsNoFault() => await Client.DeleteCollectionAsync(_name, Ct);

    [Fact]
    public async Task UpsertAsync_MoreThanOneWrite_AllAreCountedAndListed()
    {
        await CreateAsync();
        var points = Enumerable.Range(0, IQdrant.PointsPerWrite + 30).Select(i => Point(new { number = i })).ToList();

        await Client.UpsertAsync(_name, points, Ct);

        (await Client.CountAsync(_name, null, Ct)).ShouldBe(points.Count);
        var listed = await Client.ScrollAsync(_name, null, Ct).ToListAsync(Ct);
        listed.Select(p => p.Id).ShouldBe(points.Select(p => p.Id), ignoreOrder: true);
        listed.Select(p => p.Payload!.Value.GetProperty("number").GetInt32()).Distinct().Count().ShouldBe(points.Count);
    }

    [Fact]
    public async Task UpsertAsync_SameId_Replaces()
    {
        await CreateAsync();
        var point = Point(new { city = "Linz" });
        await Client.UpsertAsync(_name, [point], Ct);
        await Client.UpsertAsync(_name, [point with { Payload = Json(new { city = "Wels" }) }], Ct);

        (await Client.ScrollAsync(_name, null, Ct).ToListAsync(Ct)).ShouldHaveSingleItem().Payload!.Value.GetProperty("city").GetString().ShouldBe("Wels");
    }

    [Fact]
    public async Task DeleteAsync_Filter_OnlyWhatFits()
    {
        await CreateAsync();
        await Client.UpsertAsync(_name, [Point(new { city = "Linz" }), Point(new { city = "Wels" })], Ct);

        await Client.DeleteAsync(_name, QdrantFilter.All(QdrantFilter.Is("city", "Linz")), Ct);

        (await Client.ScrollAsync(_name, null, Ct).ToListAsync(Ct)).ShouldHaveSingleItem().Payload!.Value.GetProperty("city").GetString().ShouldBe("Wels");
    }

    [Theory]
    [InlineData("is", "ac")]
    [InlineData("any", "abc")]
    [InlineData("any of none", "")]
    [InlineData("since", "bc")]
    [InlineData("before", "a")]
    [InlineData("without", "d")]
    [InlineData("ids", "b")]
    [InlineData("no ids", "")]
    [InlineData("some", "bd")]
    [InlineData("some of none", "")]
    [InlineData("none", "bcd")]
    [InlineData("all of none", "abcd")]
    [InlineData("phrase", "a")]
    public async Task CountAsync_Filter_FitsAsItSays(string by, string expected)
    {
        await CreateAsync();
        foreach (var (field, index) in new[] { ("city", FieldIndex.Keyword), ("id", FieldIndex.Uuid), ("at", FieldIndex.Datetime), ("terms", FieldIndex.Terms) })
            await Client.IndexFieldAsync(_name, field, index, Ct);
        var noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var points = new Dictionary<string, QdrantPoint>
        {
            ["a"] = Point(new { name = "a", city = new[] { "Linz", "Wels" }, at = noon, terms = "cold storag test" }),
            ["b"] = Point(new { name = "b", city = "Graz", at = noon.AddMilliseconds(1).ToOffset(TimeSpan.FromHours(2)), terms = "storag cold" }),
            ["c"] = Point(new { name = "c", city = "Linz", at = noon.AddDays(1), terms = "cold storages" }),
            ["d"] = Point(new { name = "d", city = Array.Empty<string>() }),
        };
        await Client.UpsertAsync(_name, [.. points.Values], Ct);
        var filter = by switch
        {
            "is" => QdrantFilter.Is("city", "Linz"),
            "any" => QdrantFilter.IsAny("city", ["Graz", "Linz", "Linz"]),
            "any of none" => QdrantFilter.IsAny("city", []),
            "since" => QdrantFilter.Within("at", noon.AddMilliseconds(1), null),
            "before" => QdrantFilter.Within("at", noon, noon.AddMilliseconds(1)),
            "without" => QdrantFilter.Without("city"),
            "ids" => QdrantFilter.Ids([points["b"].Id]),
            "no ids" => QdrantFilter.Ids([]),
            "some" => QdrantFilter.Some(QdrantFilter.Is("city", "Graz"), QdrantFilter.Without("city")),
            "some of none" => QdrantFilter.Some(),
            "none" => QdrantFilter.None(QdrantFilter.Is("city", "Wels")),
            "phrase" => QdrantFilter.HasPhrase("terms", ["cold", "storag"]),
            _ => QdrantFilter.All(),
        };

        var found = await Client.ScrollAsync(_name, QdrantFilter.All(filter), Ct).ToListAsync(Ct);

        string.Concat(found.Select(p => p.Payload!.Value.GetProperty("name").GetString()).Order(StringComparer.Ordinal)).ShouldBe(expected);
        (await Client.CountAsync(_name, QdrantFilter.All(filter), Ct)).ShouldBe(expected.Length);
    }

    [Fact]
    public async Task QueryAsync_Words_ScoreIsWeightTimesRarity()
    {
        await CreateAsync();
        var points = new[] { Sparse((1, 0.5f), (2, 1f)), Sparse((1, 2f)), Sparse((1, 1f), (3, 1f)), Sparse((4, 9f)) };
        await Client.UpsertAsync(_name, points, Ct);

        var found = await Client.QueryAsync(_name, PointQuery.ByWords(new([1, 2], [1, 1]), QdrantFilter.All(), 10), Ct);

        found.Select(f => f.Id).ShouldBe([points[0].Id, points[1].Id, points[2].Id]);
        found[0].Score.ShouldBe((0.5 * Idf(4, 3)) + Idf(4, 1), 1e-4);
        found[1].Score.ShouldBe(2 * Idf(4, 3), 1e-4);
    }

    [Fact]
    public async Task QueryAsync_Meaning_NearestByAngle()
    {
        await CreateAsync(dimensions: 2);
        var points = new[] { Dense(0, 1), Dense(100, 10), Dense(1, 1) };
        await Client.UpsertAsync(_name, points, Ct);

        var found = await Client.QueryAsync(_name, PointQuery.ByMeaning(new float[] { 1, 0 }, QdrantFilter.All(), 2), Ct);

        found.Select(f => f.Id).ShouldBe([points[1].Id, points[2].Id]);
        found[1].Score.ShouldBe(Math.Sqrt(0.5), 1e-4);
    }

    [Fact]
    public async Task QueryAsync_Fused_AgreementOfBothBeatsAFirstPlaceInOne()
    {
        await CreateAsync(dimensions: 2);
        var both = Point(new { city = "Linz" }, new([1], [1]), [1, 0.3f]);
        var words = Point(new { city = "Linz" }, new([1], [2]), [-1, 0.1f]);
        var meaning = Point(new { city = "Linz" }, new([9], [1]), [1, 0]);
        var hidden = Point(new { city = "Wels" }, new([1], [5]), [1, 0]);
        await Client.UpsertAsync(_name, [words, meaning, both, hidden], Ct);
        var filter = QdrantFilter.All(QdrantFilter.Is("city", "Linz"));

        var found = await Client.QueryAsync(
            _name,
            PointQuery.Fused([PointQuery.ByWords(new([1], [1]), filter, 2), PointQuery.ByMeaning(new float[] { 1, 0 }, filter, 2)], filter, 10),
            Ct);

        found.Select(f => f.Id).ShouldBe([both.Id, words.Id, meaning.Id], ignoreOrder: true);
        found[0].Id.ShouldBe(both.Id);
        found[0].Score.ShouldBe(2.0 / 62, 1e-4);
        found[1].Score.ShouldBe(1.0 / 61, 1e-4);
    }

    [Fact]
    public async Task QueryAsync_Latest_OrderedByTheField()
    {
        await CreateAsync();
        await Client.IndexFieldAsync(_name, "at", FieldIndex.Datetime, Ct);
        var points = new[] { 2, 5, 3 }.Select(day => Point(new { at = new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero), day })).ToList();
        await Client.UpsertAsync(_name, points, Ct);

        var found = await Client.QueryAsync(_name, PointQuery.Latest("at", QdrantFilter.All(), 2) with { WithPayload = ["day"] }, Ct);

        found.Select(f => f.Payload!.Value.GetRawText().Replace(" ", "", StringComparison.Ordinal)).ShouldBe(["""{"day":5}""", """{"day":3}"""]);
    }

    [Fact]
    public async Task PointAliasAsync_Switched_SearchesSeeTheNewCollection()
    {
        var (alias, second) = (_name + "-alias", _name + "-second");
        await CreateAsync();
        await CreateAsync(second);
        await Client.UpsertAsync(second, [Point(new { city = "Linz" })], Ct);
        (await Client.ResolveAliasAsync(alias, Ct)).ShouldBeNull();

        await Client.PointAliasAsync(alias, _name, Ct);
        (await Client.CountAsync(alias, null, Ct)).ShouldBe(0);
        await Client.PointAliasAsync(alias, second, Ct);
        await Client.DeleteCollectionAsync(_name, Ct);

        (await Client.ResolveAliasAsync(alias, Ct)).ShouldBe(second);
        (await Client.CountAsync(alias, null, Ct)).ShouldBe(1);
        (await Client.FindCollectionAsync(alias, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task UpsertAsync_VectorOfTheWrongSize_SaysThatTheIndexIsOfAnotherModel()
    {
        await CreateAsync(dimensions: 3);

        var fault = await Should.ThrowAsync<ServiceFaultException>(() => Client.UpsertAsync(_name, [Dense(1, 2)], Ct));

        fault.Status.ShouldBe(HttpStatusCode.BadRequest);
        fault.IsTransient.ShouldBeFalse();
        fault.Message.ShouldContain("dim: 3, got 2");
        fault.Message.ShouldContain("agent reindex");
    }

    [Fact]
    public async Task QueryAsync_NoSuchCollection_SaysHowToBuildIt()
    {
        var fault = await Should.ThrowAsync<ServiceFaultException>(() => Client.QueryAsync(_name, PointQuery.ByWords(new([1], [1]), QdrantFilter.All(), 1), Ct));

        fault.Status.ShouldBe(HttpStatusCode.NotFound);
        fault.Message.ShouldContain("agent reindex");
    }

    private static double Idf(int all, int having) => Math.Log(((all - having + 0.5) / (having + 0.5)) + 1);

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);

    private static QdrantPoint Point(object payload, SparseVector? words = null, float[]? dense = null) =>
        new(Guid.CreateVersion7(), PointVectors.Of(words, dense), Json(payload));

    private static QdrantPoint Sparse(params (uint Index, float Value)[] terms) => Point(new { }, new([.. terms.Select(t => t.Index)], [.. terms.Select(t => t.Value)]));

    private static QdrantPoint Dense(float x, float y) => Point(new { }, dense: [x, y]);

    private Task<bool> CreateAsync(string? name = null, int? dimensions = null) => Client.CreateCollectionAsync(
        name ?? _name,
        new(new(dimensions is { } size ? new(size) : null), new(new()), Json(new { model = "model-a", made = 3.ToString(CultureInfo.InvariantCulture) })),
        Ct);
}

/// <summary>Against the server in this process.</summary>
public sealed class ScriptedQdrantClientTests : QdrantClientContract
{
    private ScriptedQdrant _server = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    private protected override async Task<QdrantOptions> ConnectAsync()
    {
        _server = await ScriptedQdrant.StartAsync(Ct, "a-key");
        return _server.Options();
    }
}

/// <summary>Against the server at <c>QDRANT_URL</c>, with the key <c>QDRANT_API_KEY</c> if it needs one.</summary>
public sealed class RealQdrantClientTests : QdrantClientContract
{
    private protected override Task<QdrantOptions> ConnectAsync() => Task.FromResult(RealQdrant.Options());

    public override ValueTask DisposeAsync() => RealQdrant.IsThere ? base.DisposeAsync() : ValueTask.CompletedTask;
}

internal static class RealQdrant
{
    public static bool IsThere => Environment.GetEnvironmentVariable("QDRANT_URL") is { Length: > 0 };

    public static QdrantOptions Options()
    {
        Assert.SkipUnless(IsThere, "QDRANT_URL names no server to test against.");
        return new() { Url = Environment.GetEnvironmentVariable("QDRANT_URL"), ApiKey = Environment.GetEnvironmentVariable("QDRANT_API_KEY") };
    }
}
