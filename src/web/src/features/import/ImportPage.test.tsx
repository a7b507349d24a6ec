import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { buildImport, buildReport } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, noContent, problem } from '../../testing/fakeApi.ts';
import { FakeLink } from '../../testing/fakeLink.ts';
import { renderPage } from '../../testing/render.tsx';
import { ImportPage } from './ImportPage.tsx';

const hub = vi.hoisted((): { link: FakeLink | null } => ({ link: null }));
vi.mock('../../api/hubLink.ts', () => ({
  get assistantLink() {
    return hub.link;
  },
}));

let link: FakeLink;
beforeEach(() => {
  link = new FakeLink();
  hub.link = link;
});

const csv = new File(['name,amount\nAcme,1'], 'deals.csv', { type: 'text/csv' });
const report = buildReport({
  deals: { added: 8, updated: 1, unchanged: 0, skipped: 1 },
  problems: [{ file: 'deals.csv', line: 4, column: 'amount', reason: '“much” is not an amount.' }],
});

test('ImportPage_filesChosen_dryRunFirstThenForReal', async () => {
  const begun = vi.fn<(request: FakeRequest) => Response>(() => json(buildImport(), 202));
  answer('POST /api/imports', begun);
  answer('GET /api/imports/import-1', () => json(buildImport()));
  const { path } = renderPage(<ImportPage />, '/import');
  await userEvent.upload(screen.getByLabelText('Files'), csv);
  await userEvent.click(screen.getByRole('button', { name: 'Try it out' }));

  expect(await screen.findByRole('progressbar', { name: 'Looking through the files' })).toHaveAttribute('aria-valuenow', '50');
  expect(path()).toBe('/import?run=import-1');
  const form = begun.mock.calls[0]?.[0].body as FormData;
  expect(form.get('dryRun')).toBe('true');
  expect((form.get('files') as File).name).toBe('deals.csv');

  const finished = buildImport({ state: 'completed', report });
  answer('GET /api/imports/import-1', () => json(finished));
  await act(async () => {
    link.last.send(finished);
    link.last.complete();
    await Promise.resolve();
  });
  expect(await screen.findByRole('row', { name: 'Deals 8 1 0 1' })).toBeInTheDocument();
  expect(screen.getByRole('row', { name: 'deals.csv 4 amount “much” is not an amount.' })).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Import for real' }));
  await waitFor(() => expect(begun).toHaveBeenCalledTimes(2));
  expect((begun.mock.calls[1]?.[0].body as FormData).get('dryRun')).toBe('false');
});

test('ImportPage_hubFails_asksTheServerInstead', async () => {
  let state = buildImport();
  answer('GET /api/imports/import-1', () => json(state));
  renderPage(<ImportPage />, '/import?run=import-1');
  await screen.findByRole('progressbar');
  state = buildImport({ state: 'completed', report });
  act(() => link.last.fail('There is no such method.'));
  expect(await screen.findByText('Dry run done: nothing was changed')).toBeInTheDocument();
  expect(screen.getByText('To import for real, choose the files again.')).toBeInTheDocument();
});

test('ImportPage_serverRefusesTheFile_saysWhy', async () => {
  answer('POST /api/imports', () => problem(400, 'deals.csv is not a CSV file.'));
  renderPage(<ImportPage />, '/import');
  await userEvent.upload(screen.getByLabelText('Files'), csv);
  await userEvent.click(screen.getByRole('button', { name: 'Try it out' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('deals.csv is not a CSV file.');
});

test('ImportPage_cancel_isSentToTheServer', async () => {
  const cancelled = vi.fn(noContent);
  answer('GET /api/imports/import-1', () => json(buildImport()));
  answer('DELETE /api/imports/import-1', cancelled);
  renderPage(<ImportPage />, '/import?run=import-1');
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});
