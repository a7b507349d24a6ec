namespace Agent.Core.Insight.Health;

/// <summary>The signals that mark a deal at risk.</summary>
public enum RiskKind
{
    /// <summary>Nothing happened for too long.</summary>
    NoActivity,

    /// <summary>Our messages stay without an answer.</summary>
    BuyerSilent,

    /// <summary>A message of the buyer waits for our answer.</summary>
    SlowAnswer,

    /// <summary>Longer in its stage than deals usually are.</summary>
    StalledInStage,

    /// <summary>Open for longer than won deals took in all.</summary>
    OlderThanWonDeals,

    /// <summary>The expected close date has passed.</summary>
    CloseDatePast,

    /// <summary>The close date is nearer than the stage allows.</summary>
    CloseDateUnrealistic,

    /// <summary>The close date was moved to a later day again and again.</summary>
    CloseDatePushed,

    /// <summary>Too few people on the buyer's side are engaged.</summary>
    SingleThreaded,

    /// <summary>Late, and nobody known who decides or owns the money.</summary>
    NoDecisionMaker,

    /// <summary>A champion, decision maker or economic buyer left, or is about to.</summary>
    StakeholderLeft,

    /// <summary>Nothing is agreed or planned.</summary>
    NoNextStep,

    /// <summary>A proposal is out and no follow-up has a date.</summary>
    ProposalUnattended,

    /// <summary>A task or an agreed step was not done by its day.</summary>
    OverdueStep,

    /// <summary>No amount is known.</summary>
    AmountMissing,

    /// <summary>The amount went down.</summary>
    AmountShrank,

    /// <summary>The buyer objected and nobody answered.</summary>
    Objection,

    /// <summary>A competitor is in play.</summary>
    Competitor,

    /// <summary>Late, and the price was never talked about.</summary>
    PriceNotDiscussed,

    /// <summary>Bad news about the buyer: layoffs, budget cuts, an acquisition.</summary>
    BadNews,

    /// <summary>A criterion of qualification is open that should be met by now.</summary>
    QualificationGap,

    /// <summary>We promised something that the price book or the delivery policy contradicts.</summary>
    BrokenPromise,
}
