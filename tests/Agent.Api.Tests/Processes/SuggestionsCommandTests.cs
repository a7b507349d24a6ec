using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Infrastructure.Changes;
using Agent.Infrastructure.Persistence;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.Tests.Processes;

public sealed class SuggestionsCommandTests : IDisposable, IDbContextFactory<WorkspaceDbContext>
{
    private readonly TempFolder _folder = new();
    private readonly Workspace _workspace;
    private readonly World _world = new();

    public SuggestionsCommandTests() => _workspace = Workspace.Open(Path.Combine(_folder.Path, "workspace"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public WorkspaceDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<WorkspaceDbContext>();
        _workspace.Configure(options);
        return new(options.Options);
    }

    [Fact]
    public async Task Suggestions_ListedApprovedAndUndone_ChangeTheDealAndBack()
    {
        var id = await ProposeAsync();

        var (listed, list) = await RunAsync("suggestions", "--deal", "acme rollout", "--json");
        listed.ShouldBe(0);
        JsonSerializer.Deserialize<JsonElement>(list).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().Text("id").ShouldBe(id.ToString());
        (await RunAsync("suggestions", "show", id.ToString())).Output.ShouldContain("Amount: €84,000 -> €90,000");

        (await RunAsync("suggestions", "approve", id.ToString())).Exit.ShouldBe(0);
        (await AmountAsync()).ShouldBe(90_000);
        (await RunAsync("suggestions", "approve", id.ToString())).Exit.ShouldBe(1);
        (await RunAsync("suggestions", "undo", id.ToString())).Output.ShouldStartWith("undone");
        (await AmountAsync()).ShouldBe(84_000);
        (await RunAsync("suggestions")).Output.ShouldContain("Nothing waits for an answer.");
        (await RunAsync("suggestions", "show", ProposalId.New().ToString())).Exit.ShouldBe(1);
        (await RunAsync("suggestions", "show", "seven")).Exit.ShouldNotBe(0);
    }

    [Fact]
    public async Task Suggestions_ApprovedWithAnotherValueOrInPart_SetWhatWasSaid()
    {
        var id = await ProposeAsync();

        (await RunAsync("suggestions", "approve", id.ToString(), "--set", "amount")).Exit.ShouldNotBe(0);
        (await RunAsync("suggestions", "approve", id.ToString(), "--set", "colour=red")).Exit.ShouldBe(1);
        (await RunAsync("suggestions", "approve", id.ToString(), "--without", "amount")).Exit.ShouldBe(1);
        (await AmountAsync()).ShouldBe(84_000);

        (await RunAsync("suggestions", "approve", id.ToString(), "--set", "amount=95000")).Exit.ShouldBe(0);
        (await AmountAsync()).ShouldBe(95_000);
    }

    [Fact]
    public async Task Suggestions_OvertakenByAnotherChange_RestIsAppliedOrNamedFields()
    {
        var id = await ProposeAsync();
        await using (var db = CreateDbContext())
            await db.Deals.Where(d => d.Id == _world.Deal("acme rollout").Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.Amount, 85_000m), Ct);

        (await RunAsync("suggestions", "approve", id.ToString())).Exit.ShouldBe(1);
        (await RunAsync("suggestions", "rest", id.ToString())).Exit.ShouldBe(1);
        (await RunAsync("suggestions", "rest", id.ToString(), "--field", "amount")).Exit.ShouldBe(0);
        (await AmountAsync()).ShouldBe(90_000);
    }

    private async Task<ProposalId> ProposeAsync()
    {
        await using var db = CreateDbContext();
        await Migrator.MigrateAsync(db, Ct);
        db.AddRange(_world.Everything);
        await db.SaveChangesAsync(Ct);
        var nora = _world.Viewer("Nora");
        // The command runs in a process of its own, by today's clock.
        var (proposal, _) = await new ProposalDeskFactory(this, TimeProvider.System, new()).For(nora).ProposeAsync(
            new() { Kind = ChangeKind.Amount, DealId = _world.Deal("acme rollout").Id, Fields = [new(ChangeFields.Amount, null, "90000")], Reason = "They said so." },
            new() { UserId = nora.UserId, Model = "test" },
            Ct);
        return proposal!.Id;
    }

    private async Task<decimal?> AmountAsync()
    {
        var id = _world.Deal("acme rollout").Id;
        await using var db = CreateDbContext();
        return await db.Deals.Where(d => d.Id == id).Select(d => d.Amount).SingleAsync(Ct);
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var command = ProgramProcess.StartCommand(_workspace.Folder, arguments);
        return await command.FinishAsync(Ct);
    }
}
