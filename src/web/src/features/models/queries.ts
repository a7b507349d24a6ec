import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, put, remove } from '../../api/http.ts';
import type { ChatModelReport, ModelSettings, NewModel, NewModelOrder, UsageInfo, UserTokens } from '../../api/types.ts';

const at = '/api/models';
const atModel = (key: string) => `${at}/${encodeURIComponent(key)}`;

export const modelsQuery = queryOptions({
  queryKey: ['models', 'list'],
  queryFn: ({ signal }) => get<ModelSettings>(at, signal),
});

/** The user's own tokens in this month. */
export const usageQuery = queryOptions({
  queryKey: ['models', 'usage'],
  queryFn: ({ signal }) => get<UsageInfo>(`${at}/usage`, signal),
});

export const usageOfAllQuery = queryOptions({
  queryKey: ['models', 'usage', 'people'],
  queryFn: ({ signal }) => get<UserTokens[]>(`${at}/usage/people`, signal),
});

/** Who answers is said elsewhere, too. */
function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['models'] }), client.invalidateQueries({ queryKey: ['about'] })]);
}

export function useSetOrder() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (order: NewModelOrder) => put(at, order), onSuccess });
}

export interface ModelChange {
  readonly key: string;
  readonly model: NewModel;
}

export function useSetModel() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: ({ key, model }: ModelChange) => put(atModel(key), model), onSuccess });
}

export function useRemoveModel() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (key: string) => remove(atModel(key)), onSuccess });
}

export function useCheckModel() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (key: string) => post<ChatModelReport>(`${atModel(key)}/check`, {}), onSuccess });
}
