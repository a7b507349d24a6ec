import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildEvents } from '../testing/builders.ts';
import { FakeLink } from '../testing/fakeLink.ts';
import { watchConversation } from './conversationHub.ts';
import type { SequencedEvent } from './types.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const words = (from: number, count: number) =>
  buildEvents(
    Array.from({ length: count }, (_, index) => ({ type: 'textDelta' as const, text: String(from + index) })),
    from,
  );

function watch(link: FakeLink, after = 0) {
  const watching = new AbortController();
  const seen: SequencedEvent[] = [];
  const done = (async () => {
    for await (const event of watchConversation(link, 'conversation-1', after, watching.signal)) seen.push(event);
  })();
  return { done, seen, stop: () => watching.abort(), sequences: () => seen.map((event) => event.sequence) };
}

const streams = (link: FakeLink, count: number) => vi.waitFor(() => expect(link.streams).toHaveLength(count));

test('watchConversation_begun_asksForWhatComesAfterTheGivenNumber', async () => {
  const link = new FakeLink();
  const { done, stop } = watch(link, 7);
  await streams(link, 1);
  expect(link.last).toMatchObject({ method: 'Watch', args: ['conversation-1', 7] });
  stop();
  await done;
});

test('watchConversation_connectionLostInMidAnswer_resumesWithoutLossOrDuplicates', async () => {
  const link = new FakeLink();
  const { done, sequences, stop } = watch(link);
  await streams(link, 1);
  link.last.send(...words(1, 3));
  await vi.waitFor(() => expect(sequences()).toEqual([1, 2, 3]));

  link.lose();
  link.restore();
  await streams(link, 2);
  expect(link.last.args).toEqual(['conversation-1', 3]);
  // A server that repeats itself is listened to from where we were.
  link.last.send(...words(2, 4));
  await vi.waitFor(() => expect(sequences()).toEqual([1, 2, 3, 4, 5]));
  stop();
  await done;
});

test('watchConversation_wordsOfTheBrokenStreamStillWaiting_areNotLost', async () => {
  const link = new FakeLink();
  const { done, sequences, stop } = watch(link);
  await streams(link, 1);
  link.last.send(...words(1, 2));
  link.lose();
  link.restore();
  await streams(link, 2);
  expect(link.last.args).toEqual(['conversation-1', 2]);
  expect(sequences()).toEqual([1, 2]);
  stop();
  await done;
});

test('watchConversation_whileDisconnected_doesNotAskAgain', async () => {
  const link = new FakeLink();
  const { done, stop } = watch(link);
  await streams(link, 1);
  link.lose();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(link.streams).toHaveLength(1);
  link.restore();
  await streams(link, 2);
  stop();
  await done;
});

test('watchConversation_aborted_endsAndLeavesTheStream', async () => {
  const link = new FakeLink();
  const { done, stop } = watch(link);
  await streams(link, 1);
  stop();
  await done;
  expect(link.last.disposed).toBe(true);
});

test('watchConversation_serverRefusesOnALiveConnection_throwsItsReason', async () => {
  const link = new FakeLink();
  const { done } = watch(link);
  const outcome = expect(done).rejects.toThrow('no such conversation');
  await streams(link, 1);
  link.last.fail('There is no such conversation.');
  await streams(link, 2);
  link.last.fail('There is no such conversation.');
  await vi.advanceTimersByTimeAsync(1_000);
  await outcome;
});

test('watchConversation_connectionBreaksAgainAndAgain_isNeverARefusal', async () => {
  const link = new FakeLink();
  const { done, stop } = watch(link);
  for (let round = 1; round <= 5; round++) {
    await streams(link, round);
    link.lose();
    link.restore();
  }
  await streams(link, 6);
  stop();
  await done;
});
