using System.Globalization;
using System.Text;

namespace Agent.Benchmarks.Harness;

/// <summary>Notes, emails and calls of realistic length, made by a fixed seed: 80 to 300 words, one call in <see cref="LongEvery"/> of half an hour.</summary>
internal static class GeneratedTexts
{
    private const int Seed = 11;
    private const int LongEvery = 250;
    private const int LongWords = 4_500;

    private static readonly string[] Buyer =
    [
        "We have about {0} euros set aside for this year, and that has to cover the installation as well.",
        "Honestly, {0} was the number in the plan, but the plan is from last autumn.",
        "Our head of operations signs anything above {0}, so she will want to see the figures first.",
        "The current system breaks down twice a week and the night shift writes everything on paper.",
        "We need it running before the audit in June, otherwise the whole thing moves into next year.",
        "Legal will look at the liability clause, that usually takes them two weeks.",
        "We are also talking to another vendor, they came in quite a bit cheaper on the licences.",
        "I don't think the second site is part of this, at least not in the first step.",
        "If the pilot goes well we would roll it out to {1} people, not before.",
        "Could you send me the security questionnaire and two references from logistics companies?",
        "The integration with the warehouse software is what my colleagues worry about most.",
        "No, we have not decided anything yet, the board meets on the third of next month.",
        "That sounds reasonable, although I would have to check the notice period with procurement.",
        "Last year we lost around {0} because parcels were scanned twice or not at all.",
        "To be fair, the people on the floor like the devices, they are just slow when it is cold.",
        "We would start with {1} units and see how it goes from there.",
        "I'll get back to you by Friday once I have talked to finance.",
        "What does support look like on weekends, and is that part of the price?",
    ];

    private static readonly string[] Seller =
    [
        "Thanks for taking the time today, I would like to understand how the picking works at the moment.",
        "With {1} units we are at roughly {0} a year, support included.",
        "We usually need four to six weeks from the order to the first site going live.",
        "I'll send you the proposal with the options we discussed by the end of the week.",
        "Who else would need to agree before you can go ahead?",
        "Is there a date by which this has to be in place?",
        "What happens if you leave everything as it is for another year?",
        "Other customers of your size started with one site and added the others after three months.",
        "The questionnaire is filled in already, I will attach it to my next email.",
        "We can look at the price again when the volume for the second site is clear.",
        "Let me write that down, because the integration is exactly where the effort is.",
        "Would it help if our engineer joined the next call and talked to your colleagues directly?",
    ];

    /// <summary>Writes <c>activities.csv</c> with so many activities for each deal of <see cref="GeneratedDeals"/>.</summary>
    public static async Task WriteAsync(string folder, int deals, int each, DateTimeOffset now, CancellationToken ct)
    {
        var random = new Random(Seed);
        await using var writer = new StreamWriter(Path.Combine(folder, "activities.csv"));
        await writer.WriteLineAsync("Activity ID,Activity type,Activity date,Subject,Body,Opportunity ID");
        for (var i = 0; i < deals * each; i++)
        {
            ct.ThrowIfCancellationRequested();
            var at = now.AddMinutes(-random.Next(60, 60 * 24 * 200));
            var isLong = i % LongEvery == LongEvery - 1;
            var kind = isLong || i % 3 == 0 ? "call" : i % 3 == 1 ? "email" : "note";
            var text = Text(random, kind == "call", isLong ? LongWords : random.Next(80, 300));
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"t{i},{kind},{at:yyyy-MM-ddTHH:mm:ssZ},Talk {i},\"{text}\",{GeneratedDeals.Id(i / each)}"));
        }
    }

    /// <summary>One call of half an hour.</summary>
    public static string LongCall() => Text(new Random(Seed), isCall: true, LongWords);

    private static string Text(Random random, bool isCall, int words)
    {
        var text = new StringBuilder();
        for (var (written, second, buyers) = (0, 4, false); written < words; buyers = !buyers)
        {
            var from = buyers ? Buyer : Seller;
            var line = string.Format(CultureInfo.InvariantCulture, from[random.Next(from.Length)], random.Next(4, 300) * 500, random.Next(2, 90));
            if (isCall)
                text.Append(CultureInfo.InvariantCulture, $"[{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}] {(buyers ? "Buyer" : "Seller")}: {line}\n");
            else
                text.Append(line).Append(random.Next(4) == 0 ? "\n\n" : " ");
            written += line.Count(' ') + 1;
            second += random.Next(3, 12);
        }

        return text.ToString().TrimEnd();
    }
}
