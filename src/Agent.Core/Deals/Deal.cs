namespace Agent.Core.Deals;

/// <summary>One possible sale. Its state moves only through the named methods, each of which raises <see cref="Version"/>.</summary>
public sealed class Deal
{
    private readonly List<StageEntry> _stageHistory = [];
    private readonly List<FieldChange> _changes = [];
    private readonly List<DealRole> _roles = [];
    private readonly List<DealLine> _lines = [];

    private Deal()
    {
    }

    /// <summary>Identity.</summary>
    public DealId Id { get; private init; } = DealId.New();

    /// <summary>Name as people say it.</summary>
    public required string Name { get; set; }

    /// <summary>The company sold to; null for a deal that came without one.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>The pipeline it is in.</summary>
    public PipelineId PipelineId { get; private set; }

    /// <summary>The one stage it is in.</summary>
    public StageId StageId { get; private set; }

    /// <summary>The status of its stage, kept beside it so that queries need no join.</summary>
    public DealStatus Status { get; private set; }

    /// <summary>The day it entered its stage; null when the source did not say.</summary>
    public DateOnly? StageEnteredOn { get; private set; }

    /// <summary>The user whose deal it is; null while nobody's.</summary>
    public UserId? OwnerId { get; set; }

    /// <summary>Expected revenue while open, revenue once won, in whole units of <see cref="Currency"/>; null when unknown.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>ISO 4217 code of <see cref="Amount"/>.</summary>
    public string Currency { get; private set; } = "USD";

    /// <summary>Where the deal came from, for example "Referral".</summary>
    public string? Source { get; set; }

    /// <summary>New business, expansion or renewal, in the words of the source.</summary>
    public string? Type { get; set; }

    /// <summary>The day of the first contact; null for a deal that came without a start date.</summary>
    public DateOnly? CreatedOn { get; private set; }

    /// <summary>The expected day of closing while open, the actual one once closed.</summary>
    public DateOnly? CloseDate { get; private set; }

    /// <summary>Days from creation to close; null while open or when either day is unknown.</summary>
    public int? CycleDays { get; private set; }

    /// <summary>Why it was lost.</summary>
    public string? LossReason { get; private set; }

    /// <summary>What is agreed to happen next.</summary>
    public string? NextStep { get; private set; }

    /// <summary>The day <see cref="NextStep"/> is due.</summary>
    public DateOnly? NextStepDue { get; private set; }

    /// <summary>Rises by one with every change; a write with an older version is refused.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Key in the system that this deal was imported from; unique among deals.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The stages it has been in, oldest first, the current one last.</summary>
    public IReadOnlyList<StageEntry> StageHistory => _stageHistory;

    /// <summary>Changes of amount and close date, oldest first.</summary>
    public IReadOnlyList<FieldChange> Changes => _changes;

    /// <summary>Who plays which part on the buyer's side.</summary>
    public IReadOnlyList<DealRole> Roles => _roles;

    /// <summary>What is sold.</summary>
    public IReadOnlyList<DealLine> Lines => _lines;

    /// <summary>Starts a deal in a stage.</summary>
    /// <param name="name">Name as people say it.</param>
    /// <param name="pipeline">The pipeline that <paramref name="stage"/> belongs to.</param>
    /// <param name="stage">The stage to start in.</param>
    /// <param name="createdOn">The day of the first contact, when known.</param>
    /// <param name="stageEnteredOn">The day it entered <paramref name="stage"/>, when known.</param>
    /// <param name="amount">The amount, when known.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="closeDate">Expected or, for a closed stage, actual day of closing.</param>
    /// <param name="lossReason">Why it was lost, for a lost stage.</param>
    public static Deal Start(
        string name,
        Pipeline pipeline,
        Stage stage,
        DateOnly? createdOn,
        DateOnly? stageEnteredOn = null,
        decimal? amount = null,
        string currency = "USD",
        DateOnly? closeDate = null,
        string? lossReason = null)
    {
        var deal = new Deal
        {
            Name = name,
            PipelineId = pipeline.Id,
            StageId = stage.Id,
            Status = stage.Status,
            StageEnteredOn = stageEnteredOn,
            CreatedOn = createdOn,
            Amount = amount,
            Currency = currency,
            CloseDate = closeDate,
            LossReason = stage.Status == DealStatus.Lost ? lossReason : null,
        };
        if (stageEnteredOn is { } day)
            deal._stageHistory.Add(new(stage.Id, day));
        deal.CycleDays = deal.ComputeCycle();
        return deal;
    }

