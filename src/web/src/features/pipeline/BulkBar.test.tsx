import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { buildBoard, buildCard } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { PipelinePage } from './PipelinePage.tsx';

const stages = [
  { id: 'demo', name: 'Demo', order: 0, status: 'open' },
  { id: 'proposal', name: 'Proposal', order: 1, status: 'open' },
  { id: 'lost', name: 'Lost', order: 2, status: 'lost' },
];
const cards = [buildCard(), buildCard({ id: 'deal-2', name: 'Borealis' }), buildCard({ id: 'deal-3', name: 'Corvus' }), buildCard({ id: 'deal-4', name: 'Not mine', mayMove: false })];

beforeEach(async () => {
  answer('GET /api/pipelines', () => json([{ id: 'pipeline-1', name: 'Sales', stages }]));
  answer('GET /api/users', () => json([]));
  answer('GET /api/teams', () => json([]));
  answer('GET /api/pipelines/pipeline-1/board', () => json(buildBoard([{ id: 'demo', name: 'Demo', cards }])));
  renderPage(<PipelinePage />, '/pipeline?view=list');
  await screen.findByRole('link', { name: 'Borealis' });
});

const result = (id: string, applied = true, note: string | null = null) => json({ applied, note, proposal: { id }, missingCriteria: [] });

async function choose(item: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Change…' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  return within(await screen.findByRole('dialog'));
}

test('BulkBar_severalTicked_changesEachAndSaysWhatCameOfIt', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => result('change-1'));
  answer('POST /api/deals/deal-1/changes', asked);
  answer('POST /api/deals/deal-2/changes', () => problem(409, 'Nora changed it meanwhile.'));
  answer('POST /api/deals/deal-3/changes', () => result('change-3', false, 'It waits for Nathan.'));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Tick all on this page' }));
  expect(screen.getByText('3 deals ticked')).toBeInTheDocument();
  const dialog = await choose('Set the next step…');
  await userEvent.type(dialog.getByLabelText(/Due/), '2099-05-04');
  await userEvent.click(dialog.getByRole('button', { name: 'Change 3 deals' }));
  expect(await dialog.findByText('1 deal changed, 1 waits for approval, 1 not.')).toBeInTheDocument();
  expect(dialog.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    'Borealis · Nora changed it meanwhile.',
    'Corvus · It waits for Nathan.',
    'Acme roll-out · done',
  ]);
  expect(asked.mock.lastCall?.[0].body).toEqual({ kind: 'nextStep', fields: { nextStepDue: '2099-05-04' }, seen: { nextStepDue: '2026-03-20' } });
});

test('BulkBar_undone_takesBackWhatWasDone', async () => {
  const undone = vi.fn(() => json({}));
  answer('POST /api/deals/deal-1/changes', () => result('change-1'));
  answer('POST /api/deals/deal-2/changes', () => problem(409, 'Nora changed it meanwhile.'));
  answer('POST /api/proposals/change-1/undo', undone);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Tick Acme roll-out' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Tick Borealis' }));
  const dialog = await choose('Let them wait…');
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Board meets in May');
  await userEvent.type(dialog.getByLabelText(/Until/), '2099-05-04');
  await userEvent.click(dialog.getByRole('button', { name: 'Change 2 deals' }));
  await userEvent.click(await dialog.findByRole('button', { name: 'Undo 1 change' }));
  expect(await dialog.findByText('1 change taken back, 1 not.')).toBeInTheDocument();
  expect(undone).toHaveBeenCalledOnce();
  expect(dialog.queryByRole('button', { name: /Undo/ })).not.toBeInTheDocument();
});

test('BulkBar_dealOfAColleague_cannotBeTicked', async () => {
  expect(screen.queryByRole('checkbox', { name: 'Tick Not mine' })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Tick Corvus' }));
  await userEvent.click(screen.getByRole('button', { name: 'Untick all' }));
  expect(screen.getByText('Tick deals to change several at once.')).toBeInTheDocument();
});
