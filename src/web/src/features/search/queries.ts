import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { DealDetail, SearchAnswer } from '../../api/types.ts';
import { isSearch, type SearchFilters, writeSearch } from './searchFilters.ts';

const most = 20;

export const searchQuery = (filters: SearchFilters) => {
  const query = writeSearch(filters);
  query.set('take', String(most));
  return queryOptions({
    queryKey: ['search', query.toString()],
    queryFn: ({ signal }) => get<SearchAnswer>(`/api/search?${query.toString()}`, signal),
    placeholderData: keepPreviousData,
    enabled: isSearch(filters),
  });
};

/** The name of the deal that a search is limited to. */
export const dealNameQuery = (dealId: string | null) =>
  queryOptions({
    queryKey: ['deals', 'name', dealId],
    queryFn: async ({ signal }) => (await get<DealDetail>(`/api/deals/${encodeURIComponent(dealId ?? '')}`, signal)).deal.name,
    enabled: dealId !== null,
    staleTime: 5 * 60_000,
  });
