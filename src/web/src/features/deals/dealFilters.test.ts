import { expect, test } from 'vitest';
import { changeFilters, isNarrowed, readFilters, sortBy, toQuery, writeFilters } from './dealFilters.ts';

const plain = readFilters(new URLSearchParams());

test('readFilters_writtenFilters_comeBack', () => {
  const filters = { ...plain, status: 'won', text: 'Acme & Co', minAmount: '50000', closeTo: '2026-03-31', descending: true, page: 3 } as const;
  expect(readFilters(writeFilters(filters))).toEqual(filters);
});

test('readFilters_nonsense_countsAsNotSaid', () => {
  const params = new URLSearchParams('status=odd&sort=owner&page=-1&minAmount=much&closeFrom=tomorrow');
  expect(readFilters(params)).toEqual(plain);
});

test('writeFilters_plainList_hasABareAddress', () => {
  expect(writeFilters(plain).toString()).toBe('');
  expect(isNarrowed(plain)).toBe(false);
});

test('isNarrowed_onlySortedOrTurnedOver_isNot', () => {
  expect(isNarrowed({ ...plain, sort: 'amount', page: 2 })).toBe(false);
  expect(isNarrowed({ ...plain, owner: 'user-1' })).toBe(true);
});

test('changeFilters_anyFilter_goesBackToTheFirstPage', () => {
  expect(changeFilters({ ...plain, page: 4 }, { text: 'x' }).page).toBe(1);
  expect(changeFilters(plain, { page: 4 }).page).toBe(4);
});

test('sortBy_sameColumnAgain_turnsTheOrderRound', () => {
  const byAmount = sortBy(plain, 'amount');
  expect(byAmount).toMatchObject({ sort: 'amount', descending: true });
  expect(sortBy(byAmount, 'amount').descending).toBe(false);
  expect(sortBy(byAmount, 'name').descending).toBe(false);
});

test('toQuery_secondPageOfAllDeals_skipsTheFirstAndNamesNoStatus', () => {
  const query = new URLSearchParams(toQuery({ ...plain, status: 'all', page: 2 }));
  expect(Object.fromEntries(query)).toEqual({ skip: '50', take: '50', sort: 'closeDate', descending: 'false' });
});
