import { Box, Checkbox, Group, Pagination, Table, VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Board, BoardCard } from '../../api/types.ts';
import { SortHeader } from '../../ui/SortHeader.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import classes from './Board.module.css';
import { type BoardFilters, changeBoardFilters, sortCardsBy } from './boardFilters.ts';
import { BulkBar } from './BulkBar.tsx';
import type { ListedDeal } from './bulk.ts';
import { sortCards } from './cards.ts';
import { DealListRow } from './DealListRow.tsx';
import type { MoveTarget } from './MoveMenu.tsx';

const pageSize = 100;

interface DealListProps {
  readonly board: Board;
  readonly filters: BoardFilters;
  readonly now: Date;
  readonly targets: readonly MoveTarget[];
  readonly onChange: (filters: BoardFilters) => void;
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** The same deals in a table, all stages together, to be changed several at once. */
export function DealList({ board, filters, now, targets, onChange, onMove }: DealListProps) {
  const deals = useMemo(() => {
    const all = board.columns.flatMap((column) => column.cards.map((card): ListedDeal => ({ ...card, stageId: column.id, stage: column.name })));
    return sortCards(all, filters.sort, filters.descending);
  }, [board, filters.sort, filters.descending]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const pages = Math.ceil(deals.length / pageSize);
  const shown = deals.slice((filters.page - 1) * pageSize, filters.page * pageSize);
  const movable = shown.filter(({ mayMove }) => mayMove);
  // What was filtered away or closed is ticked no more.
  const chosen = deals.filter(({ id }) => ticked.has(id));
  const tickedHere = movable.filter(({ id }) => ticked.has(id)).length;
  const sorting = { sorted: filters.sort, descending: filters.descending, onSort: (sort: BoardFilters['sort']) => onChange(sortCardsBy(filters, sort)) };
  const onTick = useCallback((id: string, on: boolean) => setTicked((known) => new Set(on ? [...known, id] : [...known].filter((one) => one !== id))), []);
  const tickPage = (on: boolean) => {
    const here = movable.map(({ id }) => id);
    setTicked(new Set(on ? [...ticked, ...here] : [...ticked].filter((id) => !here.includes(id))));
  };
  return (
    <Box className={classes.list}>
      <BulkBar chosen={chosen} targets={targets} onClear={() => setTicked(new Set())} />
      <WideTable label="Deals" minWidth={1020}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36}>
              {movable.length > 0 && (
                <Checkbox
                  size="xs"
                  aria-label="Tick all on this page"
                  checked={tickedHere === movable.length}
                  indeterminate={tickedHere > 0 && tickedHere < movable.length}
                  onChange={(event) => tickPage(event.currentTarget.checked)}
                />
              )}
            </Table.Th>
            <SortHeader sort="name" label="Deal" {...sorting} />
            <Table.Th>Stage</Table.Th>
            <SortHeader sort="pressing" label="How it stands" {...sorting} />
            <SortHeader sort="amount" label="Amount" align="right" {...sorting} />
            <SortHeader sort="inStage" label="In stage" {...sorting} />
            <SortHeader sort="closeDate" label="Close date" {...sorting} />
            <Table.Th>Next step</Table.Th>
            <Table.Th>Owner</Table.Th>
            <Table.Th>
              <VisuallyHidden>Move</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((deal) => (
            <DealListRow key={deal.id} deal={deal} ticked={ticked.has(deal.id)} now={now} targets={targets} onTick={onTick} onMove={onMove} />
          ))}
        </Table.Tbody>
      </WideTable>
      {pages > 1 && (
        <Group justify="center" mt="sm" role="navigation" aria-label="Pages">
          <Pagination
            total={pages}
            value={filters.page}
            onChange={(page) => onChange(changeBoardFilters(filters, { page }))}
            getControlProps={(control) => ({ 'aria-label': `${control} page` })}
            getItemProps={(page) => ({ 'aria-label': `Page ${page}` })}
          />
        </Group>
      )}
    </Box>
  );
}
