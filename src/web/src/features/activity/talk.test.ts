import { expect, test } from 'vitest';
import type { SpokenTurn } from '../../api/types.ts';
import { findIn, formatSeconds, partsOf } from './talk.ts';

const body = 'Ada: We need it before March.\nTom: In March (Q1).';
const turns: SpokenTurn[] = [
  { start: 5, end: 29, speaker: 'Ada', side: 'buyer', seconds: 0 },
  { start: 35, end: body.length, speaker: 'Tom', side: 'seller', seconds: 4 },
];

test('partsOf_layersThatOverlap_areCutWhereOneBeginsOrEnds', () => {
  const need = { start: 8, end: 20, kind: 'qualification', what: 'Need: for' } as const;
  const risk = { start: 13, end: 28, kind: 'risk', what: 'Objection: timing' } as const;
  const parts = partsOf(body, turns[0]!, { quote: null, marks: [need, risk], matches: [{ start: 23, end: 28 }] });
  expect(parts.map(({ text, kinds, match }) => [text, kinds, match])).toEqual([
    ['We ', [], null],
    ['need ', ['qualification'], null],
    ['it befo', ['qualification', 'risk'], null],
    ['re ', ['risk'], null],
    ['March', ['risk'], 0],
    ['.', [], null],
  ]);
});

test('partsOf_quoteThatBeginsInAnotherTurn_marksItsShare', () => {
  const parts = partsOf(body, turns[1]!, { quote: { start: 22, end: 43 }, marks: [], matches: [] });
  expect(parts.map(({ text, quoted }) => [text, quoted])).toEqual([
    ['In March', true],
    [' (Q1).', false],
  ]);
  const read = { start: 38, end: 47, kind: 'risk', what: 'Objection: timing' } as const;
  expect(partsOf(body, turns[1]!, { quote: { start: 22, end: 43 }, marks: [read], matches: [] }).map(({ text }) => text)).toEqual(['In March', ' (Q1', ').']);
});

test('findIn_wordsInAnyCase_areFoundInTheOrderOfTheTalk', () => {
  expect(findIn(body, turns, ' MARCH ').map(({ start }) => start)).toEqual([23, 38]);
  expect(findIn(body, turns, '(q1)')).toHaveLength(1);
  expect(findIn(body, turns, 'Ada')).toEqual([]);
  expect(findIn(body, turns, ' ')).toEqual([]);
});

test('formatSeconds_anHourAndMore_saysTheHour', () => {
  expect([4, 75, 3723].map(formatSeconds)).toEqual(['0:04', '1:15', '1:02:03']);
});
