import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ChangeNotice } from '../api/types.ts';
import { FakeLink } from '../testing/fakeLink.ts';
import { loads, showWatching } from '../testing/watching.tsx';
import { LiveChanges } from './LiveChanges.tsx';
import { announcementOf, outdated } from './liveQueries.ts';

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
});

const notice = (part: Partial<ChangeNotice> = {}): ChangeNotice => ({ revision: 2, proposalId: 'proposal-1', status: 'pending', dealId: 'deal-1', dealVersion: 3, ...part });
const begun = notice({ proposalId: null, status: null, dealId: null, dealVersion: null });

const show = (name: string) => showWatching(link, <LiveChanges />, name === 'deal' ? ['deal', 'deal-1'] : [name]);

test('LiveChanges_proposalComes_readsTheListsAgainAndSaysSo', async () => {
  await show('proposals');
  act(() => link.last.send(notice()));
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
  expect(await screen.findByText('1 new proposal waits for a decision.')).toBeInTheDocument();
});

test('LiveChanges_changeApplied_readsItsDealAgain', async () => {
  await show('deal');
  act(() => link.last.send(notice({ status: 'applied' })));
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
});

test('LiveChanges_textsOfADealRead_readsThatDealAgain', async () => {
  await show('deal');
  act(() => link.last.send(notice({ proposalId: null, status: null })));
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
});

test('LiveChanges_connectionLost_saysSoAndReadsAllAgainAfterwards', async () => {
  await show('deal');
  act(() => link.last.send(begun));
  act(() => link.lose());
  expect(screen.getByRole('status')).toHaveTextContent('Connection lost, reconnecting…');
  act(() => link.restore());
  await waitFor(() => expect(link.streams).toHaveLength(2));
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  act(() => link.last.send(begun));
  await waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
});

test('outdated_proposalThatWaits_leavesItsDealAsItIs', () => {
  const keys = outdated([notice()]).map(String);
  expect(keys).toContain('proposal,proposal-1');
  expect(keys).not.toContain('deal,deal-1');
  expect(outdated([begun])).toEqual([]);
});

test('outdated_dealLookedAtAgain_leavesProposalsAsTheyAre', () => {
  const keys = outdated([notice({ proposalId: null, status: null })]).map(String);
  expect(keys).toEqual(['today', 'deals', 'board', 'deal,deal-1']);
});

test('announcementOf_severalNotices_countsWhatWaitsOnce', () => {
  expect(announcementOf([notice(), notice({ revision: 3 }), notice({ proposalId: 'b' }), notice({ proposalId: 'c', status: 'applied' })])).toBe(
    '2 new proposals wait for a decision.',
  );
  expect(announcementOf([notice({ status: 'rejected' })])).toBe('');
});
