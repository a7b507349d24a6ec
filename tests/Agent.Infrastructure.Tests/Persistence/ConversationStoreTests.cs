using System.Text.Json;
using Agent.Core.Agents;
using Agent.Core.Conversations;
using Agent.Core.Deals;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Tests.Persistence;

public sealed class ConversationStoreTests : IAsyncLifetime
{
    private readonly User _user = new() { Name = "Nora" };
    private TestStore _store = null!;
    private ConversationStore _conversations = null!;
    private Conversation _conversation = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.CreateAsync(Ct);
        await _store.AddAsync(Ct, _user);
        _conversations = new(_store, _store.Clock);
        _conversation = await _conversations.CreateAsync(_user.Id, "What next on Acme?", Ct);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AppendAsync_ManyWritersAtOnce_NumbersWithoutGapsAndKeepsBatchesTogether()
    {
        var turn = await BeginAsync();
        // Stores of their own, as several processes have.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(
            async () =>
            {
                var store = new ConversationStore(_store, _store.Clock);
                for (var batch = 0; batch < 5; batch++)
                    (await store.AppendAsync(turn, [Say($"{writer}.{batch}a"), Say($"{writer}.{batch}b")], Ct)).ShouldBeTrue();
            },
            Ct)));

        var log = await _conversations.ReadAsync(_conversation.Id, 0, Ct);

        log.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 80).Select(n => (long)n));
        var words = log.Select(e => ((TextDelta)e.Event).Text).ToList();
        for (var i = 0; i < words.Count; i += 2)
            words[i + 1].ShouldBe(words[i].Replace('a', 'b'));
    }

    [Fact]
    public async Task ReadAsync_EveryKindOfEvent_ComesBackAsItWas()
    {
        var turn = await BeginAsync();
        AgentEvent[] events =
        [
            new TurnStarted(turn.Id, "What \"next\"?"),
            new PassagesFound([new("1", "Call: Zebra", DealId.New(), ActivityId.New(), _store.Clock.GetUtcNow(), 12, "the words", "Laura")]),
            new ToolReturned("1", "next_step", true, "Send the contract"),
            new TextDelta("**Möbel** 🦓\n"),
            new TurnCompleted("answer", [], "offline", null),
        ];

        await _conversations.AppendAsync(turn, events, Ct);

        var read = (await _conversations.ReadAsync(_conversation.Id, 0, Ct)).Select(e => e.Event).ToList();
        read.Select(e => e.GetType()).ShouldBe(events.Select(e => e.GetType()));
        JsonSerializer.Serialize(read, ConversationStore.Json).ShouldBe(JsonSerializer.Serialize(events, ConversationStore.Json));
        ((PassagesFound)read[1]).Sources.ShouldBe(((PassagesFound)events[1]).Sources);
    }

    [Fact]
    public async Task WatchAsync_FromTheBeginning_ReplaysAndThenFollows()
    {
        var turn = await BeginAsync();
        await _conversations.AppendAsync(turn, [Say("old")], Ct);
        await using var watch = _conversations.WatchAsync(_conversation.Id, 0, Ct).GetAsyncEnumerator(Ct);

        (await NextAsync(watch)).ShouldBe((1, "old"));
        var waiting = NextAsync(watch);
        waiting.IsCompleted.ShouldBeFalse();
        await _conversations.AppendAsync(turn, [Say("new"), Say("newer")], Ct);

        (await waiting).ShouldBe((2, "new"));
        (await NextAsync(watch)).ShouldBe((3, "newer"));
    }

    [Fact]
    public async Task WatchAsync_AfterANumber_GivesExactlyTheRest()
    {
        var turn = await BeginAsync();
        await _conversations.AppendAsync(turn, [Say("one"), Say("two"), Say("three")], Ct);
        await using var watch = _conversations.WatchAsync(_conversation.Id, 2, Ct).GetAsyncEnumerator(Ct);

        (await NextAsync(watch)).ShouldBe((3, "three"));
    }

    [Fact]
    public async Task WatchAsync_EventOfAnotherProcess_IsFoundAtTheNextLook()
    {
        var turn = await BeginAsync();
        await using var watch = _conversations.WatchAsync(_conversation.Id, 0, Ct).GetAsyncEnumerator(Ct);
        var waiting = NextAsync(watch);
        await _store.Clock.WaitForTimerAsync(Ct);

        await new ConversationStore(_store, _store.Clock).AppendAsync(turn, [Say("from elsewhere")], Ct);
        _store.Clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).ShouldBe((1, "from elsewhere"));
    }

    [Fact]
    public async Task WatchAsync_EventsOfThisAndAnotherProcessInTurn_GivesEachOnceInOrder()
    {
        var turn = await BeginAsync();
        var other = new ConversationStore(_store, _store.Clock);
        await using var watch = _conversations.WatchAsync(_conversation.Id, 0, Ct).GetAsyncEnumerator(Ct);
        var waiting = NextAsync(watch);
        await _store.Clock.WaitForTimerAsync(Ct);

        await other.AppendAsync(turn, [Say("one")], Ct);
        await _conversations.AppendAsync(turn, [Say("two")], Ct);
        await other.AppendAsync(turn, [Say("three")], Ct);
        await _conversations.AppendAsync(turn, [Say("four")], Ct);

        (await waiting).ShouldBe((1, "one"));
        (await NextAsync(watch)).ShouldBe((2, "two"));
        (await NextAsync(watch)).ShouldBe((3, "three"));
        (await NextAsync(watch)).ShouldBe((4, "four"));
    }

    [Fact]
    public async Task WatchAsync_SlowerThanTheWriter_MissesNothing()
    {
        const int Batches = 300;
        var turn = await BeginAsync();
        await using var watch = _conversations.WatchAsync(_conversation.Id, 0, Ct).GetAsyncEnumerator(Ct);
        await _conversations.AppendAsync(turn, [Say("0")], Ct);
        (await NextAsync(watch)).ShouldBe((1, "0"));

        for (var i = 1; i < Batches; i++)
            await _conversations.AppendAsync(turn, [Say($"{i}")], Ct);

        for (var i = 1; i < Batches; i++)
            (await NextAsync(watch)).ShouldBe((i + 1, $"{i}"));
    }

    [Fact]
    public async Task EndAsync_WithoutAnAnswer_KeepsWhatWasSaidUpToTheLastBatch()
    {
        var turn = await BeginAsync();
        await _conversations.AppendAsync(turn, [Say("Half ")], Ct);

        await _conversations.EndAsync(turn, TurnStatus.Failed, null, null, [Say("a word"), new TurnFailed("It broke off.", Stopped: false)], Ct);

        (await _conversations.AppendAsync(turn, [Say("late")], Ct)).ShouldBeFalse();
        var log = await _conversations.ReadAsync(_conversation.Id, 0, Ct);
        log.Select(e => e.Event.GetType()).ShouldBe([typeof(TextDelta), typeof(TextDelta), typeof(TurnFailed)]);
        await using var db = _store.CreateDbContext();
        (await db.Turns.AsNoTracking().SingleAsync(Ct)).Answer.ShouldBe("Half a word");
    }

    [Fact]
    public async Task WatchAsync_Cancelled_EndsWithoutWaiting()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var watch = _conversations.WatchAsync(_conversation.Id, 0, cancel.Token).GetAsyncEnumerator(Ct);
        var waiting = NextAsync(watch);
        await _store.Clock.WaitForTimerAsync(Ct);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task BeginTurnAsync_WhileAnotherRuns_IsRefused()
    {
        await BeginAsync();

        var (turn, _, refusal) = await _conversations.BeginTurnAsync(_conversation.Id, "And now?", null, null, Ct);

        turn.ShouldBeNull();
        refusal!.Reason.ShouldContain("still answering");
    }

    [Fact]
    public async Task BeginTurnAsync_SeveralAtOnce_OneBegins()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => _conversations.BeginTurnAsync(_conversation.Id, $"Question {i}", null, null, Ct), Ct)));

        tries.Count(t => t.Turn is not null).ShouldBe(1);
    }

    [Fact]
    public async Task BeginTurnAsync_ManyConversationsAtOnceWithOneThatIsGone_BeginsAllOthers()
    {
        var conversations = new List<Conversation>();
        for (var i = 0; i < 8; i++)
            conversations.Add(await _conversations.CreateAsync(_user.Id, $"Conversation {i}", Ct));
        var gone = conversations[3];
        await _conversations.DeleteAsync(_user.Id, gone.Id, Ct);

        var begun = conversations.Select(c => Task.Run(() => _conversations.BeginTurnAsync(c.Id, c.Title, null, null, Ct), Ct)).ToList();

        foreach (var (conversation, turn) in conversations.Zip(begun))
        {
            if (conversation == gone)
                await Should.ThrowAsync<DbUpdateException>(turn);
            else
                (await TurnAsync((await turn).Turn!.Id)).Question.ShouldBe(conversation.Title);
        }
    }

    [Fact]
    public async Task BeginTurnAsync_Cancelled_BeginsNothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await _conversations.BeginTurnAsync(_conversation.Id, "What next?", null, null, cancel.Token));

        (await BeginAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task BeginTurnAsync_AfterOthersEnded_GivesThemOldestFirst()
    {
        foreach (var question in new[] { "first", "second" })
        {
            var turn = (await _conversations.BeginTurnAsync(_conversation.Id, question, null, null, Ct)).Turn!;
            await _conversations.EndAsync(turn, TurnStatus.Completed, $"answer to {question}", null, [], Ct);
            _store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (_, earlier, _) = await _conversations.BeginTurnAsync(_conversation.Id, "third", null, null, Ct);

        earlier.Select(t => (t.Question, t.Answer)).ShouldBe([("first", "answer to first"), ("second", "answer to second")]);
    }

    [Fact]
    public async Task StopAsync_RunningTurn_EndsItOnceAndKeepsWhatWasSaid()
    {
        var turn = await BeginAsync();
        await _conversations.AppendAsync(turn, [Say("Half an "), Say("answer")], Ct);

        (await _conversations.StopAsync(_user.Id, _conversation.Id, turn.Id, Ct)).ShouldBeTrue();
        (await _conversations.AppendAsync(turn, [Say(" too late")], Ct)).ShouldBeFalse();
        await _conversations.EndAsync(turn, TurnStatus.Completed, "too late", null, [new TurnCompleted("too late", [], "offline", null)], Ct);
        (await _conversations.StopAsync(_user.Id, _conversation.Id, turn.Id, Ct)).ShouldBeTrue();

        var log = await _conversations.ReadAsync(_conversation.Id, 0, Ct);
        log.Select(e => e.Event).Skip(2).ShouldHaveSingleItem().ShouldBe(new TurnFailed("Stopped.", Stopped: true));
        var stored = await TurnAsync(turn.Id);
        (stored.Status, stored.Answer, stored.EndedAt).ShouldBe((TurnStatus.Stopped, "Half an answer", _store.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task StopAsync_TurnOfSomebodyElse_IsNotThere()
    {
        var turn = await BeginAsync();

        (await _conversations.StopAsync(UserId.New(), _conversation.Id, turn.Id, Ct)).ShouldBeFalse();

        (await TurnAsync(turn.Id)).Status.ShouldBe(TurnStatus.Running);
    }

    [Fact]
    public async Task EndAbandonedAsync_LeasePassed_EndsTheTurnAndTellsTheWatchers()
    {
        var turn = await BeginAsync();
        await _conversations.AppendAsync(turn, [Say("I was about to")], Ct);
        _store.Clock.Advance(ConversationStore.Lease);
        (await _conversations.EndAbandonedAsync(Ct)).ShouldBe(0);

        _store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await _conversations.EndAbandonedAsync(Ct)).ShouldBe(1);

        (await _conversations.EndAbandonedAsync(Ct)).ShouldBe(0);
        var last = (await _conversations.ReadAsync(_conversation.Id, 1, Ct)).ShouldHaveSingleItem().Event.ShouldBeOfType<TurnFailed>();
        last.Stopped.ShouldBeFalse();
        (await TurnAsync(turn.Id)).Answer.ShouldBe("I was about to");
        (await _conversations.BeginTurnAsync(_conversation.Id, "Again", null, null, Ct)).Turn.ShouldNotBeNull();
    }

    [Fact]
    public async Task EndAbandonedAsync_LeaseRenewedByWriting_LetsTheTurnRun()
    {
        var turn = await BeginAsync();
        _store.Clock.Advance(ConversationStore.Lease / 2);
        await _conversations.AppendAsync(turn, [], Ct);
        _store.Clock.Advance(ConversationStore.Lease * 0.75);

        (await _conversations.EndAbandonedAsync(Ct)).ShouldBe(0);

        (await _conversations.AppendAsync(turn, [Say("still here")], Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task CreateAsync_LongTitle_IsCutBetweenCharacters()
    {
        var title = new string('x', Conversation.MaxTitle - 2) + "🦓🦓🦓";

        var conversation = await _conversations.CreateAsync(_user.Id, $"two\r\nlines", Ct);
        var cut = await _conversations.CreateAsync(_user.Id, title, Ct);

        conversation.Title.ShouldBe("two lines");
        cut.Title.ShouldBe(new string('x', Conversation.MaxTitle - 2) + "…");
    }

    [Fact]
    public async Task DeleteAsync_ConversationOfSomebodyElse_StaysAndOwnGoesWithItsLog()
    {
        var turn = await BeginAsync();
        await _conversations.AppendAsync(turn, [Say("gone soon")], Ct);

        (await _conversations.DeleteAsync(UserId.New(), _conversation.Id, Ct)).ShouldBeFalse();
        (await _conversations.DeleteAsync(_user.Id, _conversation.Id, Ct)).ShouldBeTrue();

        await using var db = _store.CreateDbContext();
        (await db.TurnEvents.CountAsync(Ct), await db.Turns.CountAsync(Ct)).ShouldBe((0, 0));
        (await _conversations.AppendAsync(turn, [Say("too late")], Ct)).ShouldBeFalse();
    }

    private static TextDelta Say(string text) => new(text);

    private static async Task<(long, string)> NextAsync(IAsyncEnumerator<SequencedEvent> watch)
    {
        (await watch.MoveNextAsync()).ShouldBeTrue();
        return (watch.Current.Sequence, ((TextDelta)watch.Current.Event).Text);
    }

    private async Task<Turn> BeginAsync() => (await _conversations.BeginTurnAsync(_conversation.Id, "What next on Acme?", null, null, Ct)).Turn!;

    private async Task<Turn> TurnAsync(TurnId id)
    {
        await using var db = _store.CreateDbContext();
        return await db.Turns.AsNoTracking().SingleAsync(t => t.Id == id, Ct);
    }
}
