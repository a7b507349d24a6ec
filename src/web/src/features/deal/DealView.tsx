import { Group, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isMissing } from '../../api/http.ts';
import { paths } from '../../lib/paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Changes } from './Changes.tsx';
import { Content } from './Content.tsx';
import { DealHeader } from './DealHeader.tsx';
import { DealReports } from './DealReports.tsx';
import { DealTabs } from './DealTabs.tsx';
import { Qualification } from './Qualification.tsx';
import { People } from './People.tsx';
import { Products } from './Products.tsx';
import { dealQuery } from './queries.ts';
import { StatusCard } from './StatusCard.tsx';
import { Tasks } from './Tasks.tsx';
import { Timeline } from './Timeline.tsx';

interface DealViewProps {
  readonly dealId: string;
  /** What stands beside the deal's name. */
  readonly actions?: ReactNode;
  /** Stands above the timeline. */
  readonly search?: ReactNode;
  /** One line of a height of its own that says what is proposed. */
  readonly waiting?: ReactNode;
  /** What is proposed and what was decided. */
  readonly proposals?: ReactNode;
}

/** Everything about one deal. */
export function DealView({ dealId, actions, search, waiting, proposals }: DealViewProps) {
  const deal = useQuery(dealQuery(dealId));
  if (deal.isPending) return <Loading label="Loading the deal" />;
  if (isMissing(deal.error)) {
    return (
      <Empty title="There is no such deal">
        It was removed, or it belongs to another team. <Link to={paths.deals}>See all deals</Link>
      </Empty>
    );
  }
  if (deal.isError) return <Failure title="The deal could not be loaded" error={deal.error} onRetry={() => void deal.refetch()} />;
  const now = new Date();
  const detail = deal.data;
  return (
    <Stack>
      <DealHeader
        detail={detail}
        now={now}
        actions={
          <Group gap="xs">
            <DealReports dealId={dealId} />
            {actions}
          </Group>
        }
      />
      {waiting}
      <DealTabs
        tabs={[
          {
            value: 'overview',
            label: 'Overview',
            content: (
              <>
                <StatusCard dealId={dealId} health={detail.health} />
                <SimpleGrid cols={{ base: 1, sm: 2 }}>
                  <People dealId={dealId} people={detail.people} />
                  <Tasks detail={detail} now={now} />
                </SimpleGrid>
                <Products lines={detail.lines} currency={detail.deal.currency} />
                {/* What is worked out takes longest to come; below the rest it moves nothing that a hand is about to press. */}
                <Content dealId={dealId} />
              </>
            ),
          },
          {
            value: 'timeline',
            label: 'Timeline',
            content: (
              <>
                {search}
                <Timeline dealId={dealId} />
              </>
            ),
          },
          { value: 'qualification', label: 'Qualification', content: <Qualification dealId={dealId} /> },
          {
            value: 'proposals',
            label: 'Proposals & history',
            content: (
              <>
                {proposals}
                <Changes changes={detail.changes} currency={detail.deal.currency} />
              </>
            ),
          },
        ]}
      />
    </Stack>
  );
}
