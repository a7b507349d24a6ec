using System.CommandLine;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
using Agent.Core.Insight.Reading;
using Agent.Infrastructure.Import;

namespace Agent.Cli;

/// <summary><c>agent qualify (DEAL | --file CALL)</c>: holds a deal, or one call in a file, against a framework.</summary>
internal static class QualifyCommand
{
    public static Command Create(SharedOptions options)
    {
        var deal = ToolCommands.DealArgument();
        var file = new Option<FileInfo?>("--file") { Description = "A call, note or mail in a text file instead of a deal" };
        var framework = new Option<string?>("--framework") { Description = $"{Wording.List([.. Framework.Known], "or")}, or one of the team's own (default: the team's choice)" };
        var prices = new Option<FileInfo?>("--price-book") { Description = "List prices as CSV: product, list_price, currency (default: the workspace's products)" };
        var policy = new Option<FileInfo?>("--delivery-policy") { Description = "Delivery times as CSV: units_up_to or units_from, days (default: the workspace's)" };
        var command = new Command("qualify", "How well a deal is qualified, with a quote per criterion and what is still to be found out") { deal, file, framework, prices, policy };
        command.Validators.Add(result =>
        {
            if (result.GetValue(deal) is null == result.GetValue(file) is null)
                result.AddError("Name a deal, or a call with --file, and not both.");
        });
        command.SetAction((parsed, ct) => Session.RunAsync(
            options,
            parsed,
            async (session, stop) =>
            {
                var settings = await SettingsAsync(session, parsed.GetValue(prices), parsed.GetValue(policy), stop);
                if (parsed.GetValue(file) is { } call)
                    return await QualifyFileAsync(session, call, parsed.GetValue(framework), settings, parsed.GetValue(options.Json), stop);
                var given = parsed.GetValue(prices) is not null || parsed.GetValue(policy) is not null;
                return await ToolCommands.RunAsync(
                    session,
                    Toolbox.Qualify,
                    new() { ["deal"] = parsed.GetValue(deal), ["framework"] = parsed.GetValue(framework) },
                    parsed.GetValue(options.Json),
                    stop,
                    given ? settings : null);
            },
            ct));
        return command;
    }

    private static async Task<InsightSettings> SettingsAsync(Session session, FileInfo? prices, FileInfo? policy, CancellationToken ct)
    {
        var settings = await (await session.ReadAsAdminAsync(ct)).GetInsightSettingsAsync(ct);
        if (prices is not null)
            settings = settings with { Prices = Read(prices, PriceBookFile.Parse) };
        return policy is null ? settings : settings with { Delivery = Read(policy, stream => DeliveryPolicyFile.Parse(stream)) };
    }

    private static T Read<T>(FileInfo file, Func<Stream, T> parse)
    {
        using var stream = file.OpenRead();
        try
        {
            return parse(stream);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{file.Name}: {e.Message}", e);
        }
    }

    private static async Task<int> QualifyFileAsync(Session session, FileInfo file, string? key, InsightSettings settings, bool json, CancellationToken ct)
    {
        if ((string.IsNullOrWhiteSpace(key) ? settings.Framework : settings.FindFramework(key)) is not { } framework)
        {
            await Console.Error.WriteLineAsync($"There is no framework \"{key}\"; there are {Wording.List([.. settings.FrameworkKeys])}.");
            return 1;
        }

        var text = ActivityReader.ReadText(await CallFile.ReadAsync(file, ct), session.Get<TimeProvider>().GetUtcNow());
        var result = Qualifier.Assess(framework, [text], settings.Prices, settings.Delivery, text.Day, competitors: settings.Competitors);
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(Documents.Of(result, deal: null), Session.Json));
        else
            Print(result);
        return 0;
    }

    private static void Print(QualificationResult result)
    {
        Console.WriteLine($"{result.Framework}: {result.Score} of 100, and {result.Known} of 100 is known. A proposal until somebody accepts it.");
        foreach (var criterion in result.Criteria)
        {
            Console.WriteLine($"\n{criterion.Criterion}: {Word(criterion.Verdict)}{(criterion.Facts.Count > 0 ? ". " + string.Join(' ', criterion.Facts) : "")}");
            foreach (var quote in criterion.Evidence.Take(3))
                Console.WriteLine($"  {quote.Speaker ?? quote.Side.ToString()}: \"{quote.Quote.Trim()}\" ({quote.Start}-{quote.End})");
            if (criterion.Question is { } question)
                Console.WriteLine($"  To find out: {criterion.Missing}. Ask: \"{question}\"");
        }

        foreach (var promise in result.ContradictedPromises)
            Console.WriteLine($"\nPromised by the seller: \"{promise.Promise.Quote.Trim()}\"\n  {promise.Fact}");
    }

    private static string Word(Verdict verdict) => JsonSerializer.Serialize(verdict).Trim('"').Replace('_', ' ');
}
