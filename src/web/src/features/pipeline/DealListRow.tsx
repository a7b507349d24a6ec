import { Anchor, Checkbox, Table, Text } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import type { BoardCard } from '../../api/types.ts';
import { countOf, formatMoney } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { CloseDate } from '../../ui/CloseDate.tsx';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import type { ListedDeal } from './bulk.ts';
import { daysInStage } from './cards.ts';
import { MoveMenu, type MoveTarget } from './MoveMenu.tsx';

interface DealListRowProps {
  readonly deal: ListedDeal;
  readonly ticked: boolean;
  readonly now: Date;
  readonly targets: readonly MoveTarget[];
  readonly onTick: (id: string, on: boolean) => void;
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** A deal in the list. Not drawn again when another one is ticked. */
export const DealListRow = memo(function DealListRow({ deal, ticked, now, targets, onTick, onMove }: DealListRowProps) {
  const days = daysInStage(deal, now);
  return (
    <Table.Tr bg={ticked ? 'var(--mantine-primary-color-light)' : undefined}>
      <Table.Td>{deal.mayMove && <Checkbox size="xs" aria-label={`Tick ${deal.name}`} checked={ticked} onChange={(event) => onTick(deal.id, event.currentTarget.checked)} />}</Table.Td>
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
});
