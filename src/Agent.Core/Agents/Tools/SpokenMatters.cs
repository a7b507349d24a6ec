using Agent.Core.Deals;
using Agent.Core.Insight;
using Agent.Core.Insight.Health;
using Agent.Core.Insight.Reading;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>What the reading of texts looks for by itself, so that a question for it needs no search for words.</summary>
public enum SpokenMatter
{
    /// <summary>What the buyer objects to.</summary>
    Objections,

    /// <summary>Competitors that were named.</summary>
    Competitors,

    /// <summary>What we promised.</summary>
    OurPromises,

    /// <summary>What the buyer promised.</summary>
    TheirPromises,
}

/// <summary>Something that was read in a text.</summary>
/// <param name="Topic">What it is about in a word or two.</param>
/// <param name="IsSettled">True when it was answered, kept or taken back since.</param>
/// <param name="DueOn">By when it was promised, or null.</param>
/// <param name="Words">The words.</param>
public sealed record ReadMatter(string Topic, bool IsSettled, DateOnly? DueOn, Passage Words);

/// <summary>What was read in the texts of deals about one matter.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Where">The deal or account, or null for several.</param>
/// <param name="Found">Open ones first, then the newest.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Checked">How many deals were looked at.</param>
/// <param name="Today">The day of the answer.</param>
public sealed record MatterResult(SpokenMatter Matter, string? Where, IReadOnlyList<Cited<ReadMatter>> Found, int Total, int Checked, DateOnly Today) : ToolResult
{
    /// <inheritdoc/>
    public override string Summary => Total == 0 ? "Nothing was read of it" : $"{Wording.Count(Total, "quote")} read before";

    /// <summary>The same in the words of one person alone.</summary>
    public MatterResult By(string person)
    {
        var words = PassagePicker.Words(person);
        IReadOnlyList<Cited<ReadMatter>> own = [.. Found.Where(f => f.Item.Words.Speaker is { } speaker && words.All(PassagePicker.Words(speaker).Contains))];
        return this with { Found = own, Total = own.Count };
    }
}

/// <summary>Gives what the reading of texts found about a matter.</summary>
/// <param name="context">The turn.</param>
internal sealed class SpokenMatters(TurnContext context)
{
    private const int MaxListed = 10;
    private const int MaxDeals = 200;
    private const int MaxReadNow = 40;

    /// <summary>Looks in one deal, in the deals of an account, or in the open deals in sight.</summary>
    public async Task<MatterResult> FindAsync(SpokenMatter matter, DealFile? deal, NamedDeal? account, bool own, bool openOnly, CancellationToken ct)
    {
        IReadOnlyList<DealFile> files = deal is not null ? [deal]
            : await context.Reader.GetDealsAsync(
                account?.AccountId is { } id ? new() { Accounts = [id], Take = MaxDeals } : new() { Status = [DealStatus.Open], Owners = own ? [context.Reader.Viewer.UserId] : [], Take = MaxDeals }, ct);
        // A customer's closed deals tell of what is over, unless there is no other.
        if (account is not null && files.Any(f => f.Deal.Status == DealStatus.Open))
            files = [.. files.Where(f => f.Deal.Status == DealStatus.Open)];
        var found = new List<ReadMatter>();
        var unread = 0;
        foreach (var file in files)
        {
            // What was not read in the background yet is read now, as far as nobody has to wait for it.
            var isRead = file.Activities.Count == 0 || file.Reading.Signals.Count > 0 || file.Reading.Promises.Count > 0 || file.Reading.Qualification is not null;
            var reading = isRead || ++unread > MaxReadNow ? file.Reading : await ReadAsync(file, ct);
            found.AddRange(Of(reading, matter, file).Where(m => !(openOnly && m.IsSettled)));
        }

        var shown = found.OrderBy(m => m.IsSettled).ThenByDescending(m => m.Words.At).Take(MaxListed);
        return new(
            matter,
            deal?.Deal.Name ?? account?.Name,
            [.. shown.Select(m => new Cited<ReadMatter>(m, context.Sources.CitePassage(m.Words)))],
            found.Count,
            files.Count - Math.Max(0, unread - MaxReadNow),
            context.Today);
    }

    private async Task<DealReading> ReadAsync(DealFile file, CancellationToken ct)
    {
        var texts = DealTexts.Read(file, await context.Reader.GetTextsAsync(file.Deal.Id, ct), await context.Reader.GetUsersAsync(ct));
        return DealReadings.Read(texts, context.Settings ?? await context.Reader.GetInsightSettingsAsync(ct), context.Today);
    }

    private static IEnumerable<ReadMatter> Of(DealReading reading, SpokenMatter matter, DealFile file)
    {
        return matter switch
        {
            SpokenMatter.Objections => Signals(TextSignalKind.Objection),
            SpokenMatter.Competitors => Signals(TextSignalKind.Competitor).DistinctBy(m => m.Topic, StringComparer.OrdinalIgnoreCase),
            SpokenMatter.OurPromises => Promises(Side.Seller),
            _ => Promises(Side.Buyer),
        };

        IEnumerable<ReadMatter> Signals(TextSignalKind kind) => reading.Signals
            .Where(s => s.Kind == kind && s.Evidence is not null)
            .Select(s => new ReadMatter(s.Topic, s.Answered, null, Words(s.Evidence!)));

        IEnumerable<ReadMatter> Promises(Side by) => reading.Promises
            .Where(p => p.By == by)
            .Select(p => new ReadMatter(p.SpeaksForItself ? p.What : "", p.Kept, p.DueOn, Words(p.Evidence)));

        Passage Words(Evidence quote)
        {
            var head = file.Activities.FirstOrDefault(a => a.Id == quote.ActivityId);
            var kind = head is null ? PassageKind.Note : Enum.Parse<PassageKind>(head.Kind.ToString());
            return new(quote.ActivityId, file.Deal.Id, file.Deal.Name, kind, quote.At, head?.Subject ?? "", quote.Start, quote.Quote, quote.Speaker, 1);
        }
    }
}
