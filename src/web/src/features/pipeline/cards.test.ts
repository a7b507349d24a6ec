import { expect, test } from 'vitest';
import { buildBoard, buildCard } from '../../testing/builders.ts';
import { columnOf, daysInStage, moveCard, sortCards } from './cards.ts';

const board = buildBoard([
  { id: 'demo', winProbability: 0.5, cards: [buildCard({ id: 'a', amount: 100 }), buildCard({ id: 'b', amount: 50 })] },
  { id: 'proposal', winProbability: 0.8, cards: [buildCard({ id: 'c', amount: 10, currency: 'USD' })] },
]);

test('moveCard_toAnotherStage_movesItsMoneyToo', () => {
  const moved = moveCard(board, 'a', 'proposal', '2026-03-10');
  expect(moved.columns.map(({ count, sums }) => ({ count, sums }))).toEqual([
    { count: 1, sums: [{ currency: 'EUR', amount: 50, weighted: 25 }] },
    {
      count: 2,
      sums: [
        { currency: 'EUR', amount: 100, weighted: 80 },
        { currency: 'USD', amount: 10, weighted: 8 },
      ],
    },
  ]);
  expect(columnOf(moved, 'a')?.cards[0]).toMatchObject({ id: 'a', stageEnteredOn: '2026-03-10' });
  expect(board.columns[0]?.count).toBe(2);
});

test('moveCard_toAClosedStage_leavesTheBoard', () => {
  const moved = moveCard(board, 'a', 'won', '2026-03-10');
  expect(columnOf(moved, 'a')).toBeUndefined();
  expect(moved.shown).toBe(2);
});

test('moveCard_nobodyKnows_changesNothing', () => {
  expect(moveCard(board, 'x', 'proposal', '2026-03-10')).toBe(board);
});

test('sortCards_pressing_isWorstFirstThenLargest', () => {
  const cards = [
    buildCard({ id: '1', verdict: 'onTrack', amount: 900 }),
    buildCard({ id: '2', verdict: null, amount: 999 }),
    buildCard({ id: '3', verdict: 'critical', amount: null }),
    buildCard({ id: '4', verdict: 'critical', amount: 5 }),
  ];
  expect(sortCards(cards, 'pressing').map(({ id }) => id)).toEqual(['4', '3', '1', '2']);
});

test('sortCards_byDays_unknownComesLast', () => {
  const cards = [
    buildCard({ id: '1', closeDate: null, stageEnteredOn: null }),
    buildCard({ id: '2', closeDate: '2026-05-01', stageEnteredOn: '2026-01-01' }),
    buildCard({ id: '3', closeDate: '2026-04-01', stageEnteredOn: '2026-02-01' }),
  ];
  expect(sortCards(cards, 'closeDate').map(({ id }) => id)).toEqual(['3', '2', '1']);
  expect(sortCards(cards, 'inStage').map(({ id }) => id)).toEqual(['2', '3', '1']);
});

test('daysInStage_unknownDay_isUnknown', () => {
  const now = new Date(2026, 2, 10);
  expect(daysInStage(buildCard({ stageEnteredOn: '2026-03-01' }), now)).toBe(9);
  expect(daysInStage(buildCard({ stageEnteredOn: null }), now)).toBeNull();
});
