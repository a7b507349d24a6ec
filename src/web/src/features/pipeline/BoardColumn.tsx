import { Group, Text, Title } from '@mantine/core';
import { useDroppable } from '@dnd-kit/core';
import { memo, useMemo, useRef } from 'react';
import type { BoardCard, BoardColumn as Column } from '../../api/types.ts';
import { formatCount, formatMoney, formatMoneyShort } from '../../lib/format.ts';
import classes from './Board.module.css';
import type { CardSort } from './boardFilters.ts';
import { sortCards } from './cards.ts';
import { DealCard } from './DealCard.tsx';
import type { MoveTarget } from './MoveMenu.tsx';
import { useRows } from './useRows.ts';

function Sums({ column }: { readonly column: Column }) {
  if (column.sums.length === 0) return <Text size="xs" c="dimmed">no amounts</Text>;
  const full = column.sums.map(({ currency, amount, weighted }) => `${formatMoney(amount, currency)}, weighted ${formatMoney(Math.round(weighted), currency)}`);
  return (
    <Text size="xs" c="dimmed" truncate title={full.join('\n')}>
      {column.sums.map(({ currency, amount }) => formatMoneyShort(amount, currency)).join(' + ')}
      {' · weighted '}
      {column.sums.map(({ currency, weighted }) => formatMoneyShort(weighted, currency)).join(' + ')}
    </Text>
  );
}

interface BoardColumnProps {
  readonly column: Column;
  readonly sort: CardSort;
  readonly descending: boolean;
  readonly now: Date;
  readonly targets: readonly MoveTarget[];
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** A stage with its deals, of which only those near the eye are drawn. */
export const BoardColumn = memo(function BoardColumn({ column, sort, descending, now, targets, onMove }: BoardColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: column.id });
  const scroller = useRef<HTMLDivElement>(null);
  const cards = useMemo(() => sortCards(column.cards, sort, descending), [column.cards, sort, descending]);
  const { rows, height } = useRows(scroller, cards);
  const heading = `stage-${column.id}`;
  return (
    <section ref={setNodeRef} className={classes.column} data-over={isOver || undefined} aria-labelledby={heading}>
      <div className={classes.head}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Title order={2} size="h6" id={heading} lineClamp={1} title={column.name}>
            {column.name}
          </Title>
          <Text size="sm" c="dimmed" aria-label={`${column.count} ${column.count === 1 ? 'deal' : 'deals'}`}>
            {formatCount(column.count)}
          </Text>
        </Group>
        <Sums column={column} />
      </div>
      <div ref={scroller} className={classes.cards}>
        {cards.length === 0 && (
          <Text size="xs" c="dimmed" ta="center" py="lg">
            No deals here
          </Text>
        )}
        <ul className={classes.sized} style={{ height }}>
          {rows.map(({ item, index, start, size }) => (
            <li
              key={item.id}
              className={classes.slot}
              style={{ height: size, transform: `translateY(${start}px)` }}
              aria-setsize={cards.length}
              aria-posinset={index + 1}
            >
              <DealCard card={item} stageId={column.id} usualDays={column.usualDays} now={now} targets={targets} onMove={onMove} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
});
