import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { watchImport } from '../../api/conversationHub.ts';
import { assistantLink } from '../../api/hubLink.ts';
import { importQuery } from './queries.ts';

/** Follows an import over the hub, or by asking when the hub fails. Its status stands in the query cache. */
export function useImport(id: string) {
  const client = useQueryClient();
  const [hubFailed, setHubFailed] = useState(false);
  const status = useQuery(importQuery(id, hubFailed));

  useEffect(() => {
    const watching = new AbortController();
    const { queryKey } = importQuery(id, false);
    const follow = async () => {
      try {
        for await (const item of watchImport(assistantLink, id, watching.signal)) client.setQueryData(queryKey, item);
      } catch {
        // Polling takes over, and says what is wrong if that fails too.
        setHubFailed(true);
      }
      // However the stream ended, the server has the last word; and what was imported shows everywhere.
      if (!watching.signal.aborted) await client.invalidateQueries();
    };
    void follow();
    return () => watching.abort();
  }, [client, id]);

  return status;
}
