using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.Api.Tests.Support;

namespace Agent.Api.Tests.Settings;

public sealed class PipelineSettingsTests(WorldServer server) : IClassFixture<WorldServer>
{
    private const string At = "/api/settings/pipelines";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_Admin_IsKeptAndDealsAreJudgedByIt()
    {
        using var admin = await server.SignInAsync("Ada", Ct);
        var pipeline = await ReadAsync(admin);
        pipeline["thresholds"]!["staleAfterDays"] = 9;
        pipeline["stages"]![0]!["winProbability"] = 0.15;
        pipeline["stages"]![0]!["exitCriterion"] = "  They answered  ";
        pipeline["stages"]![0]!["usualDays"] = null;

        (await PutAsync(admin, pipeline)).Status.ShouldBe(HttpStatusCode.NoContent);

        using var rep = await server.SignInAsync("Nora", Ct);
        var kept = await ReadAsync(rep);
        kept["thresholds"]!["staleAfterDays"]!.GetValue<int>().ShouldBe(9);
        var stage = kept["stages"]![0]!;
        (stage["winProbability"]!.GetValue<double>(), stage["exitCriterion"]!.GetValue<string>(), stage["usualDays"]).ShouldBe((0.15, "They answered", null));
        var entry = (await admin.ReadAsync("/api/audit?kind=setting", Ct)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        entry.Text("by").ShouldStartWith("Ada");
        entry.GetProperty("fields")[0].Text("field").ShouldBe($"pipeline {kept["name"]!.GetValue<string>()}");
        entry.GetProperty("fields")[0].Text("after").ShouldContain("\"staleAfterDays\":\"9\"");
    }

    [Theory]
    [InlineData("Nora")]
    [InlineData("Nathan")]
    public async Task Set_NoAdmin_IsForbidden(string user)
    {
        using var client = await server.SignInAsync(user, Ct);

        (await PutAsync(client, await ReadAsync(client))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("staleAfterDays", 0)]
    [InlineData("dyingAfterDays", 3)]
    [InlineData("lateStageProbability", 1.5)]
    [InlineData("lateStageProbability", 0.1)]
    [InlineData("largeDealAmount", -1)]
    public async Task Set_ThresholdOutOfReach_NamesIt(string field, double value)
    {
        using var admin = await server.SignInAsync("Ada", Ct);
        var pipeline = await ReadAsync(admin);
        pipeline["thresholds"]![field] = value == Math.Truncate(value) ? (int)value : value;

        var (status, problem) = await PutAsync(admin, pipeline);

        (status, problem.Fields().Single()).ShouldBe((HttpStatusCode.BadRequest, field));
    }

    [Fact]
    public async Task Set_ChanceOfAWonDeal_StaysCertain()
    {
        using var admin = await server.SignInAsync("Ada", Ct);
        var pipeline = await ReadAsync(admin);
        var won = pipeline["stages"]!.AsArray().Single(s => s!["status"]!.GetValue<string>() == "won")!;
        won["winProbability"] = 0.9;

        var (status, problem) = await PutAsync(admin, pipeline);

        (status, problem.Fields().Single()).ShouldBe((HttpStatusCode.BadRequest, $"stages.{won["id"]}"));
    }

    [Fact]
    public async Task Set_StagesOfAnotherTime_AreRefused()
    {
        using var admin = await server.SignInAsync("Ada", Ct);
        var pipeline = await ReadAsync(admin);
        pipeline["stages"]!.AsArray().RemoveAt(0);

        (await PutAsync(admin, pipeline)).Body.Fields().ShouldBe(["stages"]);
        (await admin.SendAsync(HttpMethod.Put, $"{At}/{Guid.CreateVersion7()}", pipeline, Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonNode> ReadAsync(HttpClient client) => JsonNode.Parse((await client.ReadAsync(At, Ct))[0].GetRawText())!;

    private static Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(HttpClient client, JsonNode pipeline) =>
        client.SendAsync(HttpMethod.Put, $"{At}/{pipeline["id"]}", new { thresholds = pipeline["thresholds"], stages = pipeline["stages"] }, Ct);
}
