using Agent.Core.Insight;
using Agent.Core.Insight.Health;

namespace Agent.Core.Deals;

/// <summary>Who is looking, and so what may be seen. Made from the sign-in, never from what a model or a client says.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Role">The user's role.</param>
/// <param name="Teams">Teams whose deals the user sees: the own one and, for a manager, those below; ignored for an admin.</param>
public sealed record Viewer(UserId UserId, string Name, UserRole Role, IReadOnlyList<TeamId> Teams)
{
    /// <summary>True when nothing is hidden from the viewer.</summary>
    public bool SeesEverything => Role == UserRole.Admin;

    /// <summary>
    /// True when the viewer may decide something about a deal in sight, such as a wait or a score: its owner, a manager of the owner's
    /// team, and an admin may. To see a colleague's deal is not enough.
    /// </summary>
    /// <param name="owner">The deal's owner, or null.</param>
    public bool MayDecideFor(User? owner) =>
        Role == UserRole.Admin
        || owner?.Id == UserId
        || (Role == UserRole.Manager && owner?.TeamId is { } team && Teams.Contains(team));
}

/// <summary>Order of a list of deals.</summary>
public enum DealSort
{
    /// <summary>By amount.</summary>
    Amount,

    /// <summary>By close date.</summary>
    CloseDate,

    /// <summary>By creation date.</summary>
    CreatedOn,

    /// <summary>By the day the deal entered its stage.</summary>
    StageEnteredOn,

    /// <summary>By name.</summary>
    Name,
}

/// <summary>Which deals, in which order. Null means: any.</summary>
public sealed record DealQuery
{
    /// <summary>The most rows that one page may have.</summary>
    public const int MaxTake = 500;

    /// <summary>Only deals with one of these statuses; empty means any.</summary>
    public IReadOnlyList<DealStatus> Status { get; init; } = [];

    /// <summary>Only these deals; empty means any. At most <see cref="MaxTake"/>.</summary>
    public IReadOnlyList<DealId> Deals { get; init; } = [];

    /// <summary>Only deals of these owners; empty means any.</summary>
    public IReadOnlyList<UserId> Owners { get; init; } = [];

    /// <summary>Only deals of these accounts; empty means any.</summary>
    public IReadOnlyList<AccountId> Accounts { get; init; } = [];

    /// <summary>Only deals in these stages; empty means any.</summary>
    public IReadOnlyList<StageId> Stages { get; init; } = [];

    /// <summary>Only deals with a line of one of these products; empty means any.</summary>
    public IReadOnlyList<ProductId> Products { get; init; } = [];

    /// <summary>Least amount, inclusive.</summary>
    public decimal? MinAmount { get; init; }

    /// <summary>Largest amount, inclusive.</summary>
    public decimal? MaxAmount { get; init; }

    /// <summary>Close date from this day, inclusive.</summary>
    public DateOnly? CloseFrom { get; init; }

    /// <summary>Close date to this day, inclusive.</summary>
    public DateOnly? CloseTo { get; init; }

    /// <summary>Created from this day, inclusive.</summary>
    public DateOnly? CreatedFrom { get; init; }

    /// <summary>Created to this day, inclusive.</summary>
    public DateOnly? CreatedTo { get; init; }

    /// <summary>Only deals without any activity since this moment.</summary>
    public DateTimeOffset? InactiveSince { get; init; }

    /// <summary>True: only deals without an account; false: only deals with one.</summary>
    public bool? WithoutAccount { get; init; }

    /// <summary>Only deals in which nobody has this role.</summary>
    public BuyingRole? WithoutRole { get; init; }

    /// <summary>True: only deals without a creation date; false: only deals with one.</summary>
    public bool? WithoutCreatedOn { get; init; }

    /// <summary>Only deals from this source, case-insensitive.</summary>
    public string? Source { get; init; }

    /// <summary>Only deals of accounts in this industry, case-insensitive.</summary>
    public string? Industry { get; init; }

    /// <summary>Words that the name of the deal or of its account contains, case-insensitive.</summary>
    public string? Text { get; init; }

