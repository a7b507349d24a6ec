import { VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { watchChanges } from '../api/conversationHub.ts';
import { assistantLink } from '../api/hubLink.ts';
import { pause } from '../api/pause.ts';
import type { ChangeNotice } from '../api/types.ts';
import type { ShownProposal } from '../features/changes/queries.ts';
import { announcementOf, changedDeals, isAnything, outdated } from './liveQueries.ts';
import classes from './LiveChanges.module.css';

/** Notices that come together are answered together: an import may bring hundreds. */
const gatherMs = 250;

/** A server that keeps refusing the watch is asked again after this long. */
const retryMs = 30_000;

/** Keeps what is on the screen up to date with what others do, and says when it cannot. */
export function LiveChanges() {
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const state = useSyncExternalStore(assistantLink.subscribe, () => assistantLink.state);

  useEffect(() => {
    const watching = new AbortController();
    let gathered: ChangeNotice[] = [];
    let begun = 0;
    const answer = () => {
      const notices = gathered;
      gathered = [];
      for (const queryKey of outdated(notices)) void client.invalidateQueries({ queryKey });
      // Other proposals of a deal that changed may be in conflict with it now.
      const deals = changedDeals(notices);
      const isOfThose = (shown: ShownProposal | undefined) => shown?.proposal.dealId != null && deals.has(shown.proposal.dealId);
      void client.invalidateQueries({ queryKey: ['proposal'], predicate: ({ state: { data } }) => isOfThose(data as ShownProposal | undefined) });
      const words = announcementOf(notices);
      if (words !== '') setSaid(words);
    };
    const follow = async () => {
      for await (const notice of watchChanges(assistantLink, watching.signal)) {
        if (isAnything(notice)) {
          // What happened while nobody listened has to be asked for; at the start, only what a proposal could have touched.
          begun += 1;
          void client.invalidateQueries(begun === 1 ? { queryKey: ['proposals'] } : undefined);
        } else if (gathered.push(notice) === 1) {
          void pause(gatherMs, watching.signal).then(answer);
        }
      }
    };
    const keepFollowing = async () => {
      while (!watching.signal.aborted) {
        try {
          await follow();
        } catch {
          // A session that is over ends the watch too; asking who is signed in leads to the sign-in page then.
          await client.invalidateQueries({ queryKey: ['me'] });
        }
        await pause(retryMs, watching.signal);
      }
    };
    void keepFollowing();
    return () => watching.abort();
  }, [client]);

  return (
    <>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <div role="status" className={classes.place}>
        {state === 'reconnecting' && <span className={classes.note}>Connection lost, reconnecting…</span>}
      </div>
    </>
  );
}
