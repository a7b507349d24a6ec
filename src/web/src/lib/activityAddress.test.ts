import { expect, test } from 'vitest';
import { readActivity, withActivity, withoutSource } from './activityAddress.ts';

test('withActivity_onAPageWithFilters_keepsThem', () => {
  const search = withActivity('?status=won', { activityId: 'a', start: 4, quote: 'before March & April' });
  expect(readActivity(search)).toEqual({ activityId: 'a', start: 4, quote: 'before March & April' });
  expect(withoutSource(search)).toBe('?status=won');
});

test('withActivity_anotherWasOpen_takesItsPlace', () => {
  const search = withActivity('?activity=a&start=4&quote=x', { activityId: 'b', start: null, quote: null });
  expect(readActivity(search)).toEqual({ activityId: 'b', start: null, quote: null });
});

test('withActivity_longQuote_isCutBetweenCharacters', () => {
  const quote = `${'x'.repeat(499)}😀 and more`;
  expect(readActivity(withActivity('', { activityId: 'a', start: 0, quote }))?.quote).toBe('x'.repeat(499));
});

test('readActivity_nonsensePlace_isNoPlace', () => {
  expect(readActivity('?activity=a&start=-3')?.start).toBeNull();
  expect(readActivity('?activity=a')?.start).toBeNull();
  expect(readActivity('?start=3')).toBeNull();
});
