namespace Agent.Benchmarks.Harness;

/// <summary>Files around this program.</summary>
internal static class Repository
{
    /// <summary>The built server, of the same configuration as this program.</summary>
    public static string Server
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            var built = Path.Combine(Root, "src", "Agent.Api", "bin", own.Parent!.Name, own.Name, "Agent.Api.dll");
            return File.Exists(built) ? built : throw new FileNotFoundException($"The server is not built: {built}");
        }
    }

    /// <summary>The public sales export where it lies beside the repository, else null.</summary>
    public static string? SalesExport => Ancestors().Select(f => Path.Combine(f, "shared", "data", "crm-sales-opportunities")).FirstOrDefault(Directory.Exists);

    private static string Root => Ancestors().First(f => File.Exists(Path.Combine(f, "Agent.sln")));

    private static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
