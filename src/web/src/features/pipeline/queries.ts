import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { Board } from '../../api/types.ts';
import { type BoardFilters, toBoardQuery } from './boardFilters.ts';

/** All boards, whatever their filters. */
export const boardsKey = ['board'] as const;

export const boardQuery = (pipelineId: string, filters: BoardFilters) => {
  const query = toBoardQuery(filters);
  return queryOptions({
    queryKey: [...boardsKey, pipelineId, query],
    queryFn: ({ signal }) => get<Board>(`/api/pipelines/${encodeURIComponent(pipelineId)}/board?${query}`, signal),
    placeholderData: keepPreviousData,
  });
};
