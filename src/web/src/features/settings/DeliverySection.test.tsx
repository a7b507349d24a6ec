import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { DeliveryTier } from '../../api/types.ts';
import { buildInsightSettings } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { DeliverySection } from './DeliverySection.tsx';

const show = (mayChange: boolean) => {
  answer('GET /api/settings/insight', () => json(buildInsightSettings()));
  renderPage(<DeliverySection mayChange={mayChange} />);
};

const csv = new File(['units_from,days\n1,30\n'], 'policy.csv', { type: 'text/csv' });
const choose = () => userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, csv);

test('DeliverySection_notAnAdministrator_readsOnly', async () => {
  show(false);
  expect(await screen.findByText('From 1 unit: 30 days')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('DeliverySection_stepAdded_sendsItWithTheOtherSettingsAsTheyAre', async () => {
  let sent: unknown;
  answer('PUT /api/settings/insight', ({ body }) => {
    sent = body;
    return noContent();
  });
  show(true);
  await userEvent.click(await screen.findByRole('button', { name: 'Add a step' }));
  await userEvent.type(screen.getAllByRole('spinbutton', { name: 'From units' })[1]!, '50');
  await userEvent.type(screen.getAllByRole('spinbutton', { name: 'Days' })[1]!, '60');
  await userEvent.click(screen.getByRole('button', { name: 'Save the policy' }));
  expect(await screen.findByText(/The policy is saved/)).toBeInTheDocument();
  expect(sent).toEqual({
    framework: 'bant',
    competitors: ['Northwind'],
    deliveryTiers: [
      { fromUnits: 1, days: 30 },
      { fromUnits: 50, days: 60 },
    ],
  });
});

test('DeliverySection_stepRemoved_leavesTheFocusOnTheForm', async () => {
  show(true);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove step 1' }));
  expect(screen.queryByRole('spinbutton')).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Add a step' })).toHaveFocus();
});

test('DeliverySection_fileWithBadRows_namesEach', async () => {
  answer('POST /api/settings/delivery-policy/file', () => problem(400, '', { file: ['Row 2: "x" is no number for "days".', 'Row 4 has no "days".'] }));
  show(true);
  await screen.findByRole('button', { name: 'Save the policy' });
  await choose();
  await userEvent.click(screen.getByRole('button', { name: 'Upload the delivery policy' }));
  expect(await screen.findByText('Row 2: "x" is no number for "days".')).toBeInTheDocument();
  expect(screen.getByText('Row 4 has no "days".')).toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent('nothing has changed');
});

test('DeliverySection_fileTaken_showsItsSteps', async () => {
  let tiers: DeliveryTier[] = [{ fromUnits: 1, days: 30 }];
  answer('GET /api/settings/insight', () => json(buildInsightSettings({ deliveryTiers: tiers })));
  answer('POST /api/settings/delivery-policy/file', () => {
    tiers = [{ fromUnits: 1, days: 7 }];
    return json(tiers);
  });
  renderPage(<DeliverySection mayChange />);
  await screen.findByRole('button', { name: 'Save the policy' });
  await choose();
  await userEvent.click(screen.getByRole('button', { name: 'Upload the delivery policy' }));
  expect(await screen.findByText(/is in force: 1 step\./)).toBeInTheDocument();
  expect(screen.getByRole('spinbutton', { name: 'Days' })).toHaveValue(7);
});
