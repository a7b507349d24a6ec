import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { buildMe } from '../testing/builders.ts';
import { answer, json } from '../testing/fakeApi.ts';
import { FakeLink } from '../testing/fakeLink.ts';
import { loads, showWatching } from '../testing/watching.tsx';
import { ImportNotice } from './ImportNotice.tsx';

const hub = vi.hoisted((): { link: FakeLink | null } => ({ link: null }));
vi.mock('../api/hubLink.ts', () => ({
  get assistantLink() {
    return hub.link;
  },
}));

let link: FakeLink;
beforeEach(() => {
  link = new FakeLink();
  hub.link = link;
  answer('GET /api/me', () => json(buildMe()));
});

const show = (path: string) => showWatching(link, <ImportNotice />, ['deals'], path);

test('ImportNotice_importOfSomebodyElse_saysSoAndReadsAllAgain', async () => {
  await show('/deals');
  act(() => link.last.send({ id: 'import-1', by: 'Alex Morgan', byId: 'user-9' }));
  expect(await screen.findByText('The import of Alex Morgan is finished')).toBeInTheDocument();
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
  await userEvent.click(screen.getByRole('button', { name: 'Close the message' }));
  expect(screen.queryByText('The import of Alex Morgan is finished')).not.toBeInTheDocument();
});

test('ImportNotice_ownImportInAnotherTab_saysThatItIsOnesOwn', async () => {
  await show('/pipeline');
  act(() => link.last.send({ id: 'import-1', by: 'Ada Byron', byId: 'user-1' }));
  expect(await screen.findByText('Your import is finished')).toBeInTheDocument();
});

test('ImportNotice_ownImportOnItsPage_isNotSaidTwice', async () => {
  await show('/import?run=1');
  act(() => link.last.send({ id: 'import-1', by: 'Ada Byron', byId: 'user-1' }));
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
  expect(screen.queryByText('Your import is finished')).not.toBeInTheDocument();
});
