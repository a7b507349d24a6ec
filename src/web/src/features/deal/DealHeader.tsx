import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DealDetail } from '../../api/types.ts';
import { paths } from '../../lib/paths.ts';
import { DealFacts } from './DealFacts.tsx';
import { StageSteps } from './StageSteps.tsx';

interface DealHeaderProps {
  readonly detail: DealDetail;
  readonly now: Date;
  readonly actions?: ReactNode;
}

export function DealHeader({ detail, now, actions }: DealHeaderProps) {
  const { deal } = detail;
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
      <DealFacts detail={detail} now={now} />
      <StageSteps stages={detail.stages} />
    </Stack>
  );
}
