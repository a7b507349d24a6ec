import type { Board, BoardCard, BoardColumn } from '../../api/types.ts';
import { daysSince } from '../../lib/format.ts';
import { boardVerdicts, type CardSort } from './boardFilters.ts';

/** Days that a deal has been in its stage, or null when nobody knows. */
export const daysInStage = (card: BoardCard, now: Date): number | null =>
  card.stageEnteredOn === null ? null : Math.max(0, daysSince(card.stageEnteredOn, now));

const rank = (card: BoardCard) => {
  const at = boardVerdicts.findIndex((verdict) => verdict === card.verdict);
  return at < 0 ? boardVerdicts.length : at;
};

/** Negative when the first comes before the second; what is not known comes last. */
function known<T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compare(a, b);
}

const byAmount = (a: BoardCard, b: BoardCard) => known(a.amount, b.amount, (x, y) => y - x);
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const orders: Readonly<Record<CardSort, (a: BoardCard, b: BoardCard) => number>> = {
  pressing: (a, b) => rank(a) - rank(b) || byAmount(a, b),
  amount: byAmount,
  closeDate: (a, b) => known(a.closeDate, b.closeDate, byText),
  inStage: (a, b) => known(a.stageEnteredOn, b.stageEnteredOn, byText),
  name: (a, b) => a.name.localeCompare(b.name),
};

/** The cards in an order; the id decides between equals, so that nothing jumps about. */
export function sortCards<T extends BoardCard>(cards: readonly T[], sort: CardSort, descending = false): T[] {
  const turn = descending ? -1 : 1;
  return [...cards].sort((a, b) => turn * orders[sort](a, b) || byText(a.id, b.id));
}

function withCards(column: BoardColumn, cards: BoardCard[]): BoardColumn {
  const amounts = new Map<string, number>();
  for (const { amount, currency } of cards) if (amount !== null) amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
  const sums = [...amounts].map(([currency, amount]) => ({ currency, amount, weighted: amount * column.winProbability }));
  return { ...column, cards, count: cards.length, sums: sums.sort((a, b) => b.amount - a.amount) };
}

/** The board once a deal is in another stage since a day; a closed stage takes it off the board. */
export function moveCard(board: Board, cardId: string, stageId: string, today: string): Board {
  const found = board.columns.flatMap((column) => column.cards).find((card) => card.id === cardId);
  if (found === undefined) return board;
  const moved = { ...found, stageEnteredOn: today };
  const columns = board.columns.map((column) => {
    if (column.id === stageId) return withCards(column, [moved, ...column.cards.filter((card) => card.id !== cardId)]);
    return column.cards.some((card) => card.id === cardId)
      ? withCards(
          column,
          column.cards.filter((card) => card.id !== cardId),
        )
      : column;
  });
  return { ...board, columns, shown: columns.reduce((sum, column) => sum + column.count, 0) };
}

/** The stage that a deal is in on this board. */
export const columnOf = (board: Board, cardId: string): BoardColumn | undefined =>
  board.columns.find((column) => column.cards.some((card) => card.id === cardId));
