namespace Agent.Benchmarks.Harness;

/// <summary>A folder that goes when the benchmark ends.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agent-bench-").FullName;

    /// <summary>A path inside the folder.</summary>
    public string Inside(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
