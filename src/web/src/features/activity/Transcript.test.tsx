import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { SpokenTurn } from '../../api/types.ts';
import { buildActivity } from '../../testing/builders.ts';
import { renderPage } from '../../testing/render.tsx';
import { Transcript } from './Transcript.tsx';

const body = '[00:00:04] Ada: Who decides in March?\n[00:01:15] Tom Brandt: Helen decides, in March. I send you her number.';
const turnOf = (speaker: string, side: SpokenTurn['side'], words: string, seconds: number): SpokenTurn => ({ start: body.indexOf(words), end: body.indexOf(words) + words.length, speaker, side, seconds });
const markOf = (kind: 'qualification' | 'promise', words: string, what: string) => ({ kind, start: body.indexOf(words), end: body.indexOf(words) + words.length, what });
const talk = buildActivity(body, {
  turns: [turnOf('Ada', 'seller', 'Who decides in March?', 4), turnOf('Tom Brandt', 'buyer', 'Helen decides, in March. I send you her number.', 75)],
  marks: [markOf('qualification', 'Helen decides', 'Authority: for'), markOf('promise', 'I send you her number', 'The buyer promised: send her number')],
});

const turns = () => within(screen.getByRole('list', { name: 'Talk' })).getAllByRole('listitem');
const marks = () => [...document.querySelectorAll('mark')].map((mark) => mark.textContent);

test('Transcript_talk_saysWhoSpokeForWhomWhenAndWhatWasRead', () => {
  renderPage(<Transcript text={talk} quote={null} />);
  const [asked, answered] = turns();
  expect(asked).toHaveTextContent('Adaus0:04Who decides in March?');
  expect(answered).toHaveTextContent('Tom Brandtbuyer1:15');
  expect(answered).toHaveTextContent('Authority: for · The buyer promised: send her number');
  expect(marks()).toEqual(['Helen decides', 'I send you her number']);
});

test('Transcript_quote_isHighlightedAndBroughtIntoView', () => {
  const scroll = vi.spyOn(HTMLElement.prototype, 'scrollIntoView');
  const start = body.indexOf('in March.');
  renderPage(<Transcript text={talk} quote={{ start, end: start + 9 }} />);
  expect(screen.getByText('in March.')).toHaveClass('quoted');
  expect(scroll.mock.contexts).toEqual([screen.getByText('in March.')]);
});

test('Transcript_searched_goesFromFindToFind', async () => {
  const scroll = vi.spyOn(HTMLElement.prototype, 'scrollIntoView');
  renderPage(<Transcript text={talk} quote={null} />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Find in the talk' }), 'march');
  expect(screen.getByRole('status')).toHaveTextContent('2 found');
  await userEvent.keyboard('{Enter}{Enter}');
  expect(screen.getByRole('status')).toHaveTextContent('2 of 2');
  expect(scroll.mock.contexts.map((mark) => (mark as HTMLElement).closest('li'))).toEqual(turns());
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
  expect(screen.getByRole('status')).toHaveTextContent('1 of 2');
});

test('Transcript_kindSwitchedOff_isNotMarkedAnyMore', async () => {
  renderPage(<Transcript text={talk} quote={null} />);
  await userEvent.click(screen.getByRole('button', { name: 'Promises 1' }));
  expect(marks()).toEqual(['Helen decides']);
  expect(screen.getByRole('button', { name: 'Promises 1' })).toHaveAttribute('aria-pressed', 'false');
  await userEvent.click(screen.getByRole('button', { name: 'Next place' }));
  expect(screen.getByRole('status')).toHaveTextContent('1 of 1');
});
