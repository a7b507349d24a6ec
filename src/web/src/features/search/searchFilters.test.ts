import { expect, test } from 'vitest';
import { isSearch, readSearch, writeSearch } from './searchFilters.ts';

test('readSearch_senselessValues_countAsNotSaid', () => {
  const read = readSearch(new URLSearchParams('q=price&kind=toString&since=yesterday'));
  expect(read).toEqual({ q: 'price', deal: null, person: '', kind: null, since: '' });
});

test('writeSearch_whatWasRead_comesBack', () => {
  const address = 'q=price&deal=deal-1&person=Ada&kind=battleCard&since=2026-02-01';
  expect(writeSearch(readSearch(new URLSearchParams(address))).toString()).toBe(address);
});

test('isSearch_onlyADeal_isNone', () => {
  expect(isSearch(readSearch(new URLSearchParams('deal=deal-1')))).toBe(false);
  expect(isSearch(readSearch(new URLSearchParams('deal=deal-1&q=%20')))).toBe(false);
  expect(isSearch(readSearch(new URLSearchParams('kind=email')))).toBe(true);
});
