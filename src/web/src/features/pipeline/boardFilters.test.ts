import { expect, test } from 'vitest';
import { clearBoardFilters, isBoardNarrowed, readBoardFilters, sortCardsBy, toBoardQuery, writeBoardFilters } from './boardFilters.ts';

const read = (query: string) => readBoardFilters(new URLSearchParams(query));

test('readBoardFilters_nonsense_countsAsNotSaid', () => {
  expect(read('view=map&verdict=gloomy&closeFrom=soon&sort=luck&page=-2')).toEqual(read(''));
});

test('writeBoardFilters_whatWasRead_isTheSameAddress', () => {
  const query = 'pipeline=p1&view=list&text=acme&owner=o1&team=t1&verdict=atRisk&closeFrom=2026-03-01&closeTo=2026-03-31&sort=amount&descending=true&page=2';
  expect(writeBoardFilters(read(query)).toString()).toBe(query);
  expect(writeBoardFilters(read('')).toString()).toBe('');
});

test('toBoardQuery_howItIsShown_isNoneOfTheServersBusiness', () => {
  expect(toBoardQuery(read('view=list&sort=amount&page=3&text=acme&verdict=watch'))).toBe('text=acme&verdict=watch');
});

test('sortCardsBy_sameAgain_turnsTheOrderRound', () => {
  const once = sortCardsBy(read('page=4'), 'amount');
  expect([once.sort, once.descending, once.page]).toEqual(['amount', false, 1]);
  expect(sortCardsBy(once, 'amount').descending).toBe(true);
  expect(sortCardsBy(sortCardsBy(once, 'amount'), 'amount').descending).toBe(false);
});

test('clearBoardFilters_narrowed_keepsPipelineAndView', () => {
  const cleared = clearBoardFilters(read('pipeline=p1&view=list&text=acme&team=t1'));
  expect(isBoardNarrowed(cleared)).toBe(false);
  expect(writeBoardFilters(cleared).toString()).toBe('pipeline=p1&view=list');
});