    /// <summary>Order.</summary>
    public DealSort Sort { get; init; } = DealSort.Amount;

    /// <summary>Largest or latest first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Rows to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>Rows to return, 1 to <see cref="MaxTake"/>.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>A deal in a list, with the names that people read.</summary>
/// <param name="Id">The deal.</param>
/// <param name="Name">Its name.</param>
/// <param name="AccountId">Its account, or null.</param>
/// <param name="Account">Name of the account, or null.</param>
/// <param name="OwnerId">Its owner, or null.</param>
/// <param name="Owner">Name of the owner, or null.</param>
/// <param name="StageId">Its stage.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Status">Open, won or lost.</param>
/// <param name="Amount">Amount, or null.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="CreatedOn">First contact, or null.</param>
/// <param name="CloseDate">Expected or actual close, or null.</param>
/// <param name="StageEnteredOn">Since when it is in its stage, or null.</param>
/// <param name="LastActivityAt">Time of the latest past activity, or null.</param>
/// <param name="NextStep">What is agreed to happen next, or null.</param>
public sealed record DealRow(
    DealId Id,
    string Name,
    AccountId? AccountId,
    string? Account,
    UserId? OwnerId,
    string? Owner,
    StageId StageId,
    string Stage,
    DealStatus Status,
    decimal? Amount,
    string Currency,
    DateOnly? CreatedOn,
    DateOnly? CloseDate,
    DateOnly? StageEnteredOn,
    DateTimeOffset? LastActivityAt,
    string? NextStep);

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);

/// <summary>What deals are counted by.</summary>
public enum DealGrouping
{
    /// <summary>All in one.</summary>
    None,

    /// <summary>By owner.</summary>
    Owner,

    /// <summary>By stage.</summary>
    Stage,

    /// <summary>By account.</summary>
    Account,

    /// <summary>By product.</summary>
    Product,

    /// <summary>By source.</summary>
    Source,

    /// <summary>By month of the close date.</summary>
    CloseMonth,

    /// <summary>By loss reason.</summary>
    LossReason,

    /// <summary>By the account's industry.</summary>
    Industry,

    /// <summary>By the owner's team.</summary>
    Team,
}

/// <summary>Counts and sums over a group of deals, from which the metrics follow.</summary>
/// <param name="Key">Name of the group; null for deals that have none.</param>
/// <param name="Open">Open deals.</param>
/// <param name="Won">Won deals.</param>
/// <param name="Lost">Lost deals.</param>
/// <param name="OpenAmount">Sum of the open deals' amounts.</param>
/// <param name="WeightedAmount">Sum of open amount times the win probability of the stage.</param>
/// <param name="WonAmount">Revenue: sum of the won deals' amounts.</param>
/// <param name="LostAmount">Sum of the lost deals' amounts.</param>
/// <param name="CycleDays">Sum of the days from creation to close of closed deals where both are known.</param>
/// <param name="CycleCount">How many deals <see cref="CycleDays"/> sums up.</param>
/// <param name="WithoutAmount">Deals without an amount, which no sum contains.</param>
public sealed record DealTotals(
    string? Key,
    int Open,
    int Won,
    int Lost,
    decimal OpenAmount,
    decimal WeightedAmount,
    decimal WonAmount,
    decimal LostAmount,
    long CycleDays,
    int CycleCount,
    int WithoutAmount)
{
    /// <summary>All deals.</summary>
    public int Count => Open + Won + Lost;

    /// <summary>Won over closed deals, 0 to 1; null while nothing is closed.</summary>
    public double? WinRate => Won + Lost == 0 ? null : (double)Won / (Won + Lost);

    /// <summary>Won revenue over won deals; null while nothing is won.</summary>
    public decimal? AverageWonDeal => Won == 0 ? null : WonAmount / Won;

    /// <summary>Sales cycle length: mean days from creation to close over closed deals; null without any.</summary>
    public double? MeanCycleDays => CycleCount == 0 ? null : (double)CycleDays / CycleCount;
}

