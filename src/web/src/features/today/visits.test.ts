import { expect, test } from 'vitest';
import { visitNow, writeVisits } from './visits.ts';

const at = (time: string) => new Date(`2026-03-10T${time}:00.000Z`);

test('visitNow_firstTime_showsWhatHappenedWithinADay', () => {
  expect(visitNow(null, at('09:00'))).toEqual({ since: '2026-03-09T09:00:00.000Z', seen: '2026-03-10T09:00:00.000Z' });
  expect(visitNow('gone wrong', at('09:00')).since).toBe('2026-03-09T09:00:00.000Z');
});

test('visitNow_soonAgain_keepsTheNewsOfTheVisit', () => {
  const first = visitNow(null, at('09:00'));
  const again = visitNow(writeVisits(first), at('09:20'));
  expect(again).toEqual({ since: first.since, seen: at('09:20').toISOString() });
});

test('visitNow_muchLater_showsWhatHappenedSinceTheLastLook', () => {
  const first = visitNow(null, at('09:00'));
  expect(visitNow(writeVisits(first), at('13:00')).since).toBe('2026-03-10T09:00:00.000Z');
});
