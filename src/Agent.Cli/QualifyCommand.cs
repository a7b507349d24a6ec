using System.CommandLine;
using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Insight;
using Agent.Core.Insight.Qualification;
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

        var us = await (await session.ReadAsAdminAsync(ct)).GetUsersAsync(ct);
        var text = await CallFile.ReadAsync(file, us, session.Get<TimeProvider>().GetUtcNow(), ct);
        var result = Qualifier.Assess(framework, [text], settings.Prices, settings.Delivery, text.Day, competitors: settings.Competitors);
        Console.WriteLine(json ? JsonSerializer.Serialize(Documents.Of(result, deal: null, new(file.Name, text.Text)), Session.Json) : AnswerWriter.Write(result, file.Name));
        return 0;
    }
}
