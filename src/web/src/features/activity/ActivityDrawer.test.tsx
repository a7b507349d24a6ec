import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { buildActivity } from '../../testing/builders.ts';
import { answer, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { ActivityDrawer } from './ActivityDrawer.tsx';

const body = '[00:00:04] Tom Brandt: We need it before March.';
const start = body.indexOf('before March');

test('ActivityDrawer_quoteStandsThere_isHighlighted', async () => {
  answer('GET /api/activities/activity-1', () => json(buildActivity(body)));
  renderPage(<ActivityDrawer />, `/deals?activity=activity-1&start=${start}&quote=before+March`);
  const mark = await screen.findByText('before March');
  expect(mark.tagName).toBe('MARK');
  expect(screen.queryByText('The quoted words are no longer here')).not.toBeInTheDocument();
});

test('ActivityDrawer_textHasChanged_saysSoAndShowsTheQuote', async () => {
  answer('GET /api/activities/activity-1', () => json(buildActivity('Something else.')));
  renderPage(<ActivityDrawer />, `/deals?activity=activity-1&start=${start}&quote=before+March`);
  expect(await screen.findByText('The quoted words are no longer here')).toBeInTheDocument();
  expect(screen.getByText('before March')).toBeInTheDocument();
});

test('ActivityDrawer_closed_leavesTheRestOfTheAddress', async () => {
  answer('GET /api/activities/activity-1', () => json(buildActivity(body)));
  const { path } = renderPage(<ActivityDrawer />, '/deals?status=won&activity=activity-1');
  await screen.findByText('Discovery call');
  await userEvent.click(screen.getByRole('button', { name: 'Close the source' }));
  await waitFor(() => expect(path()).toBe('/deals?status=won'));
});

test('ActivityDrawer_notOursToSee_saysSo', async () => {
  answer('GET /api/activities/activity-1', () => problem(404, 'Not found.'));
  renderPage(<ActivityDrawer />, '/deals?activity=activity-1');
  expect(await screen.findByText('This is not here any more')).toBeInTheDocument();
});
