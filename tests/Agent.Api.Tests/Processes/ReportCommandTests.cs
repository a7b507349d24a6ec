using System.Globalization;
using System.Text.Json;
using Agent.Api.Tests.Support;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Sample;
using Agent.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.Tests.Processes;

public sealed class ReportCommandTests : IDisposable
{
    private const string Call =
        "Rep: What have you set aside for it?\r\nBuyer: We have 5,000 dollars for this, no more.\r\nRep: Then six DeskLink units fit.\r\nBuyer: Good. My director has to sign it, not me.\r\n";

    private static readonly DateOnly Day = new(2026, 11, 20);

    private readonly TempFolder _folder = new();
    private readonly Workspace _workspace;

    public ReportCommandTests() => _workspace = Workspace.Open(Path.Combine(_folder.Path, "workspace"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Qualify_CallInAFile_PrintsEveryCriterionWithQuotesAtTheirPlace()
    {
        var call = Write("call.txt", Call);
        var prices = Write("prices.csv", "product,list_price,currency\nDeskLink,1000,USD\n");

        var (exit, output) = await RunAsync("qualify", "--file", call, "--framework", "bant", "--price-book", prices, "--json");

        exit.ShouldBe(0);
        var text = Call.ReplaceLineEndings("\n");
        var criteria = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("criteria").EnumerateArray().ToList();
        criteria.Select(c => c.Text("criterion")).ShouldBe(["Budget", "Authority", "Need", "Timeline"]);
        // Six units at list price are beyond the budget, whatever the rep says.
        criteria[0].Text("verdict").ShouldBe("not_met");
        criteria[1].Text("verdict").ShouldBe("not_met");
        criteria[3].Text("verdict").ShouldBe("unknown");
        criteria[3].Text("question").ShouldNotBeEmpty();
        foreach (var quote in criteria.SelectMany(c => c.GetProperty("evidence").EnumerateArray()))
            text[quote.GetProperty("start").GetInt32()..quote.GetProperty("end").GetInt32()].ShouldBe(quote.Text("quote"));
    }

    [Theory]
    [InlineData(2, "qualify")]
    [InlineData(1, "qualify", "nobody we know")]
    [InlineData(1, "qualify", "acme", "--framework", "bent")]
    [InlineData(1, "qualify", "--file", "missing.txt")]
    [InlineData(1, "next", "nobody we know")]
    [InlineData(2, "brief")]
    [InlineData(2, "draft", "acme", "--kind", "poem")]
    [InlineData(1, "draft", "acme rotterdam", "--kind", "handOver")]
    [InlineData(1, "summarize", "nobody we know")]
    public async Task Command_WrongInput_SaysSoByItsExitCode(int expected, params string[] arguments)
    {
        await LoadSampleAsync();

        var (exit, output) = await RunAsync([.. arguments, "--json"]);

        (exit, output.Trim()).ShouldBe((expected, ""));
    }

    [Fact]
    public async Task Qualify_PriceBookWithoutARow_IsRefused()
    {
        var (exit, output) = await RunAsync("qualify", "--file", Write("call.txt", Call), "--price-book", Write("prices.csv", "product,list_price\n"));

        (exit, output).ShouldBe((1, ""));
    }

    [Fact]
    public async Task NextAndRisks_SampleWorkspace_PrintOneDocument()
    {
        await LoadSampleAsync();

        var (_, next) = await RunAsync("next", "acme", "--json");
        var (_, risks) = await RunAsync("risks", "--json");

        JsonSerializer.Deserialize<JsonElement>(next).GetProperty("health").GetProperty("nextActions").GetArrayLength().ShouldBeGreaterThan(0);
        JsonSerializer.Deserialize<JsonElement>(risks).GetProperty("deals").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task BriefSummarizeAndDraft_SampleWorkspace_PrintWhatThePagesShow()
    {
        await LoadSampleAsync();

        var (_, brief) = await RunAsync("brief", "acme", "--format", "html");
        var (_, summary) = await RunAsync("summarize", "acme", "--json");
        var (_, draft) = await RunAsync("draft", "acme", "--json");

        brief.ShouldStartWith("<!DOCTYPE html>");
        brief.ShouldNotContain("<script");
        JsonSerializer.Deserialize<JsonElement>(summary).GetProperty("sections").EnumerateArray()
            .SelectMany(s => s.GetProperty("lines").EnumerateArray())
            .ShouldAllBe(l => l.GetProperty("evidence").Text("quote").Length > 0);
        JsonSerializer.Deserialize<JsonElement>(draft).Text("body").ShouldContain("Priya");
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var command = ProgramProcess.StartCommand(_workspace.Folder, [.. arguments, "--as-of", Day.ToString("O", CultureInfo.InvariantCulture)]);
        return await command.FinishAsync(Ct);
    }

    private async Task LoadSampleAsync()
    {
        var options = new DbContextOptionsBuilder<WorkspaceDbContext>();
        _workspace.Configure(options);
        await using var db = new WorkspaceDbContext(options.Options);
        await Migrator.MigrateAsync(db, Ct);
        await SampleWorkspace.LoadAsync(db, Day, Ct);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
