import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { buildMaterial } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { MaterialSection } from './MaterialSection.tsx';

const file = new File(['# Against Vantiq'], 'vantiq.md', { type: 'text/markdown' });

test('MaterialSection_rep_readsOnly', async () => {
  answer('GET /api/materials', () => json([buildMaterial()]));
  renderPage(<MaterialSection mayChange={false} />, '/settings');
  expect(await screen.findByRole('link', { name: 'Against ScanPro' })).toHaveAttribute('href', '/settings?material=material-1');
  expect(screen.getByText('against: ScanPro; objections: price')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('MaterialSection_fileAdded_goesWithKindAndUse', async () => {
  let sent: FormData | null = null;
  answer('GET /api/materials', () => json([]));
  answer('POST /api/materials/file', ({ body }) => {
    sent = body as FormData;
    return json({ head: buildMaterial({ title: 'Against Vantiq' }), text: '' });
  });
  const { container } = renderPage(<MaterialSection mayChange />, '/settings');
  await userEvent.upload(container.querySelector<HTMLInputElement>('input[type=file]')!, file);
  await userEvent.click(screen.getByRole('combobox', { name: 'Kind' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Battle card' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Competitors' }), 'Vantiq');
  await userEvent.click(screen.getByRole('button', { name: 'Add material' }));
  expect(await screen.findByText('“Against Vantiq” is there.')).toBeInTheDocument();
  expect([...sent!.keys()]).toEqual(['file', 'kind', 'competitors']);
  expect(sent!.get('kind')).toBe('battleCard');
});

test('MaterialSection_fileRefused_saysWhy', async () => {
  answer('GET /api/materials', () => json([]));
  answer('POST /api/materials/file', () => problem(400, '', { file: ['vantiq.md: The file holds no text.'] }));
  const { container } = renderPage(<MaterialSection mayChange />, '/settings');
  await userEvent.upload(container.querySelector<HTMLInputElement>('input[type=file]')!, file);
  await userEvent.click(screen.getByRole('button', { name: 'Add material' }));
  expect(await screen.findByText('vantiq.md: The file holds no text.')).toBeInTheDocument();
});

test('MaterialSection_deleteConfirmed_isGone', async () => {
  let deleted = false;
  answer('GET /api/materials', () => json(deleted ? [] : [buildMaterial()]));
  answer('DELETE /api/materials/material-1', () => {
    deleted = true;
    return noContent();
  });
  renderPage(<MaterialSection mayChange />, '/settings');
  await userEvent.click(await screen.findByRole('button', { name: 'Delete Against ScanPro' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('There is none yet.')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});
