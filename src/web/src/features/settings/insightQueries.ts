import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, getIfAny, isMissing, put, remove } from '../../api/http.ts';
import { insightSettingsAt } from '../../api/insightSettings.ts';
import type { ChangePolicy, NewInsightSettings, WritingStyle } from '../../api/types.ts';

const styleAt = '/api/settings/writing-style';

export const writingStyleQuery = queryOptions({
  queryKey: ['settings', 'writing-style'],
  queryFn: ({ signal }) => get<WritingStyle>(styleAt, signal),
});

/** Settings are read again once they are written, and so is what is read out of deals by them. */
function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['settings'] }), client.invalidateQueries({ queryKey: ['deal'] })]);
}

export function useSetWritingStyle() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (style: WritingStyle) => put(styleAt, style), onSuccess });
}

export function useSetInsight() {
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (settings: NewInsightSettings) => put(insightSettingsAt, settings), onSuccess });
}

const changesAt = '/api/settings/changes';

/** Who approves which change. */
export const changeSettingsQuery = queryOptions({
  queryKey: ['settings', 'changes'],
  queryFn: ({ signal }) => get<ChangePolicy>(changesAt, signal),
  refetchOnWindowFocus: false,
});

export function useSetChanges() {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (policy: ChangePolicy) => put(changesAt, policy),
    // Who may decide what waits follows the rules.
    onSuccess: () => Promise.all([refresh(), client.invalidateQueries({ queryKey: ['proposals'] }), client.invalidateQueries({ queryKey: ['proposal'] })]),
  });
}

export const summaryTemplateAt = '/api/settings/summary-template';

export const frameworkAt = (key: string) => `/api/settings/frameworks/${encodeURIComponent(key)}`;

/** A JSON document that the team wrote; null while it wrote none. Not kept, so that an edit begins with what holds now. */
export const documentQuery = (at: string) =>
  queryOptions({
    queryKey: ['settings', 'document', at],
    queryFn: async ({ signal }): Promise<unknown> => {
      try {
        return await getIfAny<unknown>(at, signal);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export interface DocumentChange {
  readonly at: string;
  /** The new document; null deletes the one there is. */
  readonly document: unknown;
}

export function useChangeDocument() {
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ at, document }: DocumentChange) => (document === null ? remove(at) : put(at, document)),
    onSuccess,
  });
}
