import { expect, test } from 'vitest';
import { announcement, spoken } from './announcement.ts';
import type { Turn } from './turnReducer.ts';

const turn: Turn = { id: 't', question: 'q', steps: [], sources: [], proposals: [], replaced: [], text: '**Call** Helen [1].', phase: { status: 'running' } };

test('announcement_whileWordsArrive_saysOneThing', () => {
  expect(announcement(turn)).toBe(announcement({ ...turn, text: 'other words' }));
});

test('announcement_answerComplete_isTheWholeAnswerWithoutSigns', () => {
  expect(announcement({ ...turn, phase: { status: 'completed', model: 'offline', notes: [], unsupported: [] } })).toBe('Answer: Call Helen .');
});

test('spoken_linksAndLists_areWords', () => {
  expect(spoken('- See [the deal](/deals/1)\n| a | b |')).toBe('- See the deal\n a b');
});