/// <summary>An activity without its text.</summary>
/// <param name="Id">The activity.</param>
/// <param name="DealId">Its deal, or null.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Direction">Who started it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Subject">Subject line or title.</param>
/// <param name="Minutes">Length of a call or meeting.</param>
/// <param name="AuthorId">The one of us who wrote or led it.</param>
/// <param name="Participants">Who took part.</param>
/// <param name="Snippet">The first words of the text.</param>
public sealed record ActivityHead(
    ActivityId Id,
    DealId? DealId,
    ActivityKind Kind,
    Direction Direction,
    DateTimeOffset At,
    string Subject,
    int? Minutes,
    UserId? AuthorId,
    IReadOnlyList<Participant> Participants,
    string Snippet)
{
    /// <summary>The most characters of a snippet.</summary>
    public const int SnippetLength = 200;
}

/// <summary>A contact with the part played in a deal.</summary>
/// <param name="Contact">The person.</param>
/// <param name="Role">The part, or null when nobody said.</param>
public sealed record Stakeholder(Contact Contact, BuyingRole? Role);

/// <summary>A deal with all that insight needs, texts left out.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Account">Its account, or null.</param>
/// <param name="Owner">Its owner, or null.</param>
/// <param name="Pipeline">Its pipeline.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Stakeholders">The account's contacts and everybody with a role in the deal.</param>
/// <param name="Activities">Newest first, at most <see cref="MaxActivities"/>; future meetings included.</param>
/// <param name="Tasks">Open tasks, soonest due first.</param>
public sealed record DealFile(
    Deal Deal,
    Account? Account,
    User? Owner,
    Pipeline Pipeline,
    Stage Stage,
    IReadOnlyList<Stakeholder> Stakeholders,
    IReadOnlyList<ActivityHead> Activities,
    IReadOnlyList<SalesTask> Tasks)
{
    /// <summary>The most activities that a file holds.</summary>
    public const int MaxActivities = 500;

    /// <summary>What the texts say, as they were read last.</summary>
    public DealReading Reading { get; init; } = DealReading.Empty;

    /// <summary>The wait that somebody declared last, or null; its day may have passed.</summary>
    public Snooze? Snooze { get; init; }
}

/// <summary>A legitimate wait: until the day, flags that the wait explains keep silent.</summary>
/// <param name="Reason">Why nothing happens, in the words of the one who declared it.</param>
/// <param name="Until">The day on which the deal is looked at again.</param>
public sealed record Snooze(string Reason, DateOnly Until)
{
    /// <summary>The most characters of a reason.</summary>
    public const int MaxReason = 500;

    /// <summary>The most days that a deal can wait: what waits longer is parked, and belongs in another stage.</summary>
    public const int MaxDays = 366;

    /// <summary>Why a wait cannot be declared, or null when it can.</summary>
    /// <param name="reason">Why nothing happens.</param>
    /// <param name="until">The day on which the deal is looked at again.</param>
    /// <param name="today">The day of the declaration.</param>
    public static Refusal? Check(string? reason, DateOnly until, DateOnly today) =>
        string.IsNullOrWhiteSpace(reason) ? new("Say why the deal waits.")
        : reason.Length > MaxReason ? new($"The reason can have {MaxReason} characters.")
        : until <= today ? new("The day has to lie ahead.")
        : until.DayNumber - today.DayNumber > MaxDays ? new($"A deal can wait {MaxDays} days at most.")
        : null;
}

/// <summary>A deal in a list, with how it stands.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Health">How it stands today.</param>
public sealed record JudgedDeal(DealRow Deal, DealHealth Health);

/// <summary>Deals with how they stand.</summary>
/// <param name="Deals">The worst of those found.</param>
/// <param name="Found">How many stand as bad as was asked for.</param>
/// <param name="Checked">How many open deals fit.</param>
public sealed record JudgedDeals(IReadOnlyList<JudgedDeal> Deals, int Found, int Checked);

