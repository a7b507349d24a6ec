import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { buildInsightSettings } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { OwnFrameworks } from './OwnFrameworks.tsx';
import { SummaryTemplate } from './SummaryTemplate.tsx';

const type = (label: string, text: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value: text } });

const template = { name: 'Ours', sections: [{ key: 'pains', title: 'Pains' }] };

test('SummaryTemplate_notJson_isNotSent', async () => {
  answer('GET /api/settings/summary-template', () => noContent());
  renderPage(<SummaryTemplate />);
  expect(await screen.findByRole('textbox', { name: 'Template' })).toHaveValue('');
  type('Template', '{"name": ');
  await userEvent.click(screen.getByRole('button', { name: 'Save the template' }));
  expect(await screen.findByText(/This is not JSON/)).toBeInTheDocument();
});

test('SummaryTemplate_refused_saysWhyAndKeepsTheText', async () => {
  answer('GET /api/settings/summary-template', () => noContent());
  answer('PUT /api/settings/summary-template', () => problem(400, 'The summary template needs a "name".'));
  renderPage(<SummaryTemplate />);
  await screen.findByRole('textbox', { name: 'Template' });
  type('Template', '{"sections":[]}');
  await userEvent.click(screen.getByRole('button', { name: 'Save the template' }));
  expect(await screen.findByText('The summary template needs a "name".')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Template' })).toHaveValue('{"sections":[]}');
});

test('SummaryTemplate_deleted_isEmptyAgain', async () => {
  let stored: unknown = template;
  answer('GET /api/settings/summary-template', () => (stored === null ? noContent() : json(stored)));
  answer('DELETE /api/settings/summary-template', () => {
    stored = null;
    return noContent();
  });
  renderPage(<SummaryTemplate />);
  await userEvent.click(await screen.findByRole('button', { name: /^Delete it/ }));
  expect(await screen.findByText('The template of the product holds again.')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Template' })).toHaveValue('');
});

test('OwnFrameworks_written_isSentUnderItsKeyAndListed', async () => {
  let sent: unknown;
  let frameworks = buildInsightSettings().frameworks;
  answer('GET /api/settings/insight', () => json(buildInsightSettings({ frameworks })));
  answer('PUT /api/settings/frameworks/ours', ({ body }) => {
    sent = body;
    frameworks = [...frameworks, { key: 'ours', name: 'Ours', own: true }];
    return noContent();
  });
  renderPage(<OwnFrameworks />);
  await userEvent.click(await screen.findByRole('button', { name: 'Write a framework' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Key' }), 'ours');
  type('Framework', '{"name":"Ours"}');
  await userEvent.click(screen.getByRole('button', { name: 'Save the framework' }));
  expect(await screen.findByRole('button', { name: 'Edit Ours' })).toBeInTheDocument();
  expect(sent).toEqual({ name: 'Ours' });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Write a framework' })).toHaveFocus());
});

test('OwnFrameworks_keyOfAnother_isNotReplaced', async () => {
  answer('GET /api/settings/insight', () => json(buildInsightSettings({ frameworks: [{ key: 'ours', name: 'Ours', own: true }] })));
  renderPage(<OwnFrameworks />);
  await userEvent.click(await screen.findByRole('button', { name: 'Write a framework' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Key' }), 'ours');
  await userEvent.click(screen.getByRole('button', { name: 'Save the framework' }));
  expect(screen.getByText('There is a framework with this key already.')).toBeInTheDocument();
});

test('OwnFrameworks_inUse_isNotDeletedAndSaysWhy', async () => {
  answer('GET /api/settings/insight', () => json(buildInsightSettings({ frameworks: [{ key: 'ours', name: 'Ours', own: true }] })));
  answer('GET /api/settings/frameworks/ours', () => json({ name: 'Ours' }));
  answer('DELETE /api/settings/frameworks/ours', () => problem(409, 'Deals are held against this framework.'));
  renderPage(<OwnFrameworks />);
  await userEvent.click(await screen.findByRole('button', { name: 'Edit Ours' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await userEvent.click(screen.getByRole('button', { name: 'Yes, delete it for good' }));
  expect(await screen.findByText('Deals are held against this framework.')).toBeInTheDocument();
});
