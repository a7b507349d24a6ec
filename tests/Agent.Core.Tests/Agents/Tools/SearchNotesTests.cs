using Agent.Core.Agents.Offline;
using Agent.Core.Agents.Tools;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Agent.Tests.Support;

namespace Agent.Core.Tests.Agents.Tools;

public sealed class SearchNotesTests : IPassageIndex
{
    private static readonly DateTimeOffset March = new(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly (DateOnly Since, DateOnly Until) February = (new(2026, 2, 1), new(2026, 2, 28));

    private readonly List<Passage> _passages = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<IReadOnlyList<Passage>> SearchAsync(Viewer viewer, PassageQuery query, CancellationToken ct) => Task.FromResult<IReadOnlyList<Passage>>(
        [.. _passages.Where(p => !(p.At < query.From) && !(p.At >= query.To) && (query.Speaker is null || p.Speaker == query.Speaker))]);

    [Fact]
    public async Task SearchNotes_SaidAtAnotherTimeOnly_SaysThatItIsFromAnotherTime()
    {
        Say("Ingrid", "The cap is 70.", March);

        var result = await FindAsync("Ingrid");

        (result.AtOtherTimes, result.ByOthers, result.Passages.Count).ShouldBe((true, false, 1));
        var answer = AnswerWriter.Write(result);
        answer.ShouldStartWith("I find nothing about \"price\" by Ingrid from 1 February to 28 February. What was said at other times:");
        answer.ShouldContain("The cap is 70.");
    }

    [Fact]
    public async Task SearchNotes_SaidInThePeriod_LeavesTheRestOut()
    {
        Say("Ingrid", "The cap is 60.", March.AddMonths(-1));
        Say("Ingrid", "The cap is 70.", March);

        var result = await FindAsync("Ingrid");

        result.AtOtherTimes.ShouldBeFalse();
        result.Passages.ShouldHaveSingleItem().Item.Quote.ShouldBe("The cap is 60.");
    }

    [Fact]
    public async Task SearchNotes_SaidByOthersAtAnotherTime_SaysBoth()
    {
        Say("Laura", "Prices went up.", March);

        AnswerWriter.Write(await FindAsync("Ingrid")).ShouldContain("What others said at other times:");
    }

    private void Say(string speaker, string words, DateTimeOffset at) =>
        _passages.Add(new(ActivityId.New(), null, null, PassageKind.Call, at, "Call", 0, words, speaker, 1));

    private async Task<SearchResult> FindAsync(string speaker) =>
        (SearchResult)await new TextTools(new(new FakeDealReader(), this, new FakeClock(), null)).SearchNotes("price", speaker: speaker, since: February.Since, until: February.Until, ct: Ct);
}
