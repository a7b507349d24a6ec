using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Infrastructure.Tests.Models.Chat;
using Agent.Infrastructure.Tests.Support;

namespace Agent.Api.Tests.Models;

public sealed class ModelsApiTests : IAsyncLifetime
{
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
}
