import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { answer, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { AddFile } from './AddFile.tsx';

const added = (overrides = {}) => ({ id: 'activity-9', kind: 'note', subject: 'Site visit', isNew: true, ...overrides });

const choose = async (name: string) => {
  renderPage(<AddFile dealId="deal-1" />);
  await userEvent.click(screen.getByRole('button', { name: 'Add a file' }));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await userEvent.upload(input!, new File(['She likes it.'], name, { lastModified: Date.UTC(2026, 2, 1) }));
};

test('AddFile_note_isSentWithItsDateAndSaysWhereItIs', async () => {
  let form: unknown;
  answer('POST /api/deals/deal-1/files', ({ body }) => {
    form = body;
    return json(added());
  });
  await choose('visit.md');
  expect(screen.queryByRole('checkbox', { name: 'The buyer sent it' })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Add to the deal' }));
  expect(await screen.findByText('“Site visit” is on the timeline; it is being read.')).toBeInTheDocument();
  expect(((form as FormData).get('file') as File).name).toBe('visit.md');
  expect((form as FormData).get('modifiedAt')).toBe('2026-03-01T00:00:00.000Z');
  expect(screen.getByRole('button', { name: 'Add a file' })).toHaveFocus();
});

test('AddFile_documentOfTheBuyer_saysSo', async () => {
  let form: unknown;
  answer('POST /api/deals/deal-1/files', ({ body }) => {
    form = body;
    return json(added({ kind: 'document', subject: 'Needs' }));
  });
  await choose('needs.pdf');
  await userEvent.click(screen.getByRole('checkbox', { name: 'The buyer sent it' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add to the deal' }));
  expect(await screen.findByText(/“Needs” is on the timeline/)).toBeInTheDocument();
  expect((form as FormData).get('fromBuyer')).toBe('true');
});

test('AddFile_refused_saysWhyAndKeepsTheChoice', async () => {
  answer('POST /api/deals/deal-1/files', () => problem(400, '', { file: ['talk.vtt: The file holds no subtitles.'] }));
  await choose('talk.vtt');
  await userEvent.click(screen.getByRole('button', { name: 'Add to the deal' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('talk.vtt: The file holds no subtitles.');
  expect(screen.getByRole('button', { name: 'Add to the deal' })).toBeEnabled();
});

test('AddFile_thereAlready_saysSo', async () => {
  answer('POST /api/deals/deal-1/files', () => json(added({ isNew: false })));
  await choose('visit.md');
  await userEvent.click(screen.getByRole('button', { name: 'Add to the deal' }));
  expect(await screen.findByText('“Site visit” was there already.')).toBeInTheDocument();
});
