import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderPage } from '../../testing/render.tsx';
import { SearchBox } from './SearchBox.tsx';

test('SearchBox_slashTypedThenWords_leadsToTheResults', async () => {
  const { path } = renderPage(<SearchBox />, '/deals');
  await userEvent.keyboard('/');
  expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus();
  await userEvent.keyboard('price & terms{Enter}');
  await waitFor(() => expect(path()).toBe('/search?q=price+%26+terms'));
});

test('SearchBox_controlK_putsTheCursorThere', async () => {
  renderPage(<SearchBox />, '/deals');
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus();
});
