import { screen, waitFor, within } from '@testing-library/react';
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
const board = buildBoard([
  { id: 'demo', name: 'Demo', cards: [buildCard()] },
  { id: 'proposal', name: 'Proposal', cards: [buildCard({ id: 'deal-2', name: 'Borealis', mayMove: false })] },
]);
const at = 'GET /api/pipelines/pipeline-1/board';

beforeEach(() => {
  // A frame without a height shows no rows, and jsdom gives it none.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(260);
  answer('GET /api/pipelines', () => json([{ id: 'pipeline-1', name: 'Sales', stages }]));
  answer('GET /api/users', () => json([]));
  answer('GET /api/teams', () => json([]));
  answer(at, () => json(board));
});

const column = async (name: string) => within(await screen.findByRole('region', { name }));

async function move(deal: string, to: string) {
  await userEvent.click(await screen.findByRole('button', { name: `Move ${deal}` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: to }));
}

const result = { applied: true, note: null, proposal: { id: 'change-1' }, missingCriteria: ['Demo is left when: the prospect asked about pricing. No text that was read shows it.'] };

test('PipelinePage_dealMoved_isThereAtOnceAndSaysWhatIsMissing', async () => {
  let moved = false;
  const asked = vi.fn<(request: FakeRequest) => Response>(() => {
    moved = true;
    return json(result);
  });
  answer('POST /api/deals/deal-1/changes', asked);
  answer(at, () => json(moved ? buildBoard([{ id: 'demo', name: 'Demo', cards: [] }, { id: 'proposal', name: 'Proposal', cards: [buildCard()] }]) : board));
  renderPage(<PipelinePage />, '/pipeline');
  await move('Acme roll-out', 'Proposal');
  expect(await screen.findByText(/No text that was read shows it/)).toBeInTheDocument();
  expect(asked.mock.lastCall?.[0].body).toEqual({ kind: 'stage', fields: { stage: 'proposal' }, seen: { stage: 'demo' } });
  expect((await column('Proposal')).getByRole('link', { name: 'Acme roll-out' })).toBeInTheDocument();
});

test('PipelinePage_serverRefuses_putsTheDealBackAndSaysWhy', async () => {
  answer('POST /api/deals/deal-1/changes', () => problem(409, 'Nora moved it meanwhile.'));
  renderPage(<PipelinePage />, '/pipeline');
  await move('Acme roll-out', 'Proposal');
  expect(await screen.findByRole('alert')).toHaveTextContent('Acme roll-out stays in DemoNora moved it meanwhile.');
  expect((await column('Demo')).getByRole('link', { name: 'Acme roll-out' })).toBeInTheDocument();
});

test('PipelinePage_undo_takesTheMoveBack', async () => {
  const undone = vi.fn(() => json({}));
  answer('POST /api/deals/deal-1/changes', () => json(result));
  answer('POST /api/proposals/change-1/undo', undone);
  renderPage(<PipelinePage />, '/pipeline');
  await move('Acme roll-out', 'Proposal');
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Acme roll-out is back in Demo')).toBeInTheDocument();
  expect(undone).toHaveBeenCalledOnce();
});

test('PipelinePage_lost_asksWhyFirst', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json({ ...result, missingCriteria: [] }));
  answer('POST /api/deals/deal-1/changes', asked);
  renderPage(<PipelinePage />, '/pipeline');
  await move('Acme roll-out', 'Lost…');
  await userEvent.type(await screen.findByLabelText(/Loss reason/), 'Price');
  expect(asked).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Mark as lost' }));
  await waitFor(() => expect(asked.mock.lastCall?.[0].body).toEqual({ kind: 'loss', fields: { lossReason: 'Price', stage: 'lost' }, seen: { stage: 'demo' } }));
});

test('PipelinePage_dealOfAColleague_cannotBeMoved', async () => {
  renderPage(<PipelinePage />, '/pipeline');
  expect(await screen.findByRole('link', { name: 'Borealis' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Move Borealis' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Drag Borealis' })).not.toBeInTheDocument();
});

test('PipelinePage_list_sortsInTheAddress', async () => {
  const { path } = renderPage(<PipelinePage />, '/pipeline?view=list');
  await userEvent.click(await screen.findByRole('button', { name: /Amount/ }));
  expect(path()).toBe('/pipeline?view=list&sort=amount');
  expect(screen.getByRole('columnheader', { name: /Amount/ })).toHaveAttribute('aria-sort', 'ascending');
});

test('PipelinePage_nothingFits_saysSoAndClears', async () => {
  answer(at, ({ url }) => json(url.search === '' ? board : buildBoard([{ id: 'demo', cards: [] }])));
  const { path } = renderPage(<PipelinePage />, '/pipeline?text=nobody');
  expect(await screen.findByText('No open deal fits these filters')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(path()).toBe('/pipeline');
  expect(await screen.findByRole('link', { name: 'Acme roll-out' })).toBeInTheDocument();
});

test('PipelinePage_serverFails_triesAgain', async () => {
  answer(at, () => problem(400, 'That verdict is unknown.'));
  renderPage(<PipelinePage />, '/pipeline');
  expect(await screen.findByText('That verdict is unknown.')).toBeInTheDocument();
  answer(at, () => json(board));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Acme roll-out' })).toBeInTheDocument();
});
