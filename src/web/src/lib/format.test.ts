import { expect, test } from 'vitest';
import { countOf, daysSince, formatBytes, formatDay, formatDaysAgo, formatMoney, parseDay, toDay } from './format.ts';

const now = new Date(2026, 2, 10, 23, 30);

test('formatMoney_localeAndCurrency_decideTheLook', () => {
  expect(formatMoney(84_000, 'EUR', 'en-GB')).toBe('€84,000');
  expect(formatMoney(84_000, 'EUR', 'de-DE')).toBe('84.000\u00a0€');
  expect(formatMoney(12.5, 'USD', 'en-US')).toBe('$12.50');
});

test('formatMoney_noRealCurrency_isShownBehindTheAmount', () => {
  expect(formatMoney(10, 'points', 'en-GB')).toBe('10 points');
  expect(formatMoney(10, '', 'en-GB')).toBe('10');
});

test('parseDay_anyTimeZone_staysThatDay', () => {
  expect(toDay(parseDay('2026-03-01'))).toBe('2026-03-01');
  expect(formatDay('2026-03-01', 'en-GB')).toBe('1 Mar 2026');
});

test('daysSince_lateInTheDay_countsCalendarDays', () => {
  expect(daysSince('2026-03-10', now)).toBe(0);
  expect(daysSince('2026-03-01', now)).toBe(9);
  expect(daysSince('2026-03-12', now)).toBe(-2);
});

test('formatDaysAgo_nearDays_haveTheirNames', () => {
  expect(formatDaysAgo('2026-03-10', now)).toBe('today');
  expect(formatDaysAgo('2026-03-09', now)).toBe('yesterday');
  expect(formatDaysAgo('2026-02-26', now)).toBe('12 days ago');
});

test('countOf_one_isSingular', () => {
  expect(countOf(1, 'deal')).toBe('1 deal');
  expect(countOf(0, 'deal')).toBe('0 deals');
});

test('formatBytes_sizes_haveTheirUnit', () => {
  expect(formatBytes(512, 'en-GB')).toBe('512 bytes');
  expect(formatBytes(1_400_000, 'en-GB')).toBe('1.4 MB');
});
