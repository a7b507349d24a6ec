import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { DealDetail } from '../../api/types.ts';
import { buildProposal, buildQualification } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { missingRoles } from './missingRoles.ts';
import { People } from './People.tsx';

type Person = DealDetail['people'][number];

const person = (overrides: Partial<Person>): Person => ({
  contactId: 'contact-1',
  name: 'Tom Brandt',
  title: 'CFO',
  email: null,
  role: null,
  leftOn: null,
  ...overrides,
});

const mayDecide = (may: boolean) => answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ mayDecide: may })));

beforeEach(() => mayDecide(true));

test('missingRoles_somebodyDecidesAndTheChampionLeft_namesTheChampion', () => {
  expect(missingRoles([person({ role: 'decisionMaker' }), person({ role: 'champion', leftOn: '2026-02-01' })])).toEqual(['champion']);
  expect(missingRoles([])).toEqual(['economicBuyer', 'champion']);
  expect(missingRoles([person({ role: 'economicBuyer' }), person({ role: 'champion' })])).toEqual([]);
});

test('People_roleChosen_isSavedAndTakenBack', async () => {
  const sent = vi.fn<(request: FakeRequest) => Response>(() => json({ applied: true, note: null, proposal: buildProposal({ id: 'proposal-9' }), missingCriteria: [] }));
  answer('POST /api/deals/deal-1/changes', sent);
  answer('POST /api/proposals/proposal-9/undo', () => noContent());
  renderPage(<People dealId="deal-1" people={[person({})]} />);
  expect(screen.getByText('Missing: economic buyer, champion')).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'role not known: change the role of Tom Brandt' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Economic buyer' }));
  const said = await screen.findByRole('status');
  expect(said).toHaveTextContent('Saved.');
  expect(sent.mock.lastCall?.[0].body).toEqual({ kind: 'contactRole', contactId: 'contact-1', fields: { role: 'EconomicBuyer' }, seen: { role: null } });
  await userEvent.click(within(said).getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Taken back.')).toBeInTheDocument();
});

test('People_refused_saysWhy', async () => {
  answer('POST /api/deals/deal-1/changes', () => problem(409, 'Somebody changed it meanwhile.'));
  renderPage(<People dealId="deal-1" people={[person({ role: 'user' })]} />);
  await userEvent.click(await screen.findByRole('button', { name: /^User/ }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Champion' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody changed it meanwhile.');
});

test('People_ofAColleague_showsRolesWithoutButtons', async () => {
  mayDecide(false);
  renderPage(<People dealId="deal-1" people={[person({ role: 'user' })]} />);
  expect(await screen.findByText('User')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
