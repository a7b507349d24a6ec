import { Anchor, Box, Button, Group, ScrollArea, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { ActivityInfo, ActivityKind } from '../../api/types.ts';
import { activityKinds, activityKindsOfMany, directionText } from '../../lib/activityWords.ts';
import { formatTime } from '../../lib/format.ts';
import { useActivityLink } from '../../lib/useActivityLink.ts';
import { Failure } from '../../ui/Failure.tsx';
import { CallIcon, DocumentIcon, EmailIcon, MeetingIcon, NoteIcon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { AddFile } from './AddFile.tsx';
import { timelineQuery } from './queries.ts';
import { Section } from './Section.tsx';

const icons = { email: EmailIcon, call: CallIcon, meeting: MeetingIcon, note: NoteIcon, document: DocumentIcon } as const;

/** Who did it: our own person, or the first of the others when they wrote to us. */
function actorOf({ author, direction, participants }: ActivityInfo): string | null {
  const names = participants.map((person) => person.name);
  return direction === 'inbound' ? (names.find((name) => name !== author) ?? author) : (author ?? names[0] ?? null);
}

function Entry({ activity, now }: { readonly activity: ActivityInfo; readonly now: Date }) {
  const linkTo = useActivityLink();
  const Icon = icons[activity.kind];
  const details = [
    activityKinds[activity.kind],
    new Date(activity.at) > now ? 'planned' : directionText(activity.direction),
    actorOf(activity),
    formatTime(activity.at),
  ];
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <Box c="dimmed" pt={2}>
        <Icon size={18} />
      </Box>
      <Box style={{ minWidth: 0 }}>
        <Anchor
          component={Link}
          to={linkTo({ activityId: activity.id, start: null, quote: null })}
          size="sm"
          fw={600}
          style={{ overflowWrap: 'anywhere' }}
        >
          {activity.subject === '' ? activityKinds[activity.kind] : activity.subject}
        </Anchor>
        <Text size="xs" c="dimmed">
          {details.filter((detail) => detail !== null).join(' · ')}
        </Text>
        <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {activity.snippet}
        </Text>
      </Box>
    </Group>
  );
}

const kinds = [{ value: '', label: 'All' }, ...Object.entries(activityKindsOfMany).map(([value, label]) => ({ value, label }))];

const isKind = (text: string | null): text is ActivityKind => text !== null && Object.hasOwn(activityKindsOfMany, text);

/** What happened on a deal, latest first; of which kind stands in the address. */
export function Timeline({ dealId }: { readonly dealId: string }) {
  const [params, setParams] = useSearchParams();
  const asked = params.get('kind');
  const kind = isKind(asked) ? asked : null;
  const choose = (value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete('kind');
        else next.set('kind', value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const timeline = useInfiniteQuery(timelineQuery(dealId, kind));
  const now = new Date();
  const activities = timeline.data?.pages.flat() ?? [];
  return (
    <Section title="Timeline">
      <AddFile dealId={dealId} />
      <ScrollArea type="auto" offsetScrollbars="present" mb="md">
        <SegmentedControl size="xs" aria-label="Kind" data={kinds} value={kind ?? ''} onChange={choose} />
      </ScrollArea>
      {timeline.isPending && <Loading label="Loading the timeline" />}
      {timeline.isError && <Failure title="The timeline could not be loaded" error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {timeline.isSuccess && activities.length === 0 && (
        <Text size="sm" c="dimmed">
          {kind === null ? 'No emails, calls, meetings or notes yet.' : `No ${activityKindsOfMany[kind].toLowerCase()} yet.`}
        </Text>
      )}
      <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {activities.map((activity) => (
          <Entry key={activity.id} activity={activity} now={now} />
        ))}
      </Stack>
      {timeline.hasNextPage && (
        <Button variant="default" mt="md" fullWidth loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          Load older
        </Button>
      )}
    </Section>
  );
}
