import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { ActivityInfo, ActivityKind, DealDetail } from '../../api/types.ts';

/** Where a deal is on the server. */
export const dealAt = (dealId: string) => `/api/deals/${encodeURIComponent(dealId)}`;

export const dealQuery = (dealId: string) =>
  queryOptions({
    queryKey: ['deal', dealId],
    queryFn: ({ signal }) => get<DealDetail>(dealAt(dealId), signal),
  });

const batch = 50;

/** The activities of a deal, of one kind or of all, latest first; older ones come in batches. */
export const timelineQuery = (dealId: string, kind: ActivityKind | null) =>
  infiniteQueryOptions({
    queryKey: ['deal', dealId, 'activities', kind],
    queryFn: ({ signal, pageParam }) => {
      const params = new URLSearchParams({ take: String(batch) });
      if (kind !== null) params.set('kind', kind);
      if (pageParam !== null) params.set('before', pageParam);
      return get<ActivityInfo[]>(`${dealAt(dealId)}/activities?${params.toString()}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.length < batch ? undefined : page.at(-1)?.at),
  });
