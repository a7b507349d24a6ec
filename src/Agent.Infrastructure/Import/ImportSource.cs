namespace Agent.Infrastructure.Import;

/// <summary>A file to import.</summary>
/// <param name="Path">Name shown in problems, relative, with <c>/</c>; its folders may name the deal or account of a text.</param>
/// <param name="Open">Opens the content from its start; called more than once, so that a file is understood before it is taken over.</param>
/// <param name="Length">Size in bytes.</param>
public sealed record ImportSource(string Path, Func<Stream> Open, long Length)
{
    /// <summary>When the content was last changed, or null when unknown; the date of a text that carries none.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Expands files and folders; of a folder, hidden files and those that describe it (README, LICENSE) are left out.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="FileNotFoundException">A path leads nowhere.</exception>
    public static IReadOnlyList<ImportSource> FromPaths(IEnumerable<string> paths)
    {
        var sources = new List<ImportSource>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var root = new DirectoryInfo(path);
                var files = root.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint });
                sources.AddRange(files
                    .Where(f => !DescribesItsFolder(f.Name))
                    .Select(f => FromFile(f, System.IO.Path.Combine(root.Name, System.IO.Path.GetRelativePath(root.FullName, f.FullName))))
                    .OrderBy(s => s.Path, StringComparer.Ordinal));
            }
            else if (new FileInfo(path) is { Exists: true } file)
            {
                // The folder that holds the file may name a deal.
                sources.Add(FromFile(file, System.IO.Path.Combine(file.Directory?.Name ?? "", file.Name)));
            }
            else
            {
                throw new FileNotFoundException($"There is no file or folder \"{path}\".", path);
            }
        }

        return [.. sources.DistinctBy(s => s.Path)];
    }

    private static ImportSource FromFile(FileInfo file, string shown) =>
        new(shown.Replace('\\', '/'), () => new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan), file.Length)
        {
            ModifiedAt = file.LastWriteTimeUtc,
        };

    private static bool DescribesItsFolder(string name) =>
        System.IO.Path.GetFileNameWithoutExtension(name).ToUpperInvariant() is "README" or "LICENSE" or "LICENCE" or "CHANGELOG";
}
