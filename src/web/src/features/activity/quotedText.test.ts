import { expect, test } from 'vitest';
import { checkQuote, readLines } from './quotedText.ts';

const body = '[00:00:04] Ada: How did it go?\n[00:00:11] Tom Brandt: Good. We need it before March.\n\nBye';
const quote = 'We need it before March';
const start = body.indexOf(quote);

test('checkQuote_wordsStandAtTheirPlace_isVerbatim', () => {
  expect(checkQuote(body, start, quote)).toEqual({ status: 'verbatim', range: { start, end: start + quote.length } });
});

test('checkQuote_wordsStandElsewhere_isChanged', () => {
  expect(checkQuote(body, start + 1, quote)).toEqual({ status: 'changed', quote });
  expect(checkQuote(body, null, quote)).toEqual({ status: 'changed', quote });
});

test('checkQuote_nothingQuoted_isNone', () => {
  expect(checkQuote(body, null, null)).toEqual({ status: 'none' });
});

test('readLines_transcript_tellsTimeSpeakerAndQuoteApart', () => {
  const lines = readLines(body, { start, end: start + quote.length });
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatchObject({ time: '00:00:04', speaker: 'Ada', parts: [{ text: 'How did it go?', quoted: false }] });
  expect(lines[1]).toMatchObject({
    time: '00:00:11',
    speaker: 'Tom Brandt',
    parts: [
      { text: 'Good. ', quoted: false },
      { text: quote, quoted: true },
      { text: '.', quoted: false },
    ],
  });
  expect(lines[3]).toMatchObject({ time: null, speaker: null, parts: [{ text: 'Bye', quoted: false }] });
});

test('readLines_quoteOverTwoLines_marksItsShareOfEach', () => {
  const lines = readLines('one two\nthree four', { start: 4, end: 13 });
  expect(lines.map((line) => line.parts.filter((part) => part.quoted).map((part) => part.text))).toEqual([['two'], ['three']]);
});
