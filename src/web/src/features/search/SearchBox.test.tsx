import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { readStored } from '../../lib/stored.ts';
import { buildDeal, buildPassage } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { SearchBox } from './SearchBox.tsx';

const actions = [
  { label: 'Go to Approvals', to: '/approvals' },
  { label: 'Settings: Price book', to: '/settings/prices' },
];

const person = { id: 'contact-1', name: 'Ingrid Vos', title: 'CFO', account: 'Acme', dealId: 'deal-2', deal: 'Acme renewal' };

beforeEach(() => {
  answer('GET /api/deals', () => json({ items: [buildDeal({ id: 'deal-1', name: 'Acme roll-out' })], total: 1 }));
  answer('GET /api/contacts', () => json([person]));
  answer('GET /api/search', () => json({ query: {}, passages: [buildPassage()] }));
});

const type = async (text: string) => {
  const { path } = renderPage(<SearchBox actions={actions} />, '/deals');
  await userEvent.keyboard(text);
  return path;
};

test('SearchBox_slashTypedThenWords_leadsToTheResults', async () => {
  const path = await type('/price & terms{Enter}');
  await waitFor(() => expect(path()).toBe('/search?q=price+%26+terms'));
});

test('SearchBox_controlK_putsTheCursorThereAndNamesThePages', async () => {
  await type('{Control>}k{/Control}');
  expect(screen.getByRole('searchbox', { name: 'Find anything' })).toHaveFocus();
  expect(await screen.findByRole('option', { name: 'Go to Approvals' })).toBeInTheDocument();
});

test('SearchBox_wordsTyped_findsDealsPeopleTextsAndActions', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json([person]));
  answer('GET /api/contacts', asked);
  const path = await type('{Control>}k{/Control}acm');
  expect(await screen.findByRole('option', { name: /^Acme roll-out/ })).toBeInTheDocument();
  expect(screen.getByRole('option', { name: /Ingrid Vos/ })).toHaveTextContent('CFO · Acme renewal');
  expect(screen.getByRole('option', { name: /before March/ })).toBeInTheDocument();
  expect(asked.mock.lastCall?.[0].url.search).toBe('?text=acm&take=5');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await waitFor(() => expect(path()).toBe('/deals/deal-2'));
});

test('SearchBox_passageChosen_opensItOverThePage', async () => {
  const path = await type('{Control>}k{/Control}march');
  await userEvent.click(await screen.findByRole('option', { name: /before March/ }));
  await waitFor(() => expect(path()).toBe('/deals?activity=activity-1&start=4&quote=before+March'));
});

test('SearchBox_actionNamed_leadsThere', async () => {
  const path = await type('{Control>}k{/Control}price');
  await userEvent.click(await screen.findByRole('option', { name: 'Settings: Price book' }));
  await waitFor(() => expect(path()).toBe('/settings/prices'));
});

test('SearchBox_taken_ToTheAssistant_keepsTheWords', async () => {
  const path = await type('{Control>}k{/Control}what next on Acme');
  await userEvent.click(await screen.findByRole('option', { name: 'Ask the assistant: what next on Acme' }));
  await waitFor(() => expect(path()).toBe('/assistant'));
  expect(readStored('draft:new')).toBe('what next on Acme');
});

test('SearchBox_serverFails_saysWhyAndStillLeadsToThePages', async () => {
  answer('GET /api/search', () => problem(400, 'At most 1000 characters.'));
  await type('{Control>}k{/Control}approvals');
  expect(await screen.findByText('At most 1000 characters.')).toBeInTheDocument();
  expect(screen.getByRole('option', { name: 'Go to Approvals' })).toBeInTheDocument();
});
