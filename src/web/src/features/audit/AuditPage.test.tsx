import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { AuditInfo } from '../../api/types.ts';
import { buildProposal } from '../../testing/builders.ts';
import { answer, json } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { AuditPage } from './AuditPage.tsx';

const entry = (sequence: number, by: string): AuditInfo => ({
  sequence,
  proposalId: 'proposal-1',
  action: 'applied',
  kind: 'closeDate',
  dealId: 'deal-1',
  deal: 'Acme roll-out',
  at: '2026-02-21T09:00:00Z',
  byId: 'user-1',
  by,
  model: 'reader',
  promptHash: null,
  edited: false,
  reason: 'The buyer said so.',
  comment: null,
  fields: buildProposal().fields,
  evidence: [],
});

test('AuditPage_filteredAndPaged_asksTheServerForIt', async () => {
  const asked: string[] = [];
  answer('GET /api/users', () => json([]));
  answer('GET /api/audit', ({ url }) => {
    asked.push(url.search);
    return url.searchParams.has('before') ? json({ items: [entry(1, 'Bo Lind')], next: null }) : json({ items: [entry(7, 'Ada Byron')], next: 7 });
  });
  const { path } = renderPage(<AuditPage />, '/audit');
  expect(await screen.findByText(/Ada Byron/)).toBeInTheDocument();
  expect(screen.getByText('Close date: 31 March → 1 March')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Load older' }));
  expect(await screen.findByText(/Bo Lind/)).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Decision' }), 'Rejected');
  expect(path()).toBe('/audit?action=rejected');
  expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
  expect(asked).toEqual(['?take=50', '?take=50&before=7', '?take=50&action=rejected']);
});

test('AuditPage_whatNoProposalWasBehind_isShownWithoutAnUndo', async () => {
  answer('GET /api/users', () => json([]));
  const set = { field: 'competitors', label: 'Competitors', before: null, after: '["Rivalsoft"]', beforeShown: null, afterShown: '["Rivalsoft"]' };
  const setting: AuditInfo = { ...entry(2, 'Ada Byron'), kind: 'setting', dealId: null, deal: null, model: 'person', reason: 'Ada Byron changed a setting.', fields: [set] };
  const wait: AuditInfo = { ...entry(1, 'Bo Lind'), kind: 'park', model: 'person', reason: 'Bo Lind decided it.' };
  answer('GET /api/audit', () => json({ items: [setting, wait], next: null }));
  renderPage(<AuditPage />, '/audit');
  expect(await screen.findByText('Competitors: empty → ["Rivalsoft"]')).toBeInTheDocument();
  expect(screen.getByText('Ada Byron changed a setting.')).toBeInTheDocument();
  expect(screen.getAllByRole('link', { name: 'Acme roll-out' })).toHaveLength(1);
  expect(screen.queryByRole('button', { name: /undo/i })).not.toBeInTheDocument();
});
