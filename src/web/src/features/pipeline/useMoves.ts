import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { BoardCard } from '../../api/types.ts';
import type { MoveTarget } from './MoveMenu.tsx';
import { useMoveDeal, useUndoMove } from './useMoveDeal.ts';

/** Moves deals on a board, with the question that a loss asks first and the message that comes after. */
export function useMoves(boardKey: QueryKey) {
  const [losing, setLosing] = useState<{ readonly card: BoardCard; readonly to: MoveTarget } | null>(null);
  const move = useMoveDeal(boardKey);
  const undo = useUndoMove();

  function start(card: BoardCard, to: MoveTarget, lossReason?: string) {
    setLosing(null);
    undo.reset();
    move.mutate(lossReason === undefined ? { card, to } : { card, to, lossReason });
  }

  const close = () => move.reset();
  return {
    losing,
    cancelLoss: () => setLosing(null),
    lose: (reason: string) => losing && start(losing.card, losing.to, reason),
    onMove: (card: BoardCard, to: MoveTarget) => (to.status === 'lost' ? setLosing({ card, to }) : start(card, to)),
    notice: move.variables && {
      move: move.variables,
      moved: move.data,
      error: move.error ?? undo.error,
      undoing: undo.isPending,
      undone: undo.isSuccess,
      onUndo: undo.mutate,
      onClose: close,
    },
  };
}
