import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { AuditPage } from '../../api/types.ts';
import { type AuditFilters, toQuery } from './auditFilters.ts';

/** Decisions, latest first; older ones come in batches. */
export const auditQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', filters],
    queryFn: ({ signal, pageParam }) => get<AuditPage>(`/api/audit?${toQuery(filters, pageParam)}`, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
