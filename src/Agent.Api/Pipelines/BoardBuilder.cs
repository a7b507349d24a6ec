using Agent.Core.Deals;
using Agent.Core.Insight.Health;

namespace Agent.Api.Pipelines;

/// <summary>Puts a board together out of what is kept, and judges the deals of which no judgement is at hand.</summary>
/// <param name="reader">The deals that the caller sees.</param>
/// <param name="judge">Judges deals.</param>
internal sealed class BoardBuilder(IDealReader reader, DealJudge judge)
{
    /// <summary>The board of a pipeline.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="query">Which of its deals, in which order.</param>
    /// <param name="verdict">Only deals that stand like this.</param>
    /// <param name="ct">Cancels the queries.</param>
    public async Task<Board> BuildAsync(Pipeline pipeline, DealQuery query, Verdict? verdict, CancellationToken ct)
    {
        var stages = pipeline.Stages;
        var open = stages.Where(s => s.Status == DealStatus.Open).ToList();
        var page = await reader.ListBoardAsync(query with { Stages = [.. open.Select(s => s.Id)] }, ct);
        var judged = await JudgeAsync(page.Items, ct);
        var owners = (await reader.GetUsersAsync(ct)).ToDictionary(u => u.Id);
        var cards = (
            from deal in page.Items
            let card = Card(deal, judged.GetValueOrDefault(deal.Deal.Id), owners)
            where verdict is null || card.Verdict == verdict
            select (deal.Deal.StageId, Card: card)).ToLookup(c => c.StageId, c => c.Card);
        var columns = open.Select(s => Column(s, [.. cards[s.Id]])).ToList();
        return new(
            pipeline.Id,
            pipeline.Name,
            columns,
            [.. stages.Where(s => s.Status != DealStatus.Open).Select(s => new ClosedStage(s.Id, s.Name, s.Status))],
            columns.Sum(c => c.Count),
            page.Total - page.Items.Count);
    }

    private async Task<Dictionary<DealId, JudgedInShort>> JudgeAsync(IReadOnlyList<BoardDeal> deals, CancellationToken ct)
    {
        var judged = new Dictionary<DealId, JudgedInShort>();
        var missing = deals.Where(d => d.Judged is null).ToList();
        if (missing.Count > DealQuery.MaxTake)
        {
            var all = await judge.JudgeAllAsync(reader, ct);
            foreach (var deal in missing)
            {
                if (all.GetValueOrDefault(deal.Deal.Id) is { } kept && kept.Version == deal.Version)
                    judged[deal.Deal.Id] = kept.InShort;
            }
        }

        var rest = missing.Select(d => d.Deal.Id).Where(id => !judged.ContainsKey(id)).Take(DealQuery.MaxTake).ToList();
        if (rest.Count == 0)
            return judged;
        foreach (var (file, health) in await judge.JudgeAsync(reader, new() { Deals = rest }, ct))
            judged[file.Deal.Id] = new(health.Verdict, health.Headline);
        return judged;
    }

    private BoardCard Card(BoardDeal board, JudgedInShort? judgedNow, Dictionary<UserId, User> owners)
    {
        var (deal, judged) = (board.Deal, board.Judged ?? judgedNow);
        return new(
            deal.Id,
            board.Version,
            deal.Name,
            deal.Account,
            deal.Owner,
            deal.Amount,
            deal.Currency,
            deal.StageEnteredOn,
            deal.CloseDate,
            deal.NextStep,
            board.NextStepDue,
            judged?.Verdict,
            judged?.Headline,
            reader.Viewer.MayDecideFor(deal.OwnerId is { } owner ? owners.GetValueOrDefault(owner) : null));
    }

    private static BoardColumn Column(Stage stage, IReadOnlyList<BoardCard> cards) => new(
        stage.Id,
        stage.Name,
        stage.ExitCriterion,
        stage.UsualDays,
        stage.WinProbability,
        cards.Count,
        [
            .. from card in cards
               where card.Amount is not null
               group card.Amount!.Value by card.Currency into amounts
               let sum = amounts.Sum()
               orderby sum descending, amounts.Key
               select new BoardSum(amounts.Key, sum, sum * (decimal)stage.WinProbability),
        ],
        cards);
}
