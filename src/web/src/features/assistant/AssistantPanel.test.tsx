import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AgentEvent } from '../../api/types.ts';
import { buildConversation, buildEvents, buildSource } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { FakeLink } from '../../testing/fakeLink.ts';
import { renderPage } from '../../testing/render.tsx';
import { AssistantPanel } from './AssistantPanel.tsx';

const hub = vi.hoisted((): { link: FakeLink | null } => ({ link: null }));
vi.mock('../../api/hubLink.ts', () => ({
  get assistantLink() {
    return hub.link;
  },
}));

let link: FakeLink;
beforeEach(() => {
  link = new FakeLink();
  hub.link = link;
  answer('GET /api/conversations/conversation-1/feedback', () => json([]));
});

const started: AgentEvent = { type: 'turnStarted', turnId: 'turn-1', question: 'What next?' };

const showProposal = ({ id }: { readonly id: string }) => <p>Proposal {id}</p>;

function Panel({ id }: { readonly id: string | null }) {
  const [conversationId, setConversationId] = useState(id);
  return <AssistantPanel conversationId={conversationId} suggestions={['Which deals?']} renderProposal={showProposal} onStarted={setConversationId} onStartOver={() => undefined} />;
}

const show = async (id: string | null = 'conversation-1') => {
  renderPage(<Panel id={id} />);
  if (id !== null) await waitFor(() => expect(link.streams).toHaveLength(1));
};

const send = (events: readonly AgentEvent[], first = 1) =>
  act(async () => {
    link.last.send(...buildEvents(events, first));
    await Promise.resolve();
  });
const composer = () => screen.getByRole('textbox', { name: 'Ask about your deals' });

test('AssistantPanel_firstQuestion_createsTheConversationAndStreamsTheAnswer', async () => {
  answer('POST /api/conversations', ({ body }) => json({ ...buildConversation(), ...(body as object) }));
  answer('GET /api/conversations', () => json([]));
  const asked = vi.fn();
  answer('POST /api/conversations/conversation-1/turns', ({ body }) => {
    asked(body);
    return json({ turnId: 'turn-1' }, 202);
  });
  await show(null);
  await userEvent.type(composer(), 'What next?{Enter}');
  expect(await screen.findByRole('heading', { name: 'What next?' })).toBeInTheDocument();
  await waitFor(() => expect(link.streams).toHaveLength(1));
  expect(asked).toHaveBeenCalledWith({ question: 'What next?', dealId: null, replaces: null });

  await send([started, { type: 'textDelta', text: 'Call ' }, { type: 'textDelta', text: 'Helen.' }]);
  expect(await screen.findByText('Call Helen.')).toBeInTheDocument();
  expect(screen.getAllByRole('heading', { name: 'What next?' })).toHaveLength(1);
  expect(composer()).toHaveValue('');
});

test('AssistantPanel_questionDoesNotArrive_keepsWhatWasTyped', async () => {
  answer('POST /api/conversations/conversation-1/turns', () => problem(409, 'Another question is being answered.'));
  await show();
  await userEvent.type(composer(), 'What next?{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Another question is being answered.');
  await waitFor(() => expect(composer()).toHaveValue('What next?'));
});

test('AssistantPanel_shiftEnter_makesANewLine', async () => {
  await show();
  await userEvent.type(composer(), 'one{Shift>}{Enter}{/Shift}two');
  expect(composer()).toHaveValue('one\ntwo');
});

test('AssistantPanel_reload_findsTheDraftAgain', async () => {
  localStorage.setItem('assistant:draft:conversation-1', 'half a quest');
  await show();
  expect(composer()).toHaveValue('half a quest');
});

test('AssistantPanel_toolsRan_areListedInWordsForPeople', async () => {
  await show();
  await send([
    started,
    { type: 'toolCalled', callId: 'a', name: 'find_deals', arguments: {} },
    { type: 'toolReturned', callId: 'a', name: 'find_deals', succeeded: true, summary: '3 deals' },
  ]);
  const steps = screen.getByText('Looked for deals…').closest('details')!;
  expect(within(steps).getByRole('listitem', { hidden: true })).toHaveTextContent('Looked for deals · 3 deals');
});

test('AssistantPanel_answerComplete_listsItsSources', async () => {
  await show();
  await send([started, { type: 'turnCompleted', answer: 'Go live [1].', sources: [buildSource()], model: 'offline', about: null }]);
  expect(await screen.findByRole('link', { name: 'Source 1: Discovery call' })).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Sources' })).toBeInTheDocument();
  expect(screen.getByText('“before March”')).toBeInTheDocument();
});

test('AssistantPanel_escapeWhileAnswering_stopsTheTurn', async () => {
  const stopped = vi.fn(noContent);
  answer('POST /api/conversations/conversation-1/turns/turn-1/stop', stopped);
  await show();
  await send([started]);
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(stopped).toHaveBeenCalledOnce());
});

