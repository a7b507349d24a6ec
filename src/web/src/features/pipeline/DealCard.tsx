import { ActionIcon } from '@mantine/core';
import { useDraggable } from '@dnd-kit/core';
import { Link } from 'react-router';
import type { BoardCard } from '../../api/types.ts';
import { paths } from '../../lib/paths.ts';
import { GripIcon } from '../../ui/icons.tsx';
import { CardFacts } from './CardFacts.tsx';
import classes from './DealCard.module.css';
import { MoveMenu, type MoveTarget } from './MoveMenu.tsx';

interface DealCardProps {
  readonly card: BoardCard;
  readonly stageId: string;
  readonly usualDays: number | null;
  readonly now: Date;
  readonly targets: readonly MoveTarget[];
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** A deal on the board. The pointer drags it by any place, the keyboard by its grip. */
export function DealCard({ card, stageId, usualDays, now, targets, onMove }: DealCardProps) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: card.id,
    data: { card, stageId },
    disabled: !card.mayMove,
    attributes: { roleDescription: 'card that can be moved' },
  });
  const { onKeyDown, ...pointer } = listeners ?? {};
  return (
    <article
      ref={setNodeRef}
      className={classes.card}
      data-movable={card.mayMove || undefined}
      data-lifted={isDragging || undefined}
      aria-label={card.name}
      {...pointer}
    >
      <Link to={paths.deal(card.id)} className={classes.name} title={card.name} draggable={false}>
        {card.name}
      </Link>
      <CardFacts card={card} usualDays={usualDays} now={now} />
      <div className={`${classes.row} ${classes.foot} ${classes.quiet}`}>
        <span className={classes.cut}>{card.owner ?? 'Nobody’s'}</span>
        {card.mayMove && (
          <span className={classes.tools}>
            <ActionIcon
              ref={setActivatorNodeRef}
              variant="subtle"
              color="gray"
              size={24}
              visibleFrom="sm"
              {...attributes}
              onKeyDown={onKeyDown as React.KeyboardEventHandler | undefined}
              aria-label={`Drag ${card.name}`}
            >
              <GripIcon size={15} />
            </ActionIcon>
            <MoveMenu card={card} stageId={stageId} targets={targets} onMove={onMove} />
          </span>
        )}
      </div>
    </article>
  );
}

/** The card in the hand while it is dragged. */
export function LiftedCard({ card, usualDays, now }: Pick<DealCardProps, 'card' | 'usualDays' | 'now'>) {
  return (
    <div className={classes.card} data-overlay>
      <span className={classes.name}>{card.name}</span>
      <CardFacts card={card} usualDays={usualDays} now={now} />
      <div className={`${classes.row} ${classes.foot} ${classes.quiet}`}>{card.owner ?? 'Nobody’s'}</div>
    </div>
  );
}
