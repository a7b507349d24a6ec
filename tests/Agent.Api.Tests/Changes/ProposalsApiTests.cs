using System.Net;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agent.Api.Tests.Changes;

public sealed class ProposalsApiTests : IAsyncLifetime
{
    private readonly WorldServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DealId Deal => _server.World.Deal("acme rollout").Id;

    private string Changes => $"/api/deals/{Deal}/changes";

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Proposal_ShownAndApprovedWithAnEdit_IsAppliedAndListed()
    {
        var id = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        using var nora = await _server.SignInAsync("Nora", Ct);

        var waiting = (await nora.ReadAsync("/api/proposals?mine=true", Ct)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (waiting.Text("id"), waiting.Text("kind"), waiting.Text("status"), waiting.Text("title"), waiting.GetProperty("mayDecide").GetBoolean())
            .ShouldBe((id.ToString(), "amount", "pending", "Set the amount to €90,000", true));
        (await nora.ReadAsync("/api/proposals/count", Ct)).GetProperty("toDecide").GetInt32().ShouldBe(1);
        var detail = await nora.ReadAsync($"/api/proposals/{id}", Ct);
        detail.Text("policy").ShouldBe("The deal's owner, a manager of the team or an admin decides.");
        detail.GetProperty("editableFields").EnumerateArray().Single().Text("label").ShouldBe("Amount");

        var (status, applied) = await nora.PostJsonAsync($"/api/proposals/{id}/approve", new { fields = new { amount = "95000" }, comment = "Their number" }, Ct);

        status.ShouldBe(HttpStatusCode.OK);
        var proposal = applied.GetProperty("proposal");
        (proposal.Text("status"), proposal.GetProperty("edited").GetBoolean(), proposal.GetProperty("mayUndo").GetBoolean()).ShouldBe(("applied", true, true));
        applied.GetProperty("proposed")[0].Text("after").ShouldBe("90000");
        (await nora.ReadAsync($"/api/deals/{Deal}", Ct)).GetProperty("deal").GetProperty("amount").GetDecimal().ShouldBe(95_000);
        (await nora.ReadAsync("/api/proposals/count", Ct)).GetProperty("team").GetInt32().ShouldBe(0);
        (await nora.ReadAsync("/api/proposals?status=all", Ct)).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("Nils", HttpStatusCode.Forbidden)]
    [InlineData("Sven", HttpStatusCode.NotFound)]
    [InlineData("Lee", HttpStatusCode.NotFound)]
    public async Task Decisions_OfOthers_AreForbiddenOrDoNotExist(string user, HttpStatusCode expected)
    {
        var id = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        using var client = await _server.SignInAsync(user, Ct);

        foreach (var decision in new[] { "approve", "reject" })
            (await client.PostJsonAsync($"/api/proposals/{id}/{decision}", new { }, Ct)).Status.ShouldBe(expected, decision);
        (await client.PostJsonAsync($"/api/proposals/{id}/undo", null, Ct)).Status.ShouldBe(expected);
        (await client.PostJsonAsync(Changes, new { kind = "amount", fields = new { amount = "1" } }, Ct)).Status.ShouldBe(expected);
        (await client.StatusAsync($"/api/proposals/{id}", Ct)).ShouldBe(expected == HttpStatusCode.Forbidden ? HttpStatusCode.OK : expected);
        (await client.ReadAsync("/api/proposals", Ct)).GetProperty("total").GetInt32().ShouldBe(expected == HttpStatusCode.Forbidden ? 1 : 0);
        (await client.ReadAsync("/api/proposals/count", Ct)).GetProperty("toDecide").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Decisions_TooLateOrStale_AreConflictsInWords()
    {
        var id = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        using var nora = await _server.SignInAsync("Nora", Ct);
        (await nora.PostJsonAsync(Changes, new { kind = "amount", fields = new { amount = "88000" } }, Ct)).Status.ShouldBe(HttpStatusCode.OK);

        var (status, problem) = await nora.PostJsonAsync($"/api/proposals/{id}/approve", new { }, Ct);

        (status, problem.Text("detail")).ShouldBe((HttpStatusCode.Conflict, "Amount was €84,000 and is €88,000 now."));
        problem.GetProperty("conflicts").EnumerateArray().ShouldHaveSingleItem().Text("now").ShouldBe("€88,000");
        var (again, late) = await nora.PostJsonAsync($"/api/proposals/{id}/reject", new { comment = "no" }, Ct);
        (again, late.Text("detail")).ShouldBe((HttpStatusCode.Conflict, "This proposal was overtaken by another change already."));
        (await nora.PostJsonAsync($"/api/proposals/{id}/rest", new { fields = new[] { "amount" } }, Ct)).Status.ShouldBe(HttpStatusCode.OK);
        (await nora.ReadAsync($"/api/deals/{Deal}", Ct)).GetProperty("deal").GetProperty("amount").GetDecimal().ShouldBe(90_000);
    }

    [Fact]
    public async Task Approve_WrongEdit_NamesTheField()
    {
        var id = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        using var nora = await _server.SignInAsync("Nora", Ct);

        var (status, problem) = await nora.PostJsonAsync($"/api/proposals/{id}/approve", new { fields = new { amount = "many" } }, Ct);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.Fields().ShouldBe(["amount"]);
    }

    [Fact]
    public async Task ApproveAll_OneKind_AnswersForEach()
    {
        var first = await ProposeAsync(ChangeKind.NextStep, (ChangeFields.NextStep, "Visit"));
        var second = await ProposeAsync(ChangeKind.NextStep, "joint north", (ChangeFields.NextStep, "Call"));
        var other = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        using var nora = await _server.SignInAsync("Nora", Ct);

        (await nora.PostJsonAsync("/api/proposals/approve", new { ids = new[] { first, other } }, Ct)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await nora.PostJsonAsync("/api/proposals/approve", new { ids = Array.Empty<string>() }, Ct)).Status.ShouldBe(HttpStatusCode.BadRequest);
        await nora.PostJsonAsync($"/api/proposals/{second}/reject", new { }, Ct);
        var (status, outcomes) = await nora.PostJsonAsync("/api/proposals/approve", new { ids = new[] { first, second, ProposalId.New() } }, Ct);

        status.ShouldBe(HttpStatusCode.OK);
        outcomes.EnumerateArray().Select(o => o.GetProperty("applied").GetBoolean()).ShouldBe([true, false, false]);
        outcomes[1].Text("reason").ShouldBe("This proposal was rejected already.");
        outcomes[2].Text("reason").ShouldBe("There is no such proposal.");
    }

    [Fact]
    public async Task Change_StageByDragging_IsAppliedSaysWhatIsMissingAndCanBeUndone()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        var won = _server.World.Pipeline.Stages.First(s => s.Status == DealStatus.Won);

        var (status, result) = await nora.PostJsonAsync(Changes, new { kind = "stage", fields = new { stage = won.Id }, seen = new { stage = _server.World.Deal("acme rollout").StageId } }, Ct);

        status.ShouldBe(HttpStatusCode.OK);
        result.GetProperty("applied").GetBoolean().ShouldBeTrue();
        result.GetProperty("missingCriteria")[0].GetString()!.ShouldStartWith("Negotiation is left when: Verbal agreement.");
        (await nora.PostJsonAsync($"/api/proposals/{result.GetProperty("proposal").Text("id")}/undo", null, Ct)).Status.ShouldBe(HttpStatusCode.OK);
        (await nora.ReadAsync($"/api/deals/{Deal}", Ct)).GetProperty("deal").Text("status").ShouldBe("open");
    }

    [Fact]
    public async Task Change_ThatNeedsAManager_WaitsAndSaysSo()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        using var nathan = await _server.SignInAsync("Nathan", Ct);

        var (status, result) = await nora.PostJsonAsync(Changes, new { kind = "loss", fields = new { lossReason = "Price" } }, Ct);

        status.ShouldBe(HttpStatusCode.OK);
        (result.GetProperty("applied").GetBoolean(), result.Text("note")).ShouldBe((false, "Giving a deal up needs a manager. It waits for one."));
        (await nathan.ReadAsync("/api/proposals/count", Ct)).GetProperty("toDecide").GetInt32().ShouldBe(1);
        var id = result.GetProperty("proposal").Text("id");
        (await nora.PostJsonAsync($"/api/proposals/{id}/approve", new { }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await nathan.PostJsonAsync($"/api/proposals/{id}/approve", new { }, Ct)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Audit_ByRole_IsForThoseWhoLeadAndOfTheirTeamsAlone()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        await nora.PostJsonAsync(Changes, new { kind = "amount", fields = new { amount = "90000" } }, Ct);
        using var sven = await _server.SignInAsync("Sven", Ct);
        await sven.PostJsonAsync($"/api/deals/{_server.World.Deal("borealis secret").Id}/changes", new { kind = "nextStep", fields = new { nextStep = "Visit" } }, Ct);

        (await nora.StatusAsync("/api/audit", Ct)).ShouldBe(HttpStatusCode.Forbidden);
        using var nathan = await _server.SignInAsync("Nathan", Ct);
        var entry = (await nathan.ReadAsync("/api/audit", Ct)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (entry.Text("action"), entry.Text("by"), entry.Text("model"), entry.GetProperty("fields")[0].Text("afterShown")).ShouldBe(("applied", _server.World["Nora"].Name, "person", "€90,000"));
        using var ada = await _server.SignInAsync("Ada", Ct);
        var page = await ada.ReadAsync("/api/audit?take=1", Ct);
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await ada.ReadAsync($"/api/audit?before={page.GetProperty("next").GetInt64()}", Ct)).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await ada.ReadAsync("/api/audit?kind=nextStep&action=applied", Ct)).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Settings_Policy_IsChangedByAdminsWithinItsBounds()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        using var ada = await _server.SignInAsync("Ada", Ct);
        (await nora.ReadAsync("/api/settings/changes", Ct)).GetProperty("rules").GetArrayLength().ShouldBe(2);

        (await nora.SendAsync(HttpMethod.Put, "/api/settings/changes", new { rules = Array.Empty<object>(), notByItself = Array.Empty<string>() }, Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var (status, problem) = await ada.SendAsync(HttpMethod.Put, "/api/settings/changes", new { rules = new[] { new { kind = "stage", approval = "atOnce" } }, notByItself = Array.Empty<string>() }, Ct);
        (status, problem.Text("detail")).ShouldBe((HttpStatusCode.BadRequest, "Only tasks can be made at once; everything else needs a person."));
        (await ada.SendAsync(HttpMethod.Put, "/api/settings/changes", new { rules = new[] { new { kind = "stage", approval = "askManager", role = "rep" } }, notByItself = new[] { "task" } }, Ct)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await nora.ReadAsync("/api/settings/changes", Ct)).GetProperty("notByItself")[0].GetString().ShouldBe("task");
        var demo = _server.World.Pipeline.Stages.First(s => s.Name == "Demo");
        (await nora.PostJsonAsync(Changes, new { kind = "stage", fields = new { stage = demo.Id } }, Ct)).Body.GetProperty("applied").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task WatchChanges_SomethingIsProposedAndDecided_TellsThoseInSightAlone()
    {
        using var nora = await _server.SignInAsync("Nora", Ct);
        using var sven = await _server.SignInAsync("Sven", Ct);
        using var norasHub = await HubClient.ConnectAsync(_server, nora, Ct);
        using var svensHub = await HubClient.ConnectAsync(_server, sven, Ct);
        await using var noras = norasHub.StreamAsync("WatchChanges", [], Ct).GetAsyncEnumerator(Ct);
        await using var svens = svensHub.StreamAsync("WatchChanges", [], Ct).GetAsyncEnumerator(Ct);
        (await NextAsync(noras)).GetProperty("proposalId").ValueKind.ShouldBe(JsonValueKind.Null);
        await NextAsync(svens);

        var id = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        (await NextAsync(noras)).Text("status").ShouldBe("pending");
        await nora.PostJsonAsync($"/api/proposals/{id}/approve", new { }, Ct);
        var applied = await NextAsync(noras);
        (applied.Text("proposalId"), applied.Text("status"), applied.Text("dealId")).ShouldBe((id.ToString(), "applied", Deal.ToString()));

        await sven.PostJsonAsync($"/api/deals/{_server.World.Deal("joint south").Id}/changes", new { kind = "nextStep", fields = new { nextStep = "Visit" } }, Ct);
        (await NextAsync(svens)).Text("dealId").ShouldBe(_server.World.Deal("joint south").Id.ToString());
    }

    [Fact]
    public async Task Change_InTheStore_LeavesNoProposalBetweenPendingAndDecided()
    {
        var id = await ProposeAsync(ChangeKind.Amount, (ChangeFields.Amount, "90000"));
        using var nora = await _server.SignInAsync("Nora", Ct);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => nora.PostJsonAsync($"/api/proposals/{id}/approve", new { }, Ct)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Conflict).ShouldBe(3);
        (await _server.WithAsync<WorkspaceDbContext, int>(db => db.Audit.CountAsync(Ct))).ShouldBe(1);
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> stream)
    {
        (await stream.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct)).ShouldBeTrue();
        return stream.Current;
    }

    private Task<ProposalId> ProposeAsync(ChangeKind kind, params (string Field, string? After)[] fields) => ProposeAsync(kind, "acme rollout", fields);

    private async Task<ProposalId> ProposeAsync(ChangeKind kind, string deal, params (string Field, string? After)[] fields)
    {
        var viewer = _server.World.Viewer("Nora");
        var (proposal, refusal) = await _server.Services.GetRequiredService<ProposalDeskFactory>().For(viewer).ProposeAsync(
            new() { Kind = kind, DealId = _server.World.Deal(deal).Id, Fields = [.. fields.Select(f => new ProposedField(f.Field, null, f.After))], Reason = "They said so." },
            new() { UserId = viewer.UserId, Model = "test" },
            Ct);
        refusal.ShouldBeNull();
        return proposal!.Id;
    }
}
