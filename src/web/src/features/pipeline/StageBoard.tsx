import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useMemo, useState } from 'react';
import type { Board, BoardCard } from '../../api/types.ts';
import classes from './Board.module.css';
import { BoardColumn } from './BoardColumn.tsx';
import type { BoardFilters } from './boardFilters.ts';
import { besideStage } from './boardKeys.ts';
import { columnOf } from './cards.ts';
import { LiftedCard } from './DealCard.tsx';
import type { MoveTarget } from './MoveMenu.tsx';

interface StageBoardProps {
  readonly board: Board;
  readonly filters: BoardFilters;
  readonly now: Date;
  readonly targets: readonly MoveTarget[];
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** What a screen reader says while a card is carried. */
function announcementsOf(board: Board): Announcements {
  const name = (id: string | number) => board.columns.flatMap((column) => column.cards).find((card) => card.id === id)?.name ?? 'the deal';
  const stage = (id: string | number | undefined) => board.columns.find((column) => column.id === id)?.name ?? 'no stage';
  return {
    onDragStart: ({ active }) => `Picked up ${name(active.id)}.`,
    onDragOver: ({ over }) => `Over ${stage(over?.id)}.`,
    onDragEnd: ({ active, over }) => `Dropped ${name(active.id)} on ${stage(over?.id)}.`,
    onDragCancel: ({ active }) => `${name(active.id)} stays where it was.`,
  };
}

const instructions = { draggable: 'Press Space to pick the deal up, the left and right arrows to carry it to another stage, Space to drop it, Escape to let it be.' };

/** The stages side by side. A card is dragged by mouse, finger or keyboard. */
export function StageBoard({ board, filters, now, targets, onMove }: StageBoardProps) {
  const [lifted, setLifted] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that does not rest on the card scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: besideStage }),
  );
  const announcements = useMemo(() => announcementsOf(board), [board]);
  const home = lifted === null ? undefined : columnOf(board, lifted);
  const card = home?.cards.find(({ id }) => id === lifted);

  function drop({ active, over }: DragEndEvent) {
    setLifted(null);
    const from = columnOf(board, String(active.id));
    const moved = from?.cards.find(({ id }) => id === active.id);
    const to = targets.find(({ id }) => id === over?.id);
    if (from && moved && to && to.id !== from.id) onMove(moved, from.id, to);
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{ announcements, screenReaderInstructions: instructions }}
      onDragStart={({ active }) => setLifted(String(active.id))}
      onDragCancel={() => setLifted(null)}
      onDragEnd={drop}
    >
      <div className={classes.board} role="group" aria-label="Stages">
        {board.columns.map((column) => (
          <BoardColumn key={column.id} column={column} sort={filters.sort} descending={filters.descending} now={now} targets={targets} onMove={onMove} />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>{card && home && <LiftedCard card={card} usualDays={home.usualDays} now={now} />}</DragOverlay>
    </DndContext>
  );
}
