namespace Agent.Core.Deals;

/// <summary>
/// Thresholds of the risk flags, in days unless said otherwise. The defaults are those that sales guides and vendors
/// publish; where nobody publishes a number the docstring says so.
/// </summary>
public sealed record PipelineThresholds
{
    /// <summary>No activity for this long: stale (stale alert of the sales guides; Gong, Microsoft and Salesforce use the same 14).</summary>
    public int StaleAfterDays { get; init; } = 14;

    /// <summary>No activity for this long: the deal rarely closes any more (guides: 30 to 60).</summary>
    public int DyingAfterDays { get; init; } = 30;

    /// <summary>The same as <see cref="StaleAfterDays"/> for late stages, where a proposal is out: flag it for the manager (guides: 14).</summary>
    public int ProposalStaleAfterDays { get; init; } = 14;

    /// <summary>The same as <see cref="DyingAfterDays"/> for late stages: the proposal is dying (guides: 30).</summary>
    public int ProposalDyingAfterDays { get; init; } = 30;

    /// <summary>An outbound message without an answer for this long: the buyer went silent (Gong, Microsoft: 3 to 7).</summary>
    public int SilentAfterDays { get; init; } = 7;

    /// <summary>The latest message is given this long before silence counts, unless there are <see cref="SilentAfterTouches"/> (lower end of the published 3 to 7).</summary>
    public int SilentGraceDays { get; init; } = 3;

    /// <summary>This many messages and calls without any answer: the buyer went silent however recent the last one is (vendors count "n touches"; 3 is our choice).</summary>
    public int SilentAfterTouches { get; init; } = 3;

    /// <summary>An inbound message without our answer for this many working days: we are slow (lead response time's usual SLA of a day).</summary>
    public int AnswerWithinDays { get; init; } = 1;

    /// <summary>Stalled from this many times the stage's usual duration on (Outreach: twice the median of won deals).</summary>
    public double StalledAtTimesUsual { get; init; } = 2;

    /// <summary>Never called stalled before this, however fast the stage usually is (guides: 7 to 10 for early stages).</summary>
    public int StalledAfterDaysAtLeast { get; init; } = 7;

    /// <summary>Stalled after this long where neither history nor a default says what is usual (Gong: 30).</summary>
    public int StalledAfterDaysOtherwise { get; init; } = 30;

    /// <summary>
    /// Too old from this many times the median cycle of won deals on. Microsoft and Krayin flag at the median itself, which
    /// half of all won deals pass; 1.5 is our choice, for precision.
    /// </summary>
    public double OldAtTimesWonCycle { get; init; } = 1.5;

    /// <summary>This many moves of the close date to a later day: the date is not believed (Gong: 3).</summary>
    public int MaxCloseDatePushes { get; init; } = 3;

    /// <summary>A close date within this many days is unrealistic before a late stage (Gong: closes this week but still early).</summary>
    public int CloseSoonDays { get; init; } = 7;

    /// <summary>Fewer engaged contacts than this: single-threaded (Gong, Microsoft: one contact only).</summary>
    public int MinEngagedContacts { get; init; } = 2;

    /// <summary>The same as <see cref="MinEngagedContacts"/> for large deals (Gong: fewer than 3).</summary>
    public int MinEngagedContactsOfLargeDeal { get; init; } = 3;

    /// <summary>A contact counts as engaged for this long (Gong: 90).</summary>
    public int EngagedWithinDays { get; init; } = 90;

    /// <summary>From this win probability on (0 to 1) one contact is too few and a deal needs an amount: after the demo, in the default pipeline. Our choice; before it, one contact is normal.</summary>
    public double MiddleStageProbability { get; init; } = 0.4;

    /// <summary>From this win probability on (0 to 1) a stage counts as late: a proposal is out and an economic buyer must be known.</summary>
    public double LateStageProbability { get; init; } = 0.6;

    /// <summary>Large from this many times the median won deal on (our choice).</summary>
    public double LargeAtTimesWonDeal { get; init; } = 2;

    /// <summary>Large from this amount on, in any currency, while too few won deals are known for a median (our choice).</summary>
    public decimal LargeDealAmount { get; init; } = 50_000;

    /// <summary>After a talk with the buyer or a new stage this long may pass before a next step is missed (guides: follow up within 72 hours).</summary>
    public int NextStepGraceDays { get; init; } = 3;

    /// <summary>A fall of the amount by less than this share (0 to 1) is a correction, not a risk (our choice).</summary>
    public double AmountShrankShare { get; init; } = 0.1;

    /// <summary>Changes of the amount and statements in texts count as news for this long (the span in which Gong counts engagement).</summary>
    public int NewsWithinDays { get; init; } = 90;
}
