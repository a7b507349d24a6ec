import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, postOnly, remove } from '../../api/http.ts';
import type { DealQualification, NewSnooze, ScoreComment } from '../../api/types.ts';
import { dealAt, dealQuery } from './queries.ts';

/** How a deal stands against a framework; against the team's own choice without one. */
export const qualificationQuery = (dealId: string, framework: string | null) =>
  queryOptions({
    queryKey: ['deal', dealId, 'qualification', framework],
    queryFn: ({ signal }) => {
      const query = framework === null ? '' : `?framework=${encodeURIComponent(framework)}`;
      return get<DealQualification>(`${dealAt(dealId)}/qualification${query}`, signal);
    },
  });

/** All that is known of the deal is read again: one decision changes its judgement in several places. */
function useRefresh(dealId: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: dealQuery(dealId).queryKey });
}

/** Declares a wait, or ends it with null. */
export function useWait(dealId: string) {
  const onSuccess = useRefresh(dealId);
  return useMutation({
    mutationFn: (wait: NewSnooze | null) => (wait === null ? remove(`${dealAt(dealId)}/snooze`) : postOnly(`${dealAt(dealId)}/snooze`, wait)),
    onSuccess,
  });
}

export interface ScoreDecision extends ScoreComment {
  readonly scoreId: string;
  readonly verb: 'accept' | 'reject';
}

export function useDecideScore(dealId: string) {
  // After a refusal too: it may say that there is a newer score.
  const onSettled = useRefresh(dealId);
  return useMutation({
    mutationFn: ({ scoreId, verb, comment }: ScoreDecision) =>
      postOnly(`${dealAt(dealId)}/qualification/${encodeURIComponent(scoreId)}/${verb}`, { comment } satisfies ScoreComment),
    onSettled,
  });
}
