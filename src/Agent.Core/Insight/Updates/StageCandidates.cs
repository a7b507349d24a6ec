using Agent.Core.Deals;

namespace Agent.Core.Insight.Updates;

/// <summary>What it takes to leave a stage, by the words of its exit criterion, because stages are the team's own.</summary>
internal enum StageExit
{
    Other,
    Interest,
    Criteria,
    Price,
    Terms,
    Agreement,
}

/// <summary>Lines that might say that the deal is in a later stage, or has ended.</summary>
internal static class StageCandidates
{
    public static StageExit Leaves(Stage stage) =>
        Says(stage, "verbal", "agreement") ? StageExit.Agreement
        : Says(stage, "counter", "reviewed", "raised questions") ? StageExit.Terms
        : Says(stage, "pric", "cost", "quote") ? StageExit.Price
        : Says(stage, "criteria", "qualif") ? StageExit.Criteria
        : Says(stage, "interest", "replied") ? StageExit.Interest
        : StageExit.Other;

    public static IEnumerable<UpdateCandidate> Of(UpdateTalk talk, UpdateChanges changes)
    {
        foreach (var line in talk.Lines)
        {
            foreach (var (head, to, reason) in Targets(talk))
                yield return new(head, line, [], sure => changes.Stage(to, reason, sure, line));
            yield return new(UpdateHead.Loss, line, [], sure => changes.Loss(UpdateChanges.Title(talk.WordsOf(talk.Around(line).Append(line))), line.Voice == Voice.Record ? "Our record says that the buyer ended it." : "The buyer ended it.", sure, [line, .. talk.Around(line)]));
        }
    }

    private static List<(UpdateHead Head, Stage To, string Reason)> Targets(UpdateTalk talk)
    {
        var (stage, stages) = (talk.File.Stage, talk.File.Pipeline.Stages);
        var targets = new List<(UpdateHead, Stage, string)>();
        if (stages.FirstOrDefault(s => s.Status == DealStatus.Won) is { } won)
            targets.Add((UpdateHead.Signed, won, "The contract is signed."));
        var leaves = Leaves(stage);
        var next = stages.FirstOrDefault(s => s.Order > stage.Order && s.Status == DealStatus.Open);
        var agreement = stages.FirstOrDefault(s => s.Order > stage.Order && s.Status == DealStatus.Open && Leaves(s) == StageExit.Agreement);
        if (agreement is not null)
            targets.Add((UpdateHead.Agreed, agreement, leaves == StageExit.Terms ? "The buyer agreed by word, or answers the proposal with terms." : "The buyer agreed by word."));
        else if (next is not null && leaves is StageExit.Terms)
            targets.Add((UpdateHead.Agreed, next, $"Met to leave {stage.Name}: the buyer has read the proposal and answers with terms."));
        if (next is not null && leaves == StageExit.Price)
            targets.Add((UpdateHead.Priced, next, $"Met to leave {stage.Name}: the buyer asks what it costs."));
        if (next is not null && leaves == StageExit.Criteria)
            targets.Add((UpdateHead.Qualified, next, $"Met to leave {stage.Name}: {stage.ExitCriterion}."));
        if (next is not null && leaves == StageExit.Interest)
            targets.Add((UpdateHead.Interested, next, $"Met to leave {stage.Name}: the buyer replied and shows interest."));
        return targets;
    }

    private static bool Says(Stage stage, params string[] words) => stage.ExitCriterion is { } criterion && words.Any(w => criterion.Contains(w, StringComparison.OrdinalIgnoreCase));
}
