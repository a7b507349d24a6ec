using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Models.Chat;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Api.Tests.Models;

public sealed class ModelsApiTests : IAsyncLifetime
{
    private const string OwnKey = "sk-of-our-own";

    private readonly User _ada = new() { Name = "Ada", Email = "ada@us.example", Role = UserRole.Admin };
    private readonly User _sven = new() { Name = "Sven", Email = "sven@us.example" };
    private ScriptedHttp _model = null!;
    private ApiServer _server = null!;
    private HttpClient _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _model = await ScriptedHttp.StartAsync((_, context) => ScriptedChat.ErrorAsync(context, 401, $"wrong key {ScriptedChat.Key}"), Ct);
        _server = new()
        {
            Settings = new()
            {
                ["Models:Chat:0:Endpoint"] = _model.Address,
                ["Models:Chat:0:Model"] = "chat-1",
                ["Models:Chat:0:ApiKey"] = ScriptedChat.Key,
                ["Models:Chat:local:Provider"] = "Ollama",
                ["Models:Chat:local:Endpoint"] = _model.Address,
                ["Models:Chat:local:Model"] = "qwen3",
                ["Models:MonthlyTokens"] = "1000",
                [$"Models:Keys:{KeyName(_model.Address)}"] = OwnKey,
            },
        };
        await _server.AddAsync(Ct, _ada, _sven);
        _admin = await _server.SignInAsync(_ada.Id, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _server.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task GetModels_Admin_SeesOrderAndPromptsAndNoKey()
    {
        var settings = await _admin.ReadAsync("/api/models", Ct);

        settings.GetRawText().ShouldNotContain(ScriptedChat.Key);
        settings.GetProperty("models").EnumerateArray().Select(m => (m.Text("key"), m.Text("model"), m.GetProperty("enabled").GetBoolean())).ShouldBe([("0", "chat-1", true), ("local", "qwen3", true)]);
        settings.Text("answering").ShouldBe("chat-1");
        settings.GetProperty("prompts")[0].Text("hash").Length.ShouldBe(12);
    }

    [Fact]
    public async Task SetModels_AnotherOrder_HoldsAtOnce()
    {
        var order = new { models = new[] { new { key = "local", enabled = true }, new { key = "0", enabled = false } } };

        (await _admin.SendAsync(HttpMethod.Put, "/api/models", order, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _admin.ReadAsync("/api/models", Ct)).Text("answering").ShouldBe("qwen3");
        (await _admin.SendAsync(HttpMethod.Put, "/api/models", new { models = new[] { new { key = "local", enabled = false }, new { key = "0", enabled = false } } }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _admin.ReadAsync("/api/models", Ct)).Text("answering").ShouldBe(OfflineChatClient.ModelId);
    }

    [Fact]
    public async Task SetModels_UnknownModel_IsRefusedInWords()
    {
        var (status, problem) = await _admin.SendAsync(HttpMethod.Put, "/api/models", new { models = new[] { new { key = "9", enabled = true } } }, Ct);

        (status, problem.Text("detail")).ShouldBe((HttpStatusCode.BadRequest, "No model is configured under \"9\"."));
    }

    [Fact]
    public async Task CheckModels_FaultyModel_SaysWhatMendsIt()
    {
        var (status, reports) = await _admin.PostJsonAsync("/api/models/check", null, Ct);

        status.ShouldBe(HttpStatusCode.OK);
        reports.GetRawText().ShouldNotContain(ScriptedChat.Key);
        reports[0].GetProperty("steps").EnumerateArray().Last().Text("detail").ShouldContain("check Models:Chat:0:ApiKey");
    }

    [Fact]
    public async Task Models_NoAdmin_AreForbiddenButTheOwnMeterIsNot()
    {
        using var rep = await _server.SignInAsync(_sven.Id, Ct);

        (await rep.StatusAsync("/api/models", Ct)).ShouldBe(HttpStatusCode.Forbidden);
        (await rep.SendAsync(HttpMethod.Put, "/api/models", new { models = Array.Empty<object>() }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.PostJsonAsync("/api/models/check", null, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var usage = await rep.ReadAsync("/api/models/usage", Ct);
        (usage.GetProperty("spent").GetInt64(), usage.GetProperty("limit").GetInt64(), usage.GetProperty("models").GetArrayLength()).ShouldBe((0, 1000, 0));
        usage.GetProperty("month").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task SetModel_New_IsOffAndCheckedWithTheKeyOfItsServer()
    {
        (await PutAsync("ours", new { provider = "openAI", endpoint = _model.Address, model = "own-1" })).Status.ShouldBe(HttpStatusCode.NoContent);

        var settings = await _admin.ReadAsync("/api/models", Ct);
        settings.GetRawText().ShouldNotContain(OwnKey);
        settings.GetProperty("models").EnumerateArray().Select(m => (m.Text("key"), m.GetProperty("enabled").GetBoolean())).ShouldBe([("0", true), ("local", true), ("ours", false)]);
        var ours = settings.GetProperty("models")[2];
        (ours.GetProperty("isOwn").GetBoolean(), ours.GetProperty("hasKey").GetBoolean(), ours.Text("keySetting")).ShouldBe((true, true, $"Models:Keys:{KeyName(_model.Address)}"));
        var (status, report) = await _admin.PostJsonAsync("/api/models/ours/check", null, Ct);
        status.ShouldBe(HttpStatusCode.OK);
        report.GetProperty("steps")[0].Text("detail").ShouldContain($"check Models:Keys:{KeyName(_model.Address)}");
        report.GetRawText().ShouldNotContain(OwnKey);
        _model.Requests.ShouldAllBe(r => r.Authorization == $"Bearer {OwnKey}");
    }

    [Fact]
    public async Task SetModel_AnotherServer_DoesNotGetTheKey()
    {
        var other = _model.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await PutAsync("ours", new { provider = "openAI", endpoint = other, model = "own-1" });

        (await _admin.ReadAsync("/api/models", Ct)).GetProperty("models")[2].GetProperty("hasKey").GetBoolean().ShouldBeFalse();
        await _admin.PostJsonAsync("/api/models/ours/check", null, Ct);

        _model.Requests.ShouldNotBeEmpty();
        _model.Requests.ShouldAllBe(r => r.Authorization != $"Bearer {OwnKey}");
    }

    [Fact]
    public async Task SetModel_Changed_HoldsAtOnceUntilItIsRemoved()
    {
        await PutAsync("ours", new { provider = "ollama", endpoint = (string?)null, model = "qwen3" });
        await PutAsync("ours", new { provider = "ollama", endpoint = (string?)null, model = "qwen4", silenceSeconds = 90 });

        var ours = (await _admin.ReadAsync("/api/models", Ct)).GetProperty("models")[2];
        (ours.Text("model"), ours.GetProperty("silenceSeconds").GetInt32(), ours.GetProperty("isLocal").GetBoolean()).ShouldBe(("qwen4", 90, true));
        (await _admin.SendAsync(HttpMethod.Delete, "/api/models/ours", null, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _admin.SendAsync(HttpMethod.Delete, "/api/models/ours", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _admin.ReadAsync("/api/models", Ct)).GetProperty("models").GetArrayLength().ShouldBe(2);
        var taken = (await _admin.ReadAsync("/api/audit?take=1", Ct)).GetProperty("items")[0].GetProperty("fields")[0];
        (taken.Text("field"), taken.GetProperty("after").ValueKind).ShouldBe(("model:ours", JsonValueKind.Null));
    }

    [Theory]
    [InlineData("local", "openAI", "https://api.example.com/v1", "m", "stands in the configuration")]
    [InlineData("Not_ok", "openAI", "https://api.example.com/v1", "m", "A name has")]
    [InlineData("ours", "openAI", "ftp://api.example.com", "m", "Endpoint must be an address")]
    [InlineData("ours", "openAI", "https://user:secret@api.example.com", "m", "without a key in it")]
    [InlineData("ours", "openAI", "https://api.example.com/v1", " ", "Model must name the model")]
    [InlineData("ours", "azureOpenAI", "https://catcher.example.com", "m", "must be a host of Azure")]
    public async Task SetModel_ThatCannotBe_IsRefusedInWords(string key, string provider, string endpoint, string model, string why)
    {
        var (status, problem) = await PutAsync(key, new { provider, endpoint, model });

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.Text("detail").ShouldContain(why);
        (await _admin.ReadAsync("/api/models", Ct)).GetProperty("models").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task SetModel_OllamaElsewhere_IsNotTakenForLocal()
    {
        await PutAsync("ours", new { provider = "ollama", endpoint = "https://ollama.example.com", model = "m" });

        (await _admin.ReadAsync("/api/models", Ct)).GetProperty("models")[2].GetProperty("isLocal").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task OwnModels_NoAdmin_AreForbidden()
    {
        using var rep = await _server.SignInAsync(_sven.Id, Ct);

        (await rep.SendAsync(HttpMethod.Put, "/api/models/ours", new { provider = "ollama", model = "m" }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.SendAsync(HttpMethod.Delete, "/api/models/ours", null, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.PostJsonAsync("/api/models/0/check", null, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rep.StatusAsync("/api/models/usage/people", Ct)).ShouldBe(HttpStatusCode.Forbidden);
        (await _admin.PostJsonAsync("/api/models/nothing/check", null, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Usage_OfAll_SumsThisMonthByUser()
    {
        await _server.WithAsync<UsageStore, bool>(async usage =>
        {
            await usage.AddAsync(_sven.Id, "a", 10, 5, Ct);
            await usage.AddAsync(_sven.Id, "b", 100, 5, Ct);
            await usage.AddAsync(_ada.Id, "a", 1, 1, Ct);
            return true;
        });

        var people = (await _admin.ReadAsync("/api/models/usage/people", Ct)).EnumerateArray();

        people.Select(p => (p.Text("name"), p.GetProperty("spent").GetInt64(), p.GetProperty("requests").GetInt32())).ShouldBe([("Sven", 120, 2), ("Ada", 2, 1)]);
    }

    private static string KeyName(string address) => new Uri(address) is var url ? $"{url.Host.Replace('.', '_')}_{url.Port}" : "";

    private Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(string key, object model) => _admin.SendAsync(HttpMethod.Put, $"/api/models/{key}", model, Ct);
}
