import { Affix, Anchor, Notification, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { watchImports } from '../api/conversationHub.ts';
import { assistantLink } from '../api/hubLink.ts';
import { pause } from '../api/pause.ts';
import type { ImportNotice as Finished } from '../api/types.ts';
import { meQuery } from '../features/session/queries.ts';
import { paths } from '../lib/paths.ts';

/** A server that keeps refusing the watch is asked again after this long. */
const retryMs = 30_000;

/** Says that an import is finished, whoever began it, and brings what is on the screen up to date. */
export function ImportNotice() {
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const { pathname } = useLocation();
  const [finished, setFinished] = useState<Finished | null>(null);

  useEffect(() => {
    const watching = new AbortController();
    const follow = async () => {
      for await (const notice of watchImports(assistantLink, watching.signal)) {
        setFinished(notice);
        void client.invalidateQueries();
      }
    };
    const keepFollowing = async () => {
      while (!watching.signal.aborted) {
        // Whether the session is over is found out by the watch of changes.
        await follow().catch(() => undefined);
        await pause(retryMs, watching.signal);
      }
    };
    void keepFollowing();
    return () => watching.abort();
  }, [client]);

  const own = finished !== null && finished.byId === me.data?.id;
  // Who stands on the page of the import sees it end there.
  if (finished === null || (own && pathname === paths.import)) return null;
  const who = own ? 'Your import' : finished.by === null ? 'An import' : `The import of ${finished.by}`;
  return (
    <Affix position={{ bottom: 16, left: 16 }} maw="min(360px, calc(100vw - 32px))" zIndex={250}>
      <Notification role="status" title={`${who} is finished`} withBorder onClose={() => setFinished(null)} closeButtonProps={{ 'aria-label': 'Close the message' }}>
        <Text size="sm">
          What you see is up to date.{' '}
          <Anchor component={Link} to={paths.deals} inherit onClick={() => setFinished(null)}>
            Look at the deals
          </Anchor>
        </Text>
      </Notification>
    </Affix>
  );
}
