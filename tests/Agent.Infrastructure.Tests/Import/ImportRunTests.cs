using System.Globalization;
using Agent.Core.Deals;
using Agent.Infrastructure.Import;
using static Agent.Infrastructure.Tests.Import.ImportStore;

namespace Agent.Infrastructure.Tests.Import;

public sealed class ImportRunTests : IDisposable
{
    private readonly ImportStore _store = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("export-").FullName;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task ImportAsync_Canceled_KeepsWholeBatchesAndCompletesOnRerun()
    {
        const int Rows = 12_000;
        var source = GeneratedExport(Rows);
        using var cancel = new CancellationTokenSource();
        var progress = new Reports(_ => cancel.Cancel());
        await Should.ThrowAsync<OperationCanceledException>(() => new Importer(_store, TimeProvider.System).ImportAsync([source], new(), progress, cancel.Token));

        var kept = (await _store.AllAsync<Deal>()).Count;
        kept.ShouldBeInRange(1, Rows - 1);
        (await _store.ImportAsync(source)).Deals.ShouldBe(new(Rows - kept, 0, kept, 0));
    }

    [Fact]
    public async Task ImportAsync_Progress_GrowsToTheWholeSize()
    {
        var seen = new List<ImportProgress>();
        var sources = new[] { GeneratedExport(300), Text("accounts.csv", "Account Name,Industry\nAcme,Energy\n") };
        await new Importer(_store, TimeProvider.System).ImportAsync(sources, new(), new Reports(seen.Add), CancellationToken.None);

        seen.Select(p => p.BytesDone).ShouldBeInOrder();
        seen[^1].BytesDone.ShouldBe(sources.Sum(s => s.Length));
        seen[^1].BytesTotal.ShouldBe(seen[^1].BytesDone);
        seen[^1].RowsDone.ShouldBeGreaterThanOrEqualTo(301);
    }

    [Fact]
    public void FromPaths_Folder_NamesFilesByItAndLeavesOutWhatDescribesIt()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "Acme"));
        foreach (var name in new[] { "b.csv", "README.md", ".hidden.csv", Path.Combine("Acme", "call.vtt") })
            File.WriteAllText(Path.Combine(_folder, name), "x");

        var root = Path.GetFileName(_folder);
        ImportSource.FromPaths([_folder]).Select(s => s.Path).ShouldBe([$"{root}/Acme/call.vtt", $"{root}/b.csv"]);
        ImportSource.FromPaths([Path.Combine(_folder, "Acme", "call.vtt")]).Single().Path.ShouldBe("Acme/call.vtt");
        Should.Throw<FileNotFoundException>(() => ImportSource.FromPaths([Path.Combine(_folder, "nothing")])).Message.ShouldContain("no file or folder");
    }

    // Deals as the public sales export writes them, with 20,000 accounts at most.
    private ImportSource GeneratedExport(int rows)
    {
        string[] stages = ["Prospecting", "Engaging", "Won", "Won", "Won", "Lost", "Lost"];
        string[] products = ["GTX Basic", "GTXPro", "MG Special", "MG Advanced", "GTX Plus Pro", "GTX Plus Basic", "GTK 500"];
        var random = new Random(7);
        var path = Path.Combine(_folder, "sales_pipeline.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value");
            for (var i = 0; i < rows; i++)
            {
                var stage = stages[random.Next(stages.Length)];
                var start = new DateOnly(2016, 10, 1).AddDays(random.Next(400));
                var account = random.Next(6) == 0 ? "" : $"Account {random.Next(Math.Min(rows, 20_000))}";
                var close = stage is "Won" or "Lost" ? start.AddDays(random.Next(140)).ToString("O", CultureInfo.InvariantCulture) : "";
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i:X8},Agent {random.Next(35)},{products[random.Next(products.Length)]},{account},{stage},{(stage == "Prospecting" ? "" : start.ToString("O", CultureInfo.InvariantCulture))},{close},{(stage == "Won" ? random.Next(50, 6_000) : 0)}"));
            }
        }

        return ImportSource.FromPaths([path]).Single();
    }

    private sealed class Reports(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
