import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http.ts';
import type { Board, BoardCard, ChangeResult } from '../../api/types.ts';
import { toDay } from '../../lib/format.ts';
import { moveCard } from './cards.ts';
import { boardsKey } from './queries.ts';

export interface Move {
  readonly card: BoardCard;
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  /** Why it is lost; only for a lost stage. */
  readonly lossReason?: string;
}

const send = ({ card, from, to, lossReason }: Move) =>
  post<ChangeResult>(`/api/deals/${encodeURIComponent(card.id)}/changes`, {
    kind: lossReason === undefined ? 'stage' : 'loss',
    fields: lossReason === undefined ? { stage: to.id } : { lossReason, stage: to.id },
    // Whoever moved it meanwhile is not overruled by a look at an old board.
    seen: { stage: from.id },
  });

/** Moves a deal. The board shows it at once and goes back when the server refuses. */
export function useMoveDeal(boardKey: QueryKey) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: async ({ card, to }) => {
      await client.cancelQueries({ queryKey: boardsKey });
      const before = client.getQueryData<Board>(boardKey);
      if (before) client.setQueryData(boardKey, moveCard(before, card.id, to.id, toDay(new Date())));
      return before;
    },
    onError: (_error, _move, before) => before && client.setQueryData(boardKey, before),
    // A move that waits for a manager has not happened.
    onSuccess: ({ applied }, _move, before) => !applied && before && client.setQueryData(boardKey, before),
    onSettled: (_data, _error, { card }) => refresh(card),
  });

  function refresh({ id }: BoardCard) {
    const keys = [boardsKey, ['deal', id], ['deals'], ['today'], ['proposals']];
    return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  }
}

/** Takes a move back. */
export function useUndoMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proposalId: string) => post(`/api/proposals/${encodeURIComponent(proposalId)}/undo`, {}),
    onSettled: () => client.invalidateQueries(),
  });
}
