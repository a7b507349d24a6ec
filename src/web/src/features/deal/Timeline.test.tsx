import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { answer, type FakeRequest, json } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { Timeline } from './Timeline.tsx';

test('Timeline_kindChosen_asksForThatKindAndKeepsItInTheAddress', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json([]));
  answer('GET /api/deals/deal-1/activities', asked);
  const { path } = renderPage(<Timeline dealId="deal-1" />, '/deals/deal-1?tab=timeline');
  expect(await screen.findByText('No emails, calls, meetings or notes yet.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Calls' }));
  expect(await screen.findByText('No calls yet.')).toBeInTheDocument();
  await waitFor(() => expect(path()).toBe('/deals/deal-1?tab=timeline&kind=call'));
  expect(asked.mock.lastCall?.[0].url.searchParams.get('kind')).toBe('call');
  await userEvent.click(screen.getByRole('radio', { name: 'All' }));
  await waitFor(() => expect(path()).toBe('/deals/deal-1?tab=timeline'));
});
