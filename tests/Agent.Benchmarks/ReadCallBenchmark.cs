using System.Diagnostics;
using Agent.Benchmarks.Harness;
using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Core.Insight.Texts;

namespace Agent.Benchmarks;

/// <summary>Reading one call of half an hour: who said what, what it says about the deal, and its summary, beside counting its words.</summary>
internal static class ReadCallBenchmark
{
    private const int WarmUps = 30;
    private const double AimMilliseconds = 20;

    public static Task RunAsync(int runs, CancellationToken ct)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var text = GeneratedTexts.LongCall();
        var file = File(at);
        var settings = new InsightSettings
        {
            Prices = new([.. Enumerable.Range(1, 200).Select(i => new PriceBookEntry($"Product {i}", i * 10, "EUR"))]),
            Delivery = DeliveryPolicy.UpTo([(5, 3), (50, 21)]),
            Competitors = ["Hydrotec", "Scanware", "Lagerwerk"],
        };
        var read = new DealTexts(file, [ActivityReader.ReadText(text, at)]);
        var day = DateOnly.FromDateTime(at.UtcDateTime);

        var table = new ResultTable("what", "p50 ms", "p95 ms", "ratio to floor", "aim ms");
        var floor = Measure(() => text.Split([' ', '\n', '.', ',', '?'], StringSplitOptions.RemoveEmptyEntries).Length);
        Add("words counted (floor)", floor, null);
        Add("speakers, sentences", Measure(() => ActivityReader.ReadText(text, at)), null);
        Add("all of a deal's reading, text included", Measure(() => DealReadings.Read(new(file, [ActivityReader.ReadText(text, at)]), settings, day)), AimMilliseconds);
        Add("MEDDPICC of it", Measure(() => Qualifier.Assess(Framework.Find("meddpicc")!, read.Texts, settings.Prices, settings.Delivery, day)), null);
        Add("discovery summary of it", Measure(() => DiscoverySummarizer.Summarize(read, settings)), null);
        table.Print($"read-call: {text.Split(' ').Length} words, {read.Texts[0].Utterances.Count} turns");
        return Task.CompletedTask;

        void Add(string what, Samples samples, double? aim) => table.Add(what, samples.Median, samples.Percentile(0.95), samples.Median / floor.Median, aim);

        Samples Measure<T>(Func<T> work)
        {
            for (var i = 0; i < WarmUps; i++)
                work();
            var taken = new List<double>();
            for (var i = 0; i < runs && !ct.IsCancellationRequested; i++)
            {
                var started = Stopwatch.GetTimestamp();
                work();
                taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return new(taken);
        }
    }

    private static DealFile File(DateTimeOffset at)
    {
        var pipeline = Pipeline.CreateDefault();
        var stage = pipeline.Stages[1];
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        var account = new Account { Name = "Account 1" };
        var owner = new User { Name = "Seller", Email = "seller@us.example" };
        var deal = Deal.Start("Deal 1", pipeline, stage, day.AddDays(-20), day.AddDays(-5), 20_000, "EUR", day.AddDays(40));
        return new(deal, account, owner, pipeline, stage, [new(new Contact { Name = "Buyer", AccountId = account.Id }, BuyingRole.Champion)], [], []);
    }
}
