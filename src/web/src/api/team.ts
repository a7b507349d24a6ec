import { queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';
import type { OwnerInfo, PipelineInfo } from './types.ts';

/** What hardly ever changes is asked for once in a while. */
const staleTime = 5 * 60_000;

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: ({ signal }) => get<PipelineInfo[]>('/api/pipelines', signal),
  staleTime,
});

export const ownersQuery = queryOptions({
  queryKey: ['owners'],
  queryFn: ({ signal }) => get<OwnerInfo[]>('/api/users', signal),
  staleTime,
});
