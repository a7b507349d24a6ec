using System.Globalization;

namespace Agent.Benchmarks.Harness;

/// <summary>A table in Markdown, so that it can go into RESULTS.md as it is printed.</summary>
internal sealed class ResultTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    /// <summary>A row; numbers are written with two or three telling digits.</summary>
    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(Text)]);

    public void Print(string title)
    {
        Console.WriteLine($"\n{title}");
        Console.WriteLine(Machine.Describe());
        var widths = header.Select((h, i) => Math.Max(h.Length, _rows.Select(r => r[i].Length).DefaultIfEmpty().Max())).ToList();
        Write(header);
        Write([.. widths.Select((w, i) => i == 0 ? new string('-', w) : new string('-', w - 1) + ":")]);
        foreach (var row in _rows)
            Write(row);

        void Write(string[] cells) =>
            Console.WriteLine($"| {string.Join(" | ", cells.Select((c, i) => i == 0 ? c.PadRight(widths[i]) : c.PadLeft(widths[i])))} |");
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number when number >= 1_000 => number.ToString("#,0", CultureInfo.InvariantCulture),
        double number when number >= 100 => number.ToString("0", CultureInfo.InvariantCulture),
        double number when number >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.00", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
