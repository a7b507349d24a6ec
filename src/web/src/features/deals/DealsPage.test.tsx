import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { buildDeal } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { DealsPage } from './DealsPage.tsx';

beforeEach(() => {
  answer('GET /api/pipelines', () => json([]));
  answer('GET /api/users', () => json([]));
});

const yesterday = () => {
  const date = new Date();
  date.setDate(date.getDate() - 1);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
};

test('DealsPage_openDealPastItsDate_saysOverdueInWords', async () => {
  answer('GET /api/deals', () => json({ items: [buildDeal({ closeDate: yesterday() })], total: 1 }));
  renderPage(<DealsPage />, '/deals');
  expect(await screen.findByText('overdue by 1 day')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Acme roll-out' })).toHaveAttribute('href', '/deals/deal-1');
});

test('DealsPage_wonDealPastItsDate_isNotOverdue', async () => {
  answer('GET /api/deals', () => json({ items: [buildDeal({ status: 'won', closeDate: yesterday() })], total: 1 }));
  renderPage(<DealsPage />, '/deals?status=won');
  await screen.findByRole('link', { name: 'Acme roll-out' });
  expect(screen.queryByText(/overdue/)).not.toBeInTheDocument();
});

test('DealsPage_unknownFields_areSaidToBeUnknown', async () => {
  answer('GET /api/deals', () => json({ items: [buildDeal({ account: null, amount: null, closeDate: null, lastActivityAt: null })], total: 1 }));
  renderPage(<DealsPage />, '/deals');
  const row = (await screen.findByRole('link', { name: 'Acme roll-out' })).closest('tr')!;
  expect(row).toHaveTextContent('Acme roll-outnoneAda ByronProposalnot knownnot setnever');
});

test('DealsPage_headerClicked_sortsInTheAddressAndAtTheServer', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json({ items: [buildDeal()], total: 1 }));
  answer('GET /api/deals', asked);
  const { path } = renderPage(<DealsPage />, '/deals?text=acme&page=2');
  await userEvent.click(await screen.findByRole('button', { name: /Amount/ }));
  expect(path()).toBe('/deals?text=acme&sort=amount&descending=true');
  await waitFor(() => expect(asked.mock.lastCall?.[0].url.search).toBe('?skip=0&take=50&status=open&text=acme&sort=amount&descending=true'));
  expect(screen.getByRole('columnheader', { name: /Amount/ })).toHaveAttribute('aria-sort', 'descending');
});

test('DealsPage_typing_searchesOnceItPauses', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json({ items: [], total: 0 }));
  answer('GET /api/deals', asked);
  const { path } = renderPage(<DealsPage />, '/deals');
  await userEvent.type(screen.getByRole('searchbox'), 'acme');
  await waitFor(() => expect(path()).toBe('/deals?text=acme'));
  expect(await screen.findByText('No deal fits these filters')).toBeInTheDocument();
  expect(asked).toHaveBeenCalledTimes(2);
});

test('DealsPage_serverRefuses_saysWhyAndTriesAgain', async () => {
  answer('GET /api/deals', () => problem(400, 'That stage is unknown.'));
  renderPage(<DealsPage />, '/deals');
  expect(await screen.findByText('That stage is unknown.')).toBeInTheDocument();
  answer('GET /api/deals', () => json({ items: [buildDeal()], total: 1 }));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Acme roll-out' })).toBeInTheDocument();
});
