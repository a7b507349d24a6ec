using System.Globalization;

namespace Agent.Benchmarks.Harness;

/// <summary>Exports in the columns of the public sales export, made by a fixed seed so that every run reads the same rows.</summary>
internal static class GeneratedDeals
{
    private const int Seed = 7;
    private const int Agents = 35;
    private const int Managers = 6;
    private const int MaxAccounts = 20_000;

    private static readonly string[] Products = ["GTX Basic", "GTXPro", "MG Special", "MG Advanced", "GTX Plus Pro", "GTX Plus Basic", "GTK 500"];
    private static readonly string[] Stages = ["Prospecting", "Engaging", "Won", "Won", "Won", "Lost", "Lost"];
    private static readonly string[] Sayings =
    [
        "They asked whether the price holds when the second site joins next year. We said that we would come back with a table.",
        "Budget is agreed for this quarter, the purchase order needs the signature of the head of operations.",
        "Legal still wants another wording of the liability cap. Our draft goes out tomorrow.",
        "The pilot went well; twelve people on the floor use the scanners daily. One complaint about battery life.",
        "A competitor offered a lower price without support. They would rather stay with one vendor.",
        "No decision before the board meets. Please call the day after, not before.",
    ];

    /// <summary>Writes <c>sales_pipeline.csv</c>: won and lost deals of the last year, open ones that close in the coming months.</summary>
    /// <returns>Path of the file.</returns>
    public static async Task<string> WriteDealsAsync(string folder, int rows, DateOnly today, CancellationToken ct)
    {
        var random = new Random(Seed);
        var path = Path.Combine(folder, "sales_pipeline.csv");
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value");
        for (var i = 0; i < rows; i++)
        {
            ct.ThrowIfCancellationRequested();
            var stage = Stages[random.Next(Stages.Length)];
            var isClosed = stage is "Won" or "Lost";
            var account = random.Next(6) == 0 ? "" : $"Account {random.Next(Accounts(rows))}";
            var engaged = today.AddDays(-random.Next(20, 400));
            var closes = isClosed ? Earlier(engaged.AddDays(random.Next(140)), today) : today.AddDays(random.Next(-10, 120));
            var value = stage == "Lost" ? 0 : random.Next(50, 60_000);
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Id(i)},Agent {random.Next(Agents)},{Products[random.Next(Products.Length)]},{account},{stage},{(stage == "Prospecting" ? "" : Day(engaged))},{Day(closes)},{value}"));
        }

        return path;
    }

    /// <summary>Writes the people who work on the deals, two activities a deal, and <paramref name="onFirst"/> on the first one.</summary>
    public static async Task WriteSurroundingsAsync(string folder, int rows, int onFirst, DateTimeOffset now, CancellationToken ct)
    {
        await WritePeopleAsync(folder, rows, ct);
        var random = new Random(Seed);
        await using var writer = new StreamWriter(Path.Combine(folder, "activities.csv"));
        await writer.WriteLineAsync("Activity ID,Activity type,Activity date,Subject,Body,Opportunity ID");
        for (var i = 0; i < (rows * 2) + onFirst; i++)
        {
            var at = now.AddMinutes(-random.Next(60, 60 * 24 * 200));
            var text = $"{Sayings[random.Next(Sayings.Length)]} {Sayings[random.Next(Sayings.Length)]} Reference {i}.";
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"a{i},{(i % 3 == 0 ? "call" : "note")},{at:yyyy-MM-ddTHH:mm:ssZ},Talk {i},\"{text}\",{Id(i < rows * 2 ? i / 2 : 0)}"));
        }
    }

    /// <summary>Writes the people who work on the deals, on both sides.</summary>
    public static async Task WritePeopleAsync(string folder, int rows, CancellationToken ct)
    {
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "sales_teams.csv"),
            ["sales_agent,manager,regional_office", .. Enumerable.Range(0, Agents).Select(a => $"Agent {a},Manager {a % Managers},Region {a % 3}")],
            ct);
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "contacts.csv"),
            ["Contact ID,Full name,Job title,Email,Account Name", .. Enumerable.Range(0, Accounts(rows) * 2).Select(c => $"c{c},Person {c},{(c % 2 == 0 ? "Head of Operations" : "Buyer")},person{c}@account{c / 2}.example,Account {c / 2}")],
            ct);
    }

    /// <summary>Id of a deal in its source.</summary>
    public static string Id(int row) => row.ToString("X8", CultureInfo.InvariantCulture);

    private static int Accounts(int rows) => Math.Clamp(rows / 5, 1, MaxAccounts);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