/// <summary>An open deal as it stands on a board.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Version">Its version, which a change of it names.</param>
/// <param name="NextStepDue">The day its next step is due, or null.</param>
/// <param name="Judged">How it stands today, when that is at hand, else null.</param>
public sealed record BoardDeal(DealRow Deal, int Version, DateOnly? NextStepDue, JudgedInShort? Judged)
{
    /// <summary>The most deals of a board: a wider one is narrowed by filters, not read.</summary>
    public const int Max = 5_000;
}

/// <summary>A judgement without what it stands on.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Headline">The reason, worst first.</param>
public sealed record JudgedInShort(Verdict Verdict, string Headline);

/// <summary>What happened with deals lately.</summary>
/// <param name="Activities">Past activities of others, newest first.</param>
/// <param name="Moves">Stages that deals entered, newest first.</param>
public sealed record DealNews(IReadOnlyList<ActivityHead> Activities, IReadOnlyList<StageMove> Moves)
{
    /// <summary>The most activities, and the most moves.</summary>
    public const int Max = 100;
}

/// <summary>A deal entered a stage.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="On">The day.</param>
public sealed record StageMove(DealId DealId, string Stage, DateOnly On);

/// <summary>A name that a sentence may mean.</summary>
/// <param name="DealId">The deal that bears it, when it is a deal's.</param>
/// <param name="AccountId">The account that bears it or that the deal belongs to.</param>
/// <param name="Name">The deal's name; for an account entry, the account's.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Status">The deal's status; null for an account.</param>
/// <param name="Stage">Name of the deal's stage; null for an account.</param>
/// <param name="Amount">The deal's amount.</param>
/// <param name="Currency">ISO code of the amount.</param>
public sealed record NamedDeal(DealId? DealId, AccountId? AccountId, string Name, string? Account, DealStatus? Status, string? Stage, decimal? Amount, string? Currency);

/// <summary>
/// Reads the deal store for one viewer. Every query holds the viewer's scope in it: what the viewer may not see
/// does not exist here, and is answered with null or an empty list.
/// </summary>
public interface IDealReader
{
    /// <summary>Who is looking.</summary>
    Viewer Viewer { get; }

    /// <summary>A page of the deals that fit.</summary>
    Task<Page<DealRow>> FindDealsAsync(DealQuery query, CancellationToken ct);

    /// <summary>Counts and sums of the deals that fit, one entry a group and currency-blind, largest count first; paging is ignored.</summary>
    Task<IReadOnlyList<DealTotals>> SumDealsAsync(DealQuery query, DealGrouping grouping, CancellationToken ct);

    /// <summary>A page of the deals that fit, with the counts and sums of all of them; null for those when none fits.</summary>
    Task<(Page<DealRow> Page, DealTotals? Totals)> FindSummedDealsAsync(DealQuery query, CancellationToken ct);

    /// <summary>A deal with all that insight needs, or null.</summary>
    Task<DealFile?> GetDealAsync(DealId id, CancellationToken ct);

    /// <summary>The files of the deals that fit, at most <see cref="DealQuery.Take"/>, in a bounded number of queries.</summary>
    Task<IReadOnlyList<DealFile>> GetDealsAsync(DealQuery query, CancellationToken ct);

    /// <summary>
    /// How the open deals that fit stand today, as it was judged before, worst first, then the most important; order and paging of the
    /// query are ignored. Null when that is not at hand: a deal that fits has changed since or was not judged today, or the viewer
    /// does not see all of the latest wins and so judges by another history.
    /// </summary>
    /// <param name="query">Which deals.</param>
    /// <param name="least">Only deals that stand this bad or worse.</param>
    /// <param name="take">The most deals to return, 1 to <see cref="DealQuery.MaxTake"/>.</param>
    /// <param name="ct">Cancels the query.</param>
    Task<JudgedDeals?> ListJudgedAsync(DealQuery query, Verdict least, int take, CancellationToken ct);

    /// <summary>
    /// The open deals that fit for a board, in the order of the query and at most <see cref="BoardDeal.Max"/>, each with how it stands where
    /// that is at hand: it is not for a deal that changed since, and for none of a viewer who sees a part of the deals only.
    /// </summary>
    Task<Page<BoardDeal>> ListBoardAsync(DealQuery query, CancellationToken ct);

