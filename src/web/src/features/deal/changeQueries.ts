import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { post, postOnly } from '../../api/http.ts';
import type { ChangeKind, ChangeResult } from '../../api/types.ts';
import { qualificationQuery } from './insightQueries.ts';
import { dealAt } from './queries.ts';

/** What a person changes of a deal directly. */
export interface DealChange {
  readonly kind: ChangeKind;
  readonly fields: Readonly<Record<string, string | null>>;
  /** What was seen of it: whoever changed it meanwhile is not overruled by a look at an old page. */
  readonly seen?: Readonly<Record<string, string | null>>;
  readonly contactId?: string;
}

/** Changes a deal, with a check and an entry in the log as for any other change. */
export function useDealChange(dealId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: DealChange) => post<ChangeResult>(`${dealAt(dealId)}/changes`, change),
    onSettled: () => client.invalidateQueries(),
  });
}

/** Takes a change back. */
export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proposalId: string) => postOnly(`/api/proposals/${encodeURIComponent(proposalId)}/undo`, {}),
    onSettled: () => client.invalidateQueries(),
  });
}

/** Who may judge the deal's score may change it too. When that cannot be learnt, the server decides. */
export function useMayDecide(dealId: string): boolean {
  const { data, isPending } = useQuery(qualificationQuery(dealId, null));
  return data?.mayDecide ?? !isPending;
}
