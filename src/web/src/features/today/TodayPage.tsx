import { Anchor, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { countOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Page } from '../../ui/Page.tsx';
import { Meetings } from './Meetings.tsx';
import { News } from './News.tsx';
import { Queue } from './Queue.tsx';
import { today, todayQuery } from './queries.ts';
import classes from './Today.module.css';
import { useVisit } from './useVisit.ts';
import { Waiting } from './Waiting.tsx';

interface TodayPageProps {
  /** True for who has a team's deals to look after beside the own ones. */
  readonly leads: boolean;
  readonly onBrief: (dealId: string) => void;
  readonly onDraft: (dealId: string) => void;
}

function Skeletons() {
  return (
    <div className={classes.grid} role="status" aria-label="Loading the day">
      <Stack gap={8}>
        {Array.from({ length: 5 }, (_, row) => (
          <Skeleton key={row} height={128} />
        ))}
      </Stack>
      <Skeleton height={300} visibleFrom="md" />
    </div>
  );
}

/** What the day asks for, most pressing first. */
export function TodayPage({ leads, onBrief, onDraft }: TodayPageProps) {
  const [params, setParams] = useSearchParams();
  const whose = params.get('deals');
  const team = whose === 'mine' ? false : whose === 'team' ? true : null;
  const all = params.get('show') === 'all';
  const since = useVisit();
  const [day] = useState(today);
  const info = useQuery(todayQuery({ team, day, since, all }));
  const now = new Date();
  const allAt = `?${new URLSearchParams({ ...(whose !== null && { deals: whose }), show: 'all' }).toString()}`;
  return (
    <Page
      title="Today"
      size="xl"
      actions={
        leads && (
          <SegmentedControl
            aria-label="Whose deals"
            size="xs"
            data={[
              { value: 'team', label: 'Team' },
              { value: 'mine', label: 'Mine' },
            ]}
            value={whose === 'mine' ? 'mine' : 'team'}
            onChange={(value) => setParams({ ...(value === 'mine' && { deals: 'mine' }), ...(all && { show: 'all' }) }, { replace: true })}
          />
        )
      }
    >
      {info.isPending && <Skeletons />}
      {info.isError && <Failure title="The day could not be loaded" error={info.error} onRetry={() => void info.refetch()} />}
      {info.data && (
        <div className={classes.grid} aria-busy={info.isPlaceholderData}>
          <Queue info={info.data} now={now} allAt={allAt} onBrief={onBrief} onDraft={onDraft} />
          <div className={classes.side}>
            <Waiting />
            <Meetings meetings={info.data.meetings} now={now} onBrief={onBrief} />
            <News news={info.data.news} more={info.data.moreNews} since={since} now={now} allAt={allAt} />
          </div>
        </div>
      )}
      {info.data && (
        <Group mt="lg" gap="md">
          <Text size="xs" c="dimmed">
            {countOf(info.data.checked, 'open deal')} looked at.
          </Text>
          <Anchor component={Link} to={paths.pipeline()} size="xs">
            See the whole pipeline
          </Anchor>
        </Group>
      )}
    </Page>
  );
}
