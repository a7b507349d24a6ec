import { expect, test } from 'vitest';
import type { AgentEvent } from '../../api/types.ts';
import { buildEvents, buildSource } from '../../testing/builders.ts';
import { emptyTranscript, runningTurn, turnReducer } from './turnReducer.ts';

const started: AgentEvent = { type: 'turnStarted', turnId: 'turn-1', question: 'What next?' };
const word = (text: string): AgentEvent => ({ type: 'textDelta', text });
const play = (events: ReturnType<typeof buildEvents>) => events.reduce(turnReducer, emptyTranscript);

test('turnReducer_questionReplaced_foldsTheTurnsFromItOn', () => {
  const begun = (turnId: string, sequence: number, replaces: string | null = null) =>
    ({ sequence, turnId, event: { type: 'turnStarted', turnId, question: turnId, replaces } }) as const;
  const state = [begun('a', 1), begun('b', 2), begun('c', 3), begun('d', 4, 'b'), begun('e', 5, 'd')].reduce(turnReducer, emptyTranscript);
  expect(state.turns.map(({ id }) => id)).toEqual(['a', 'e']);
  expect(state.turns[1]!.replaced.map(({ id, replaced }) => [id, replaced])).toEqual([
    ['b', []],
    ['c', []],
    ['d', []],
  ]);
});

test('turnReducer_wordsArrive_joinsThemUnderTheirQuestion', () => {
  const { turns } = play(buildEvents([started, word('Call '), word('Helen.')]));
  expect(turns).toHaveLength(1);
  expect(turns[0]).toMatchObject({ question: 'What next?', text: 'Call Helen.', phase: { status: 'running' } });
});

test('turnReducer_sameEventTwice_changesNothing', () => {
  const [first, second] = buildEvents([started, word('Call ')]);
  const once = [first!, second!].reduce(turnReducer, emptyTranscript);
  expect(turnReducer(once, second!)).toBe(once);
  expect(turnReducer(once, first!)).toBe(once);
});

test('turnReducer_replayedInOneGo_equalsLive', () => {
  const events = buildEvents([started, word('a'), word('b')]);
  const live = events.reduce(turnReducer, emptyTranscript);
  expect([...events, ...events].reduce(turnReducer, emptyTranscript)).toEqual(live);
});

test('turnReducer_toolsRunInParallel_eachReturnFindsItsCall', () => {
  const { turns } = play(
    buildEvents([
      started,
      { type: 'toolCalled', callId: 'a', name: 'find_deals', arguments: {} },
      { type: 'toolCalled', callId: 'b', name: 'search_notes', arguments: {} },
      { type: 'toolReturned', callId: 'b', name: 'search_notes', succeeded: false, summary: 'no index' },
    ]),
  );
  expect(turns[0]?.steps).toEqual([
    { callId: 'a', name: 'find_deals', phase: { status: 'running' } },
    { callId: 'b', name: 'search_notes', phase: { status: 'failed', summary: 'no index' } },
  ]);
});

test('turnReducer_turnCompletes_theWholeAnswerReplacesTheWords', () => {
  const cited = buildSource();
  const { turns } = play(
    buildEvents([
      started,
      { type: 'passagesFound', sources: [cited, buildSource({ label: '2' })] },
      word('Call Hel'),
      { type: 'turnCompleted', answer: 'Call Helen [1].', sources: [cited], model: 'offline', about: null },
    ]),
  );
  expect(turns[0]).toMatchObject({ text: 'Call Helen [1].', sources: [cited], phase: { status: 'completed', model: 'offline' } });
});

test('turnReducer_sourceFoundTwice_isListedOnce', () => {
  const { turns } = play(
    buildEvents([started, { type: 'passagesFound', sources: [buildSource()] }, { type: 'passagesFound', sources: [buildSource()] }]),
  );
  expect(turns[0]?.sources).toHaveLength(1);
});

test('turnReducer_turnStopped_keepsTheWordsSaidSoFar', () => {
  const { turns } = play(buildEvents([started, word('Call '), { type: 'turnFailed', reason: 'Stopped.', stopped: true }]));
  expect(turns[0]).toMatchObject({ text: 'Call ', phase: { status: 'failed', stopped: true } });
});

test('runningTurn_secondTurnRuns_isTheSecond', () => {
  const first = buildEvents([started, { type: 'turnFailed', reason: 'No.', stopped: false }]);
  const second = buildEvents([{ type: 'turnStarted', turnId: 'turn-2', question: 'And now?' }], 3, 'turn-2');
  expect(runningTurn(play(first))).toBeNull();
  expect(runningTurn(play([...first, ...second]))?.id).toBe('turn-2');
});

const proposed = (proposalId: string): AgentEvent => ({ type: 'changeProposed', proposalId, changeSet: { kind: 'closeDate', fields: [], reason: 'Later.' } });

test('turnReducer_sameChangeProposedAgain_isOneCard', () => {
  const { turns } = play(buildEvents([started, proposed('a'), proposed('a'), proposed('b')]));
  expect(turns[0]?.proposals.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('turnReducer_modelPassedOver_keepsTheNote', () => {
  const { turns } = play(buildEvents([started, { type: 'turnCompleted', answer: 'Yes.', sources: [], model: 'offline', about: null, notes: ['The first model did not answer.'] }]));
  expect(turns[0]?.phase).toMatchObject({ notes: ['The first model did not answer.'] });
});

test('turnReducer_wordsWithoutSupport_areKeptWithTheReason', () => {
  const unsupported = [{ start: 14, length: 14, why: 'No source names 9,000.' }];
  const { turns } = play(buildEvents([started, { type: 'turnCompleted', answer: 'Call Helen. It costs 9,000.', sources: [], model: 'm', about: null, unsupported }]));
  expect(turns[0]?.phase).toMatchObject({ unsupported: [{ text: 'costs 9,000.', why: 'No source names 9,000.' }] });
});
