import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { PendingCount, TodayInfo } from '../../api/types.ts';
import { parseDay, toDay } from '../../lib/format.ts';

export interface TodayOf {
  /** Whose deals; null for what fits the user's role. */
  readonly team: boolean | null;
  /** A local day. */
  readonly day: string;
  /** Since when what happened counts as new. */
  readonly since: string;
  /** True for all that needs something, not only the first of it. */
  readonly all: boolean;
}

export const todayQuery = ({ team, day, since, all }: TodayOf) =>
  queryOptions({
    queryKey: ['today', { team, day, since, all }],
    queryFn: ({ signal }) => {
      const from = parseDay(day);
      // By the calendar: a day is not always 24 hours.
      const to = new Date(from.getFullYear(), from.getMonth(), from.getDate() + 1);
      const params = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), since });
      if (all) params.set('all', 'true');
      if (team !== null) params.set('team', String(team));
      return get<TodayInfo>(`/api/today?${params.toString()}`, signal);
    },
    placeholderData: keepPreviousData,
    refetchInterval: 5 * 60_000,
  });

/** The local day. */
export const today = (): string => toDay(new Date());

/** How many proposals wait. */
export const waitingQuery = queryOptions({
  queryKey: ['proposals', 'count'],
  queryFn: ({ signal }) => get<PendingCount>('/api/proposals/count', signal),
});
