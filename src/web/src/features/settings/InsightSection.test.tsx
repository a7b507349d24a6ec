import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { buildInsightSettings } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { InsightSection } from './InsightSection.tsx';

const show = (mayChange: boolean) => {
  answer('GET /api/settings/insight', () => json(buildInsightSettings()));
  renderPage(<InsightSection mayChange={mayChange} />);
};

test('InsightSection_notAnAdministrator_readsOnly', async () => {
  show(false);
  expect(await screen.findByText('Framework: BANT')).toBeInTheDocument();
  expect(screen.getByText('Competitors: Northwind')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
});

test('InsightSection_administratorSaves_sendsAllOfIt', async () => {
  let sent: unknown;
  answer('PUT /api/settings/insight', ({ body }) => {
    sent = body;
    return noContent();
  });
  show(true);
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Framework' }), 'CHAMP');
  await userEvent.type(screen.getByRole('textbox', { name: 'Competitors' }), '\n\n Contoso ');
  await userEvent.click(screen.getByRole('button', { name: 'Save the settings' }));
  expect(await screen.findByText(/The settings are saved/)).toBeInTheDocument();
  expect(sent).toEqual({
    framework: 'champ',
    competitors: ['Northwind', 'Contoso'],
    deliveryTiers: [{ fromUnits: 1, days: 30 }],
  });
});

test('InsightSection_refused_saysWhyAndKeepsWhatWasTyped', async () => {
  answer('PUT /api/settings/insight', () => problem(400, '', { framework: ['There is no framework "x".'] }));
  show(true);
  await userEvent.type(await screen.findByRole('textbox', { name: 'Competitors' }), '\nContoso');
  await userEvent.click(screen.getByRole('button', { name: 'Save the settings' }));
  expect(await screen.findByText('There is no framework "x".')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Competitors' })).toHaveValue('Northwind\nContoso');
});
