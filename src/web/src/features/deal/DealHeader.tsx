import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DealDetail } from '../../api/types.ts';
import { countOf, daysSince, formatMoney } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { CloseDate } from '../../ui/CloseDate.tsx';
import { StageSteps } from './StageSteps.tsx';

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Text component="dt" size="xs" c="dimmed">
        {term}
      </Text>
      <Text component="dd" m={0} size="sm" fw={550}>
        {children}
      </Text>
    </Box>
  );
}

interface DealHeaderProps {
  readonly detail: DealDetail;
  readonly now: Date;
  readonly actions?: ReactNode;
}

export function DealHeader({ detail, now, actions }: DealHeaderProps) {
  const { deal } = detail;
  const daysInStage = deal.stageEnteredOn === null ? null : Math.max(0, daysSince(deal.stageEnteredOn, now));
  return (
    <Stack component="header" gap="md">
      <title>{`${deal.name} · Sales assistant`}</title>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box style={{ minWidth: 0, flex: '1 1 26rem' }}>
          <Anchor component={Link} to={paths.deals} size="sm">
            Deals
          </Anchor>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {deal.name}
          </Title>
          <Text c="dimmed">{deal.account ?? 'No account'}</Text>
        </Box>
        {actions}
      </Group>
      <Group renderRoot={(props) => <dl {...props} />} gap="xl" m={0} align="flex-start" style={{ rowGap: 10 }}>
        <Fact term="Amount">{deal.amount === null ? 'not known' : formatMoney(deal.amount, deal.currency)}</Fact>
        <Fact term="Owner">{deal.owner ?? 'nobody'}</Fact>
        <Fact term="Close date">
          <CloseDate day={deal.closeDate} open={deal.status === 'open'} now={now} />
        </Fact>
        {daysInStage !== null && <Fact term={`In ${deal.stage} for`}>{countOf(daysInStage, 'day')}</Fact>}
        <Fact term="Pipeline">{detail.pipeline}</Fact>
        {detail.source !== null && <Fact term="Source">{detail.source}</Fact>}
        {detail.type !== null && <Fact term="Type">{detail.type.charAt(0).toUpperCase() + detail.type.slice(1)}</Fact>}
        {detail.lossReason !== null && <Fact term="Lost because of">{detail.lossReason}</Fact>}
      </Group>
      <StageSteps stages={detail.stages} />
    </Stack>
  );
}