    /// <summary>Moves the deal to another stage of its pipeline; closing sets the close date to <paramref name="on"/>.</summary>
    /// <returns>Null when moved, else why not.</returns>
    public Refusal? MoveTo(Stage stage, DateOnly on, string? lossReason = null)
    {
        if (stage.Id == StageId)
            return new($"The deal is in {stage.Name} already.");
        if (StageEnteredOn is { } entered && on < entered)
            return new($"The deal entered its stage on {entered:yyyy-MM-dd}; it cannot leave it on {on:yyyy-MM-dd}.");
        if (stage.Status == DealStatus.Lost && string.IsNullOrWhiteSpace(lossReason))
            return new("A lost deal needs a loss reason.");

        StageId = stage.Id;
        Status = stage.Status;
        StageEnteredOn = on;
        LossReason = stage.Status == DealStatus.Lost ? lossReason : null;
        if (stage.Status != DealStatus.Open)
            CloseDate = on;
        CycleDays = ComputeCycle();
        _stageHistory.Add(new(stage.Id, on));
        Version++;
        return null;
    }

    /// <summary>Takes the last move back as if it had not been: the deal stands again as long in its stage as it did.</summary>
    /// <param name="stage">The stage it came from.</param>
    /// <param name="enteredOn">The day it had entered that stage, or null when nobody knew.</param>
    /// <param name="closeDate">The close date it had.</param>
    /// <param name="lossReason">The loss reason it had, for a lost stage.</param>
    public void TakeBackMove(Stage stage, DateOnly? enteredOn, DateOnly? closeDate, string? lossReason)
    {
        if (_stageHistory.Count > 0)
            _stageHistory.RemoveAt(_stageHistory.Count - 1);
        (StageId, Status, StageEnteredOn, CloseDate) = (stage.Id, stage.Status, enteredOn, closeDate);
        LossReason = stage.Status == DealStatus.Lost ? lossReason : null;
        CycleDays = ComputeCycle();
        Version++;
    }

    /// <summary>Records an earlier stage that the deal passed through, as an import with history knows it.</summary>
    public void RecordPastStage(Stage stage, DateOnly enteredOn)
    {
        // The current stage stays last; a deal that went back has its stage among the past ones too.
        var past = StageEnteredOn is null ? _stageHistory.Count : _stageHistory.Count - 1;
        var at = past == 0 ? 0 : _stageHistory.FindLastIndex(past - 1, e => e.EnteredOn <= enteredOn) + 1;
        _stageHistory.Insert(at, new(stage.Id, enteredOn));
    }

