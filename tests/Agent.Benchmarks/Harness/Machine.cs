using System.Globalization;
using System.Runtime.InteropServices;

namespace Agent.Benchmarks.Harness;

/// <summary>What figures depend on besides the program.</summary>
internal static class Machine
{
    private const double Gibibyte = 1L << 30;

    /// <summary>One line: cores, memory, how busy the machine was in the last minute, system, runtime.</summary>
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {memory:0} GB, load {Load()}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>The most memory that this process held at once, in megabytes; null where the system does not tell.</summary>
    public static double? PeakMegabytes()
    {
        const string Key = "VmHWM:";
        if (!File.Exists("/proc/self/status"))
            return null;
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(Key, StringComparison.Ordinal));
        return double.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
