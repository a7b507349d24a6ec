import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { DealRow } from '../../api/types.ts';
import { formatDaysAgo, formatMoney } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { CloseDate } from '../../ui/CloseDate.tsx';

/** The list for a narrow screen, where a table would have to be scrolled sideways. */
export function DealCards({ deals, now }: { readonly deals: readonly DealRow[]; readonly now: Date }) {
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
      {deals.map((deal) => (
        <Paper component="li" withBorder p="sm" key={deal.id}>
          <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
            <Anchor component={Link} to={paths.deal(deal.id)} fw={600} style={{ overflowWrap: 'anywhere' }}>
              {deal.name}
            </Anchor>
            <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
              {deal.amount === null ? 'no amount' : formatMoney(deal.amount, deal.currency)}
            </Text>
          </Group>
          <Text size="sm" c="dimmed">
            {[deal.account, deal.stage, deal.owner].filter((part) => part !== null).join(' · ')}
          </Text>
          <Group justify="space-between" align="flex-start" mt={4}>
            <Text size="sm">
              Closes <CloseDate day={deal.closeDate} open={deal.status === 'open'} now={now} />
            </Text>
            <Text size="sm" c="dimmed">
              {deal.lastActivityAt === null ? 'no activity' : formatDaysAgo(deal.lastActivityAt, now)}
            </Text>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
