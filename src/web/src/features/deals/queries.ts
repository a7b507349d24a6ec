import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { DealPage } from '../../api/types.ts';
import { type DealFilters, toQuery } from './dealFilters.ts';

export const dealsQuery = (filters: DealFilters) => {
  const query = toQuery(filters);
  return queryOptions({
    queryKey: ['deals', query],
    queryFn: ({ signal }) => get<DealPage>(`/api/deals?${query}`, signal),
    placeholderData: keepPreviousData,
  });
};

/** The open deal that closes next: an example to ask about. */
export const nextToCloseQuery = queryOptions({
  queryKey: ['deals', 'next to close'],
  queryFn: ({ signal }) => get<DealPage>('/api/deals?status=open&sort=closeDate&descending=false&take=1', signal),
  staleTime: 5 * 60_000,
});
