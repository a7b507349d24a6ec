import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { answer, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { PriceBookSection } from './PriceBookSection.tsx';

const product = { id: 'p1', name: 'Scanner', family: null, listPrice: 120, currency: 'EUR', unit: 'piece' };

const upload = async () => {
  const file = new File(['product,list_price\nScanner,130\n'], 'prices.csv', { type: 'text/csv' });
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
  await userEvent.click(screen.getByRole('button', { name: 'Upload the price book' }));
};

test('PriceBookSection_notAnAdministrator_readsOnly', async () => {
  answer('GET /api/settings/price-book', () => json([product]));
  renderPage(<PriceBookSection mayChange={false} />);
  expect(await screen.findByRole('cell', { name: 'Scanner' })).toBeInTheDocument();
  expect(screen.getByRole('cell', { name: /120/ })).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('PriceBookSection_none_saysSo', async () => {
  answer('GET /api/settings/price-book', () => json([]));
  renderPage(<PriceBookSection mayChange={false} />);
  expect(await screen.findByText('No products yet')).toBeInTheDocument();
});

test('PriceBookSection_taken_saysWhatBecameOfIt', async () => {
  let sent: unknown;
  answer('GET /api/settings/price-book', () => json([product]));
  answer('POST /api/settings/price-book/file', ({ body }) => {
    sent = body;
    return json({ added: 1, changed: 2, same: 3, unpriced: 4 });
  });
  renderPage(<PriceBookSection mayChange />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Take the price from products that the file does not name' }));
  await upload();
  expect(await screen.findByText(/1 product new, 2 with another price, 3 as before, 4 without a price now/)).toBeInTheDocument();
  expect((sent as FormData).get('onlyThese')).toBe('true');
});

test('PriceBookSection_badRows_changesNothingAndNamesThem', async () => {
  answer('GET /api/settings/price-book', () => json([product]));
  answer('POST /api/settings/price-book/file', () => problem(400, '', { file: ['Row 3: "lots" is no number for "list_price".'] }));
  renderPage(<PriceBookSection mayChange />);
  await screen.findByRole('cell', { name: 'Scanner' });
  await upload();
  expect(await screen.findByText('Row 3: "lots" is no number for "list_price".')).toBeInTheDocument();
});
