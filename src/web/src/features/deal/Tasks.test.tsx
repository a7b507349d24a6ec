import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { DealDetail } from '../../api/types.ts';
import { buildDeal, buildProposal, buildQualification } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { Tasks } from './Tasks.tsx';

const now = new Date('2026-03-20T12:00:00');

const detail = {
  deal: buildDeal({ id: 'deal-1', nextStep: 'Send the contract' }),
  nextStepDue: '2026-03-25',
  tasks: [{ id: 'task-1', title: 'Call Tom', dueOn: '2026-03-18' }],
} as unknown as DealDetail;

const saved = vi.fn<(request: FakeRequest) => Response>(() => json({ applied: true, note: null, proposal: buildProposal(), missingCriteria: [] }));

beforeEach(() => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ mayDecide: true })));
  answer('POST /api/deals/deal-1/changes', saved);
});

test('Tasks_ticked_tellsTheServerAndBackAgain', async () => {
  answer('POST /api/deals/deal-1/tasks/task-1/done', () => noContent());
  renderPage(<Tasks detail={detail} now={now} />);
  expect(screen.getByText(/was due on/)).toBeInTheDocument();
  const box = screen.getByRole('checkbox', { name: /Call Tom/ });
  await vi.waitFor(() => expect(box).toBeEnabled());
  await userEvent.click(box);
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('Tasks_refused_saysWhy', async () => {
  answer('POST /api/deals/deal-1/tasks/task-1/done', () => problem(404, 'There is no such task.'));
  renderPage(<Tasks detail={detail} now={now} />);
  const box = screen.getByRole('checkbox', { name: /Call Tom/ });
  await vi.waitFor(() => expect(box).toBeEnabled());
  await userEvent.click(box);
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no such task.');
});

test('Tasks_added_isWrittenDown', async () => {
  renderPage(<Tasks detail={detail} now={now} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Add a task' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Task' }), 'Send prices{Enter}');
  expect(await screen.findByText('Saved.')).toBeInTheDocument();
  expect(saved.mock.lastCall?.[0].body).toEqual({ kind: 'task', fields: { task: 'Send prices' } });
  expect(screen.getByRole('button', { name: 'Add a task' })).toHaveFocus();
});

test('Tasks_nextStepChanged_saysWhatWasSeen', async () => {
  renderPage(<Tasks detail={detail} now={now} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Change the next step' }));
  const field = screen.getByRole('textbox', { name: 'Next step' });
  expect(field).toHaveValue('Send the contract');
  await userEvent.clear(field);
  await userEvent.type(field, 'Sign{Enter}');
  expect(await screen.findByText('Saved.')).toBeInTheDocument();
  expect(saved.mock.lastCall?.[0].body).toEqual({
    kind: 'nextStep',
    fields: { nextStep: 'Sign', nextStepDue: null },
    seen: { nextStep: 'Send the contract', nextStepDue: '2026-03-25' },
  });
});
