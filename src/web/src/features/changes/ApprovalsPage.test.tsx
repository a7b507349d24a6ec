import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ProposalInfo } from '../../api/types.ts';
import { buildApplied, buildProposal, buildProposalDetail } from '../../testing/builders.ts';
import { answer, json } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { ApprovalsPage } from './ApprovalsPage.tsx';

const one = buildProposal({ id: 'one', title: 'First' });
const two = buildProposal({ id: 'two', title: 'Second' });

let waiting: readonly ProposalInfo[];
const asked = vi.fn();

beforeEach(() => {
  waiting = [one, two];
  answer('GET /api/proposals', ({ url }) => {
    asked(url.search);
    return json({ items: waiting, total: waiting.length });
  });
  for (const proposal of [one, two]) {
    answer(`POST /api/proposals/${proposal.id}/approve`, () => {
      waiting = waiting.filter(({ id }) => id !== proposal.id);
      return json(buildProposalDetail(buildApplied({ id: proposal.id, title: proposal.title })));
    });
  }
});

const show = async (at = '/approvals') => {
  const page = renderPage(<ApprovalsPage />, at);
  await screen.findByRole('article', { name: 'First' });
  return page;
};
const card = (name: string) => screen.getByRole('article', { name });

test('ApprovalsPage_keys_goFromCardToCardAndApprove', async () => {
  await show();
  await userEvent.keyboard('j');
  expect(card('First')).toHaveFocus();
  await userEvent.keyboard('j');
  expect(card('Second')).toHaveFocus();
  await userEvent.keyboard('k');
  await userEvent.keyboard('a');
  expect(await within(card('First')).findByText(/^Applied by/)).toBeInTheDocument();
  await waitFor(() => expect(card('Second')).toHaveFocus());
  expect(screen.getAllByRole('article')).toHaveLength(2);
});

test('ApprovalsPage_enterOnACard_opensItsDeal', async () => {
  const { path } = await show();
  await userEvent.keyboard('j{Enter}');
  expect(path()).toBe('/deals/deal-1?tab=proposals');
});

test('ApprovalsPage_filters_standInTheAddressAndInTheQuestion', async () => {
  const { path } = await show();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind of change' }), 'Amount');
  expect(path()).toBe('/approvals?kind=amount');
  await waitFor(() => expect(asked).toHaveBeenLastCalledWith('?status=pending&skip=0&take=20&kind=amount'));
  await userEvent.click(screen.getByRole('tab', { name: 'History' }));
  expect(path()).toBe('/approvals?status=applied&kind=amount');
});

test('ApprovalsPage_newProposalComes_waitsUntilItIsAskedFor', async () => {
  await show();
  waiting = [buildProposal({ id: 'three', title: 'Third' }), ...waiting];
  await userEvent.click(screen.getByRole('button', { name: 'Approve: First' }));
  await screen.findByText(/1 of them new/);
  expect(screen.getAllByRole('article').map((article) => article.dataset.proposal)).toEqual(['one', 'two']);
  await userEvent.click(await screen.findByRole('button', { name: 'Show what is new' }));
  expect(screen.getAllByRole('article').map((article) => article.dataset.proposal)).toEqual(['three', 'two']);
});

test('ApprovalsPage_bulk_listsWhatHappensAndWhatCameOfIt', async () => {
  let sent: unknown;
  answer('POST /api/proposals/approve', ({ body }) => {
    sent = body;
    return json([
      { id: 'one', applied: true, reason: null, conflicts: [] },
      { id: 'two', applied: false, reason: 'The day lies in the past.', conflicts: [] },
    ]);
  });
  for (const proposal of [one, two]) answer(`GET /api/proposals/${proposal.id}`, () => json(buildProposalDetail(proposal)));
  await show('/approvals?kind=closeDate');
  await userEvent.click(screen.getByRole('button', { name: 'Approve all 2…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Approve: Close date' });
  expect(within(dialog).getByRole('checkbox', { name: /Acme roll-out: First \(close date is 31 March now\)/ })).toBeChecked();
  expect(dialog).toHaveTextContent('2 stand on text that came from outside');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Approve 2 changes' }));
  expect(await within(dialog).findByText(/1 change applied, 1 not/)).toBeInTheDocument();
  expect(dialog).toHaveTextContent('not applied: The day lies in the past.');
  expect(sent).toEqual({ ids: ['one', 'two'], comment: null });
});

test('ApprovalsPage_nothingWaits_saysSo', async () => {
  waiting = [];
  renderPage(<ApprovalsPage />, '/approvals');
  expect(await screen.findByText('Nothing waits for a decision')).toBeInTheDocument();
});
