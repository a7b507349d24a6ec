import type { QueryKey } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { BoardCard, PipelineInfo } from '../../api/types.ts';
import type { MoveTarget } from './MoveMenu.tsx';
import { type Move, useMoveDeal, useUndoMove } from './useMoveDeal.ts';

/** Moves deals on a board, with the question that a loss asks first and the message that comes after. */
export function useMoves(boardKey: QueryKey, stages: PipelineInfo['stages']) {
  const [losing, setLosing] = useState<Move | null>(null);
  const move = useMoveDeal(boardKey);
  const undo = useUndoMove();

  const { mutate } = move;
  const { reset } = undo;
  const start = useCallback(
    (next: Move) => {
      setLosing(null);
      reset();
      mutate(next);
    },
    [mutate, reset],
  );
  // The same from one drawing to the next, or every card would be drawn again for the message about one.
  const onMove = useCallback(
    (card: BoardCard, stageId: string, to: MoveTarget) => {
      const from = stages.find(({ id }) => id === stageId);
      if (from === undefined) return;
      if (to.status === 'lost') setLosing({ card, from, to });
      else start({ card, from, to });
    },
    [stages, start],
  );

  return {
    losing,
    cancelLoss: () => setLosing(null),
    lose: (lossReason: string) => losing && start({ ...losing, lossReason }),
    onMove,
    notice: move.variables && {
      move: move.variables,
      result: move.data,
      error: move.error ?? undo.error,
      undoing: undo.isPending,
      undone: undo.isSuccess,
      onUndo: undo.mutate,
      onClose: move.reset,
    },
  };
}
