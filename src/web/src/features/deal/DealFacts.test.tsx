import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { DealDetail } from '../../api/types.ts';
import { buildDeal, buildProposal, buildQualification } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { DealFacts } from './DealFacts.tsx';

const stage = (id: string, name: string, status: string, current = false) => ({ id, name, status, current, enteredOn: null });

const detail = (overrides = {}) =>
  ({
    deal: buildDeal(overrides),
    pipeline: 'Sales',
    source: null,
    type: null,
    lossReason: null,
    stages: [stage('stage-2', 'Proposal', 'open', true), stage('stage-3', 'Negotiation', 'open'), stage('stage-9', 'Lost', 'lost')],
  }) as unknown as DealDetail;

const result = { applied: true, note: null, proposal: buildProposal({ id: 'proposal-7' }), missingCriteria: [] as string[] };

const saved = vi.fn<(request: FakeRequest) => Response>(() => json(result));

beforeEach(() => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ mayDecide: true })));
  answer('POST /api/deals/deal-1/changes', saved);
});

const show = (overrides = {}) => renderPage(<DealFacts detail={detail(overrides)} now={new Date('2026-03-20T12:00:00')} />);

test('DealFacts_stageChosen_movesSaysWhatIsMissingAndTakesBack', async () => {
  const undone = vi.fn(() => noContent());
  answer('POST /api/deals/deal-1/changes', (request) => {
    saved(request);
    return json({ ...result, missingCriteria: ['No price was agreed.'] });
  });
  answer('POST /api/proposals/proposal-7/undo', undone);
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change the stage' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Negotiation' }));
  expect(await screen.findByText('No price was agreed.')).toBeInTheDocument();
  expect(saved.mock.lastCall?.[0].body).toEqual({ kind: 'stage', fields: { stage: 'stage-3' }, seen: { stage: 'stage-2' } });
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Taken back.')).toBeInTheDocument();
  expect(undone).toHaveBeenCalledOnce();
});

test('DealFacts_lost_asksWhyFirst', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change the stage' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Lost…' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Loss reason' }), 'Price{Enter}');
  expect(await screen.findByText('Saved.')).toBeInTheDocument();
  expect(saved.mock.lastCall?.[0].body).toEqual({ kind: 'loss', fields: { lossReason: 'Price', stage: 'stage-9' }, seen: { stage: 'stage-2' } });
});

test('DealFacts_amountTyped_saysWhatWasSeenAndGivesTheFocusBack', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change the amount' }));
  const field = screen.getByRole('spinbutton', { name: 'Amount' });
  expect(field).toHaveValue(84_000);
  await userEvent.clear(field);
  await userEvent.type(field, '90000.50{Enter}');
  expect(await screen.findByText('Saved.')).toBeInTheDocument();
  expect(saved.mock.lastCall?.[0].body).toEqual({ kind: 'amount', fields: { amount: '90000.5' }, seen: { amount: '84000' } });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Change the amount' })).toHaveFocus());
});

test('DealFacts_escape_leavesTheFormAndTheValueAsItWas', async () => {
  saved.mockClear();
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Change the amount' }));
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Amount' }), '9{Escape}');
  expect(screen.queryByRole('spinbutton')).not.toBeInTheDocument();
  expect(saved).not.toHaveBeenCalled();
});

test('DealFacts_closeDateRefused_saysWhyAndKeepsTheForm', async () => {
  answer('POST /api/deals/deal-1/changes', () => problem(409, 'The close date was changed meanwhile.'));
  show({ closeDate: '2099-03-31' });
  await userEvent.click(await screen.findByRole('button', { name: 'Change the close date' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The close date was changed meanwhile.');
  expect(screen.getByLabelText(/^Close date/, { selector: 'input' })).toHaveValue('2099-03-31');
});

test('DealFacts_deciderIsSomebodyElse_offersNoChange', async () => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ mayDecide: false })));
  show();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Change/ })).not.toBeInTheDocument());
  expect(screen.getByText('Proposal')).toBeInTheDocument();
});

test('DealFacts_closedDeal_keepsTheDayOnWhichItWas', async () => {
  show({ status: 'won' });
  expect(await screen.findByRole('button', { name: 'Change the amount' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Change the close date' })).not.toBeInTheDocument();
});