    /// <summary>Sets the expected close date and remembers the former one.</summary>
    public void MoveCloseDate(DateOnly? to, DateOnly on)
    {
        if (to == CloseDate)
            return;
        _changes.Add(new(FieldChange.CloseDate, Iso(CloseDate), Iso(to), on));
        CloseDate = to;
        CycleDays = ComputeCycle();
        Version++;

        static string? Iso(DateOnly? day) => day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Sets the amount and remembers the former one.</summary>
    public void ChangeAmount(decimal? to, DateOnly on)
    {
        if (to == Amount)
            return;
        _changes.Add(new(FieldChange.Amount, Plain(Amount), Plain(to), on));
        Amount = to;
        Version++;

        static string? Plain(decimal? amount) => amount?.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Takes the last change of the close date back as if it had not been.</summary>
    /// <param name="former">The close date before it.</param>
    public void TakeBackCloseDate(DateOnly? former)
    {
        Forget(FieldChange.CloseDate);
        CloseDate = former;
        CycleDays = ComputeCycle();
        Version++;
    }

    /// <summary>Takes the last change of the amount back as if it had not been.</summary>
    /// <param name="former">The amount before it.</param>
    public void TakeBackAmount(decimal? former)
    {
        Forget(FieldChange.Amount);
        Amount = former;
        Version++;
    }

    /// <summary>Records a change of the past, as an import with history knows it.</summary>
    public void RecordPastChange(FieldChange change) => _changes.Add(change);

    /// <summary>Says what happens next and by when; null clears it.</summary>
    public void PlanNextStep(string? nextStep, DateOnly? due)
    {
        if (nextStep == NextStep && due == NextStepDue)
            return;
        NextStep = nextStep;
        NextStepDue = due;
        Version++;
    }

    /// <summary>Gives a contact a part in the deal; replaces the part the contact had.</summary>
    public void SetRole(ContactId contact, BuyingRole role)
    {
        if (_roles.Exists(r => r.ContactId == contact && r.Role == role))
            return;
        _roles.RemoveAll(r => r.ContactId == contact);
        _roles.Add(new(contact, role));
        Version++;
    }

    /// <summary>Takes the part that a contact had in the deal; one without a part stays so.</summary>
    public void RemoveRole(ContactId contact)
    {
        if (_roles.RemoveAll(r => r.ContactId == contact) > 0)
            Version++;
    }

    /// <summary>Sets how many units of a product are sold at which price; replaces the product's former line.</summary>
    public void SetLine(ProductId product, decimal quantity, decimal? unitPrice)
    {
        var line = new DealLine(product, quantity, unitPrice);
        if (_lines.Contains(line))
            return;
        _lines.RemoveAll(l => l.ProductId == product);
        _lines.Add(line);
        Version++;
    }

    private void Forget(string field)
    {
        if (_changes.FindLastIndex(c => c.Field == field) is >= 0 and var last)
            _changes.RemoveAt(last);
    }

    private int? ComputeCycle() =>
        Status != DealStatus.Open && CreatedOn is { } from && CloseDate is { } to ? to.DayNumber - from.DayNumber : null;
}

/// <summary>A day on which a deal entered a stage.</summary>
/// <param name="StageId">The stage.</param>
/// <param name="EnteredOn">The day.</param>
public sealed record StageEntry(StageId StageId, DateOnly EnteredOn);

/// <summary>A change of a deal's field. Values are invariant text: dates as yyyy-MM-dd, amounts as plain numbers.</summary>
/// <param name="Field"><see cref="CloseDate"/> or <see cref="Amount"/>.</param>
/// <param name="Before">Former value or null.</param>
/// <param name="After">New value or null.</param>
/// <param name="On">The day of the change.</param>
public sealed record FieldChange(string Field, string? Before, string? After, DateOnly On)
{
    /// <summary>The close date.</summary>
    public const string CloseDate = "closeDate";

    /// <summary>The amount.</summary>
    public const string Amount = "amount";
}

/// <summary>A contact's part in a deal.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Role">The part.</param>
public sealed record DealRole(ContactId ContactId, BuyingRole Role);

/// <summary>The parts that people play on the buyer's side.</summary>
public enum BuyingRole
{
    /// <summary>Has a say without deciding.</summary>
    Influencer,

    /// <summary>Will work with what is bought.</summary>
    User,

    /// <summary>Sells for us inside.</summary>
    Champion,

    /// <summary>Decides.</summary>
    DecisionMaker,

    /// <summary>Owns the money.</summary>
    EconomicBuyer,

    /// <summary>Works against it.</summary>
    Blocker,

    /// <summary>Buys by the rules of the house.</summary>
    Procurement,

    /// <summary>Checks the contract.</summary>
    Legal,
}

/// <summary>A product in a deal.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Agreed or quoted price of a unit in the deal's currency, or null.</param>
public sealed record DealLine(ProductId ProductId, decimal Quantity, decimal? UnitPrice);

/// <summary>Why something that a person or a model asked for was not done, in a sentence for that person.</summary>
/// <param name="Reason">What is wrong and how to mend it.</param>
public sealed record Refusal(string Reason);
