import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { ActivityText, MaterialDetail } from '../../api/types.ts';

export const activityQuery = (id: string) =>
  queryOptions({
    queryKey: ['activity', id],
    queryFn: ({ signal }) => get<ActivityText>(`/api/activities/${encodeURIComponent(id)}`, signal),
    staleTime: 5 * 60_000,
  });

export const materialQuery = (id: string) =>
  queryOptions({
    queryKey: ['material', id],
    queryFn: ({ signal }) => get<MaterialDetail>(`/api/materials/${encodeURIComponent(id)}`, signal),
  });