    /// <summary>Meetings and calls of the deals that fit from one moment to before another, earliest first; at most 50.</summary>
    Task<IReadOnlyList<ActivityHead>> GetAgendaAsync(DealQuery query, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <summary>What happened since a moment with the deals that fit, whatever the viewer wrote left out; moves count from that moment's day on.</summary>
    Task<DealNews> GetNewsAsync(DealQuery query, DateTimeOffset since, CancellationToken ct);

    /// <summary>The won deals in sight with the latest close dates, with their histories; for learning what winning looks like.</summary>
    Task<IReadOnlyList<Deal>> GetRecentWinsAsync(int take, CancellationToken ct);

    /// <summary>What the closed deals in sight with the latest close dates looked like while they were open; for learning how likely a deal is won. Those without their days are left out.</summary>
    Task<IReadOnlyList<ClosedDealFacts>> GetClosedDealsAsync(int take, CancellationToken ct);

    /// <summary>The latest past activities of all deals in sight, newest first; at most 200.</summary>
    Task<IReadOnlyList<ActivityHead>> GetLatestAsync(DateTimeOffset since, int take, CancellationToken ct);

    /// <summary>Activities of a deal, of one kind or of any, newest first, before a moment; at most 200.</summary>
    Task<IReadOnlyList<ActivityHead>> GetTimelineAsync(DealId id, ActivityKind? kind, DateTimeOffset? before, int take, CancellationToken ct);

    /// <summary>The texts of a deal, newest first; at most <see cref="DealFile.MaxActivities"/>, those ahead left out.</summary>
    Task<IReadOnlyList<Activity>> GetTextsAsync(DealId id, CancellationToken ct);

    /// <summary>The scores that a deal got in all frameworks, whatever became of them, newest first; at most 100, none when the deal is not in sight.</summary>
    Task<IReadOnlyList<Insight.Qualification.QualificationScore>> GetScoresAsync(DealId id, CancellationToken ct);

    /// <summary>What the reading of texts goes by.</summary>
    Task<InsightSettings> GetInsightSettingsAsync(CancellationToken ct);

    /// <summary>An activity with its text, or null.</summary>
    Task<Activity?> GetActivityAsync(ActivityId id, CancellationToken ct);

    /// <summary>Names of accounts and deals that share a word, or the beginning of one, with <paramref name="words"/>; open deals first, at most 200. Empty words: the viewer's open deals.</summary>
    Task<IReadOnlyList<NamedDeal>> FindNamesAsync(IReadOnlyList<string> words, CancellationToken ct);

    /// <summary>Names of all accounts and open deals in sight, for finding the nearest to a misspelt one; at most 20,000.</summary>
    Task<IReadOnlyList<NamedDeal>> ListNamesAsync(CancellationToken ct);

    /// <summary>Contacts whose name or title shares a word with <paramref name="words"/>, or all of an account; at most 50.</summary>
    Task<IReadOnlyList<Contact>> FindContactsAsync(IReadOnlyList<string> words, AccountId? account, CancellationToken ct);

    /// <summary>All pipelines with their stages.</summary>
    Task<IReadOnlyList<Pipeline>> GetPipelinesAsync(CancellationToken ct);

    /// <summary>The users whose deals the viewer may see, by name.</summary>
    Task<IReadOnlyList<User>> GetUsersAsync(CancellationToken ct);

    /// <summary>The teams of the users whose deals the viewer may see, by name.</summary>
    Task<IReadOnlyList<Team>> GetTeamsAsync(CancellationToken ct);

    /// <summary>The price book, by name; at most 5,000.</summary>
    Task<IReadOnlyList<Product>> GetProductsAsync(CancellationToken ct);

    /// <summary>The team's material in sight, by title; at most 1,000.</summary>
    Task<IReadOnlyList<MaterialHead>> ListMaterialsAsync(CancellationToken ct);

    /// <summary>The material with these ids that is in sight, with its texts.</summary>
    Task<IReadOnlyList<Material>> GetMaterialsAsync(IReadOnlyCollection<MaterialId> ids, CancellationToken ct);
}
