import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Passage } from '../../api/types.ts';
import { buildPassage } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { SearchPage } from './SearchPage.tsx';

const found = (...passages: Passage[]) => json({ query: {}, passages });

test('SearchPage_passageFound_marksItsWordsAndOpensThem', async () => {
  answer('GET /api/search', () => found(buildPassage()));
  renderPage(<SearchPage />, '/search?q=march');
  expect((await screen.findByText('before March')).tagName).toBe('MARK');
  expect(screen.getByRole('link', { name: 'Discovery call' })).toHaveAttribute('href', '/search?q=march&activity=activity-1&start=4&quote=before+March');
  expect(screen.getByRole('link', { name: 'Acme roll-out' })).toHaveAttribute('href', '/deals/deal-1');
  expect(screen.getByText(/Call · Tom Brandt · /)).toBeInTheDocument();
});

test('SearchPage_materialFound_opensItOverThePage', async () => {
  answer('GET /api/search', () => found(buildPassage({ activityId: null, materialId: 'material-1', dealId: null, deal: null, kind: 'playbook', speaker: null, subject: 'On price' })));
  renderPage(<SearchPage />, '/search?q=march');
  expect(await screen.findByRole('link', { name: 'On price' })).toHaveAttribute('href', '/search?q=march&material=material-1&start=4&quote=before+March');
  expect(screen.getByText('Playbook · our own material')).toBeInTheDocument();
});

test('SearchPage_nothingFitsTheSentence_saysSo', async () => {
  answer('GET /api/search', () => found(buildPassage({ outsideFilters: true })));
  renderPage(<SearchPage />, '/search?q=march+last+year');
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('1 passage, best first; none fits the person, kind of text or time that you named'),
  );
});

test('SearchPage_nothingFound_saysWhatWasSearched', async () => {
  answer('GET /api/search', () => found());
  renderPage(<SearchPage />, '/search?q=zeppelin&person=Ada&kind=email');
  expect(await screen.findByText('Nothing found for “zeppelin”')).toBeInTheDocument();
  expect(screen.getByText(/Texts of the kind “Email” by Ada were searched/)).toBeInTheDocument();
});

test('SearchPage_filters_goIntoTheAddressAndToTheServer', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => found());
  answer('GET /api/search', asked);
  answer('GET /api/deals/deal-1', () => json({ deal: { name: 'Acme roll-out' } }));
  const { path } = renderPage(<SearchPage />, '/search?q=price&deal=deal-1');
  await userEvent.type(screen.getByRole('textbox', { name: 'Person' }), 'Ingrid');
  await waitFor(() => expect(path()).toBe('/search?q=price&deal=deal-1&person=Ingrid'));
  await waitFor(() => expect(asked.mock.lastCall?.[0].url.search).toBe('?q=price&deal=deal-1&person=Ingrid&take=20'));
  await userEvent.click(await screen.findByRole('button', { name: 'Search all deals, not only Acme roll-out' }));
  await waitFor(() => expect(path()).toBe('/search?q=price&person=Ingrid'));
});

test('SearchPage_serverFails_saysWhyAndTriesAgain', async () => {
  answer('GET /api/search', () => problem(400, 'At most 1000 characters.'));
  renderPage(<SearchPage />, '/search?q=march');
  expect(await screen.findByText('At most 1000 characters.')).toBeInTheDocument();
  answer('GET /api/search', () => found(buildPassage()));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('before March')).toBeInTheDocument();
});

test('SearchPage_nothingAsked_asksNothing', () => {
  renderPage(<SearchPage />, '/search');
  expect(screen.getByText(/Finds what was said or written/)).toBeInTheDocument();
});