test('AssistantPanel_turnStopped_canBeAskedAgain', async () => {
  const asked = vi.fn(() => json({ turnId: 'turn-2' }, 202));
  answer('POST /api/conversations/conversation-1/turns', asked);
  answer('GET /api/conversations', () => json([]));
  await show();
  await send([started, { type: 'textDelta', text: 'Call' }, { type: 'turnFailed', reason: 'You stopped this answer.', stopped: true }]);
  expect(screen.getByText('You stopped this answer.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
  await waitFor(() => expect(asked).toHaveBeenCalledWith(expect.objectContaining({ body: { question: 'What next?', dealId: null, replaces: null } })));
});

test('AssistantPanel_connectionLost_goesOnWhereItWas', async () => {
  await show();
  await send([started, { type: 'textDelta', text: 'Call ' }]);
  act(() => link.lose());
  act(() => link.restore());
  await waitFor(() => expect(link.streams).toHaveLength(2));
  expect(link.last.args).toEqual(['conversation-1', 2]);
  await send([{ type: 'textDelta', text: 'Helen.' }], 3);
  expect(await screen.findByText('Call Helen.')).toBeInTheDocument();
});

test('AssistantPanel_changeProposed_showsItsCardAndHowTheAnswerCameAbout', async () => {
  await show();
  await send([
    started,
    { type: 'changeProposed', proposalId: 'proposal-1', changeSet: { kind: 'closeDate', fields: [], reason: 'Later.' } },
    { type: 'turnCompleted', answer: 'Proposed.', sources: [], model: 'offline', about: null, notes: ['The first model did not answer.'] },
  ]);
  expect(await screen.findByText('Proposal proposal-1')).toBeInTheDocument();
  expect(screen.getByText('The first model did not answer.')).toBeInTheDocument();
});

test('AssistantPanel_answerSaysMoreThanItsSources_isToldWhichWords', async () => {
  await show();
  const unsupported = [{ start: 12, length: 15, why: 'No source names 9,000.' }];
  await send([started, { type: 'turnCompleted', answer: 'Call Helen. It costs 9,000.', sources: [], model: 'm', about: null, unsupported }]);
  expect(await screen.findByRole('alert', { name: 'Not supported by the sources' })).toHaveTextContent('“It costs 9,000.” · No source names 9,000.');
  expect((await screen.findByText('It costs 9,000.')).tagName).toBe('MARK');
});

const completed: AgentEvent = { type: 'turnCompleted', answer: 'Call Helen.', sources: [], model: 'm', about: null };

test('AssistantPanel_questionEdited_takesThePlaceOfTheTurn', async () => {
  const asked = vi.fn(() => json({ turnId: 'turn-2' }, 202));
  answer('POST /api/conversations/conversation-1/turns', asked);
  answer('GET /api/conversations', () => json([]));
  await show();
  await send([started, completed]);
  await userEvent.click(screen.getByRole('button', { name: 'Edit the question' }));
  const question = screen.getByRole('textbox', { name: 'Your question' });
  expect(question).toHaveFocus();
  await userEvent.clear(question);
  await userEvent.type(question, 'And then?{Enter}');
  await waitFor(() => expect(asked).toHaveBeenCalledWith(expect.objectContaining({ body: { question: 'And then?', dealId: null, replaces: 'turn-1' } })));
  await act(async () => {
    link.last.send(...buildEvents([{ type: 'turnStarted', turnId: 'turn-2', question: 'And then?', replaces: 'turn-1' }, { ...completed, answer: 'Wait.' }], 3, 'turn-2'));
    await Promise.resolve();
  });
  expect(await screen.findByRole('heading', { name: 'And then?' })).toBeInTheDocument();
  expect(screen.queryByRole('heading', { name: 'What next?' })).not.toBeInTheDocument();
  expect(screen.getAllByRole('article')).toHaveLength(1);
  await userEvent.click(screen.getByText('Replaced: 1 earlier question'));
  expect(await screen.findByText('Call Helen.')).toBeInTheDocument();
});

test('AssistantPanel_editedQuestionDoesNotArrive_keepsWhatWasTyped', async () => {
  answer('POST /api/conversations/conversation-1/turns', () => problem(409, 'Another question is being answered.'));
  await show();
  await send([started, completed]);
  await userEvent.click(screen.getByRole('button', { name: 'Edit the question' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Your question' }), ' Now?{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Another question is being answered.');
  expect(screen.getByRole('textbox', { name: 'Your question' })).toHaveValue('What next? Now?');
});

test('AssistantPanel_answerAgain_asksTheSameInItsPlace', async () => {
  const asked = vi.fn(() => json({ turnId: 'turn-2' }, 202));
  answer('POST /api/conversations/conversation-1/turns', asked);
  answer('GET /api/conversations', () => json([]));
  await show();
  await send([started, completed]);
  await userEvent.click(screen.getByRole('button', { name: 'Answer again' }));
  await waitFor(() => expect(asked).toHaveBeenCalledWith(expect.objectContaining({ body: { question: 'What next?', dealId: null, replaces: 'turn-1' } })));
});

test('AssistantPanel_thumbWithAReason_isStoredAndCanBeTakenBack', async () => {
  let stored: { thumb: string; reason: string | null } | null = null;
  answer('GET /api/conversations/conversation-1/feedback', () => json(stored === null ? [] : [{ turnId: 'turn-1', ...stored }]));
  answer('PUT /api/conversations/conversation-1/turns/turn-1/feedback', ({ body }) => {
    stored = body as typeof stored;
    return noContent();
  });
  answer('DELETE /api/conversations/conversation-1/turns/turn-1/feedback', () => {
    stored = null;
    return noContent();
  });
  await show();
  await send([started, completed]);
  const down = screen.getByRole('button', { name: 'This answer did not help' });
  await userEvent.click(down);
  await waitFor(() => expect(stored).toEqual({ thumb: 'down', reason: null }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'What was wrong with it? (optional)' }), 'Wrong deal');
  await userEvent.click(screen.getByRole('button', { name: 'Save the reason' }));
  expect(await screen.findByText('“Wrong deal”')).toBeInTheDocument();
  expect(stored).toEqual({ thumb: 'down', reason: 'Wrong deal' });
  expect(down).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(down);
  await waitFor(() => expect(stored).toBeNull());
  await waitFor(() => expect(down).toHaveAttribute('aria-pressed', 'false'));
});
