import { Anchor, Box, Group, Pagination, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Board, BoardCard } from '../../api/types.ts';
import { countOf, formatMoney } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { CloseDate } from '../../ui/CloseDate.tsx';
import { SortHeader } from '../../ui/SortHeader.tsx';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import classes from './Board.module.css';
import { type BoardFilters, changeBoardFilters, sortCardsBy } from './boardFilters.ts';
import { daysInStage, sortCards } from './cards.ts';
import { MoveMenu, type MoveTarget } from './MoveMenu.tsx';

const pageSize = 100;

interface DealListProps {
  readonly board: Board;
  readonly filters: BoardFilters;
  readonly now: Date;
  readonly targets: readonly MoveTarget[];
  readonly onChange: (filters: BoardFilters) => void;
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** The same deals in a table, all stages together. */
export function DealList({ board, filters, now, targets, onChange, onMove }: DealListProps) {
  const deals = useMemo(() => {
    const all = board.columns.flatMap((column) => column.cards.map((card) => ({ ...card, stageId: column.id, stage: column.name })));
    return sortCards(all, filters.sort, filters.descending);
  }, [board, filters.sort, filters.descending]);
  const pages = Math.ceil(deals.length / pageSize);
  const shown = deals.slice((filters.page - 1) * pageSize, filters.page * pageSize);
  const sorting = { sorted: filters.sort, descending: filters.descending, onSort: (sort: BoardFilters['sort']) => onChange(sortCardsBy(filters, sort)) };
  return (
    <Box className={classes.list}>
      <WideTable label="Deals" minWidth={980}>
        <Table.Thead>
          <Table.Tr>
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
          {shown.map((deal) => {
            const days = daysInStage(deal, now);
            return (
              <Table.Tr key={deal.id}>
                <Table.Td maw={260}>
                  <Anchor component={Link} to={paths.deal(deal.id)} fz="inherit" fw={550}>
                    {deal.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>{deal.stage}</Table.Td>
                <Table.Td maw={280}>
                  {deal.verdict !== null && <VerdictBadge verdict={deal.verdict} size="xs" />}
                  <Text size="xs" c="dimmed">
                    {deal.reason ?? 'Not judged'}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                  {deal.amount === null ? 'not known' : formatMoney(deal.amount, deal.currency)}
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{days === null ? 'not known' : countOf(days, 'day')}</Table.Td>
                <Table.Td>
                  <CloseDate day={deal.closeDate} open now={now} />
                </Table.Td>
                <Table.Td maw={220}>{deal.nextStep ?? <Text span inherit c="dimmed">none</Text>}</Table.Td>
                <Table.Td>{deal.owner ?? 'nobody'}</Table.Td>
                <Table.Td>{deal.mayMove && <MoveMenu card={deal} stageId={deal.stageId} targets={targets} onMove={onMove} />}</Table.Td>
              </Table.Tr>
            );
          })}
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
