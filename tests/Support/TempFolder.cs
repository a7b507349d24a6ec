namespace Agent.Tests.Support;

/// <summary>A folder of a test's own that goes away with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agent-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
