import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { DealRow } from '../../api/types.ts';
import { formatDaysAgo, formatMoney } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { CloseDate } from '../../ui/CloseDate.tsx';
import { SortHeader } from '../../ui/SortHeader.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import type { DealFilters, DealSort } from './dealFilters.ts';

function Unknown({ children }: { readonly children: string }) {
  return (
    <Text span c="dimmed" inherit>
      {children}
    </Text>
  );
}

interface DealTableProps {
  readonly deals: readonly DealRow[];
  readonly filters: DealFilters;
  readonly onSort: (sort: DealSort) => void;
  readonly now: Date;
}

export function DealTable({ deals, filters, onSort, now }: DealTableProps) {
  const sorting = { sorted: filters.sort, descending: filters.descending, onSort };
  return (
    <WideTable label="Deals" minWidth={860}>
        <Table.Thead>
          <Table.Tr>
            <SortHeader sort="name" label="Deal" {...sorting} />
            <Table.Th>Account</Table.Th>
            <Table.Th>Owner</Table.Th>
            <Table.Th>Stage</Table.Th>
            <SortHeader sort="amount" label="Amount" align="right" {...sorting} />
            <SortHeader sort="closeDate" label="Close date" {...sorting} />
            <Table.Th>Last activity</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deals.map((deal) => (
            <Table.Tr key={deal.id}>
              <Table.Td>
                <Anchor component={Link} to={paths.deal(deal.id)} fz="inherit" fw={550}>
                  {deal.name}
                </Anchor>
              </Table.Td>
              <Table.Td>{deal.account ?? <Unknown>none</Unknown>}</Table.Td>
              <Table.Td>{deal.owner ?? <Unknown>nobody</Unknown>}</Table.Td>
              <Table.Td>{deal.stage}</Table.Td>
              <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                {deal.amount === null ? <Unknown>not known</Unknown> : formatMoney(deal.amount, deal.currency)}
              </Table.Td>
              <Table.Td>
                <CloseDate day={deal.closeDate} open={deal.status === 'open'} now={now} />
              </Table.Td>
              <Table.Td>{deal.lastActivityAt === null ? <Unknown>never</Unknown> : formatDaysAgo(deal.lastActivityAt, now)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
    </WideTable>
  );
}
