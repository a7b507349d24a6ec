namespace Agent.Core.Deals;

/// <summary>What being in a stage means for a deal.</summary>
public enum DealStatus
{
    /// <summary>Still to be decided.</summary>
    Open,

    /// <summary>Signed.</summary>
    Won,

    /// <summary>Given up or refused.</summary>
    Lost,
}

/// <summary>An ordered set of stages with the thresholds that its deals are judged by.</summary>
public sealed class Pipeline
{
    private readonly List<Stage> _stages = [];

    /// <summary>Identity.</summary>
    public PipelineId Id { get; init; } = PipelineId.New();

    /// <summary>Name, for example "New business".</summary>
    public required string Name { get; set; }

    /// <summary>Thresholds of the risk flags.</summary>
    public PipelineThresholds Thresholds { get; set; } = new();

    /// <summary>The stages in their order; the won and the lost stage come last.</summary>
    public IReadOnlyList<Stage> Stages => [.. _stages.OrderBy(s => s.Order)];

    /// <summary>Adds a stage: open ones go before the first closed one, closed ones to the end.</summary>
    public Stage AddStage(Stage stage)
    {
        _stages.Sort((a, b) => a.Order.CompareTo(b.Order));
        var at = stage.Status == DealStatus.Open ? _stages.FindIndex(s => s.Status != DealStatus.Open) : -1;
        _stages.Insert(at < 0 ? _stages.Count : at, stage);
        for (var i = 0; i < _stages.Count; i++)
            _stages[i].Order = i;
        return stage;
    }

    /// <summary>The default pipeline with the stages, exit criteria, triggers and probabilities of published sales guides.</summary>
    public static Pipeline CreateDefault()
    {
        var pipeline = new Pipeline { Name = "Sales" };
        pipeline.AddStage(new() { Name = "Discovery", WinProbability = 0.10, UsualDays = 10, ExitCriterion = "The prospect replied and showed interest", NextAction = "Book the qualification call", NextActionWithinHours = 48 });
        pipeline.AddStage(new() { Name = "Qualification", WinProbability = 0.20, UsualDays = 14, ExitCriterion = "The framework's criteria are met", NextAction = "Schedule the demo and send a pre-call questionnaire", NextActionWithinHours = 72 });
        pipeline.AddStage(new() { Name = "Demo", WinProbability = 0.40, UsualDays = 14, ExitCriterion = "The prospect asked about pricing", NextAction = "Send the proposal", NextActionWithinHours = 24 });
        pipeline.AddStage(new() { Name = "Proposal", WinProbability = 0.60, UsualDays = 14, ExitCriterion = "The prospect reviewed it and raised questions or counter-terms", NextAction = "Call to follow up on the proposal", NextActionWithinHours = 72 });
        pipeline.AddStage(new() { Name = "Negotiation", WinProbability = 0.80, UsualDays = 21, ExitCriterion = "Verbal agreement", NextAction = "Send the contract", NextActionWithinHours = 24 });
        pipeline.AddStage(new() { Name = "Won", Status = DealStatus.Won, WinProbability = 1, ExitCriterion = "Contract signed", NextAction = "Hand over to the account manager", NextActionWithinHours = 48 });
        pipeline.AddStage(new() { Name = "Lost", Status = DealStatus.Lost, WinProbability = 0, ExitCriterion = "A loss reason is recorded" });
        return pipeline;
    }
}

/// <summary>A milestone of a pipeline.</summary>
public sealed class Stage
{
    /// <summary>Identity.</summary>
    public StageId Id { get; init; } = StageId.New();

    /// <summary>Name as the team says it.</summary>
    public required string Name { get; set; }

    /// <summary>Position in the pipeline, from 0.</summary>
    public int Order { get; internal set; }

    /// <summary>Whether a deal in this stage is open, won or lost.</summary>
    public DealStatus Status { get; init; }

    /// <summary>Chance that a deal that reached this stage is won, 0 to 1; used until history says better.</summary>
    public double WinProbability { get; set; }

    /// <summary>Days that a deal usually spends here, or null when nobody said.</summary>
    public int? UsualDays { get; set; }

    /// <summary>The evidence that lets a deal move on.</summary>
    public string? ExitCriterion { get; set; }

    /// <summary>The stage's trigger: what to do once a deal is here.</summary>
    public string? NextAction { get; set; }

    /// <summary>Deadline of <see cref="NextAction"/>, in hours after the deal entered the stage.</summary>
    public int? NextActionWithinHours { get; set; }
}
