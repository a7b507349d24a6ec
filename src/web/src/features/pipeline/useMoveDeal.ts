import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, postOnly } from '../../api/http.ts';
import type { Board, BoardCard, StageCheck } from '../../api/types.ts';
import { toDay } from '../../lib/format.ts';
import { moveCard } from './cards.ts';
import { boardsKey } from './queries.ts';

export interface Move {
  readonly card: BoardCard;
  readonly to: { readonly id: string; readonly name: string };
  /** Why it is lost; only for a lost stage. */
  readonly lossReason?: string;
}

export interface Moved {
  /** The change, by which it can be taken back. */
  readonly changeId: string;
  /** What the move asks for; null when that could not be learnt. */
  readonly check: StageCheck | null;
}

const at = ({ id }: BoardCard) => `/api/deals/${encodeURIComponent(id)}`;

async function send({ card, to, lossReason }: Move): Promise<Moved> {
  // Asked before the move, since it is about the stage that is left. It is a help, and its fault stops nothing.
  const check = await get<StageCheck>(`${at(card)}/stage-check?to=${encodeURIComponent(to.id)}`).catch(() => null);
  const stage = { field: 'stage', after: to.id };
  const change =
    lossReason === undefined
      ? { kind: 'stage', fields: [stage] }
      : { kind: 'loss', fields: [{ field: 'lossReason', after: lossReason }, stage] };
  const { id } = await post<{ id: string }>(`${at(card)}/changes`, { ...change, dealVersion: card.version });
  return { changeId: id, check };
}

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
    onError: (_error, _move, before) => client.setQueryData(boardKey, before),
    onSettled: (_data, _error, { card }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: boardsKey }),
        client.invalidateQueries({ queryKey: ['deal', card.id] }),
        client.invalidateQueries({ queryKey: ['deals'] }),
        client.invalidateQueries({ queryKey: ['today'] }),
      ]),
  });
}

/** Takes a move back. */
export function useUndoMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changeId: string) => postOnly(`/api/proposals/${encodeURIComponent(changeId)}/undo`),
    onSettled: () => client.invalidateQueries(),
  });
}
