import { Anchor, Box, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { DealHealth, Source, WinInfo } from '../../api/types.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { useActivityLink } from '../../lib/useActivityLink.ts';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import { useMayDecide } from './changeQueries.ts';
import { Section } from './Section.tsx';
import { Wait } from './Wait.tsx';
import { severityWord } from './words.ts';

/** The records that a fact stands on, each opening at its words. */
function Evidence({ sources }: { readonly sources: readonly Source[] }) {
  const linkTo = useActivityLink();
  const shown = sources.flatMap(({ activityId, start, quote, title, at, label }) =>
    activityId === null ? [] : [{ key: `${activityId}:${start}:${label}`, to: linkTo({ activityId, start, quote }), title, at, quote }],
  );
  if (shown.length === 0) return null;
  return (
    <Group gap="xs">
      {shown.map(({ key, to, title, at, quote }) => (
        <Anchor key={key} component={Link} to={to} size="xs" title={quote ?? undefined}>
          {title}
          {at !== null && ` (${formatDay(toDay(new Date(at)))})`}
        </Anchor>
      ))}
    </Group>
  );
}

const WinDetails = lazy(async () => ({ default: (await import('./WinDetails.tsx')).WinDetails }));

/** How likely the deal is won; on request how far that can be believed. */
function Win({ win }: { readonly win: WinInfo }) {
  const [opened, setOpened] = useState(false);
  return (
    <Box>
      <Text size="sm">
        Chance to win {Math.round(win.probability * 100)} %
        <Text span c="dimmed" inherit>
          {' '}
          · {win.fact}
        </Text>
      </Text>
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
          How far to believe it
        </Text>
        {opened && (
          <Suspense fallback={null}>
            <WinDetails win={win} />
          </Suspense>
        )}
      </details>
    </Box>
  );
}

interface StatusCardProps {
  readonly dealId: string;
  readonly health: DealHealth;
}

/** How the deal stands, why, and the one next move. */
export function StatusCard({ dealId, health }: StatusCardProps) {
  const mayDecide = useMayDecide(dealId);
  return (
    <Section title="Status">
      <Stack gap="sm">
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <VerdictBadge verdict={health.verdict} size="lg" />
          <Text fw={550}>{health.headline}</Text>
        </Group>
        {health.win !== null && <Win win={health.win} />}
        {health.next !== null && (
          <Box p="sm" bg="var(--mantine-primary-color-light)" style={{ borderRadius: 'var(--mantine-radius-md)' }}>
            <Text size="xs" c="dimmed">
              Next move{health.next.dueOn === null ? '' : ` · by ${formatDay(health.next.dueOn)}`}
            </Text>
            <Text fw={600}>{health.next.title}</Text>
            <Text size="sm">{health.next.reason}</Text>
            <Evidence sources={health.next.sources} />
          </Box>
        )}
        {health.flags.length > 0 && (
          <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Flags">
            {health.flags.map((flag, index) => (
              <Box component="li" key={`${flag.kind}:${index}`}>
                <Text size="sm">
                  <Text span inherit fw={600}>
                    {flag.title}
                  </Text>
                  <Text span inherit c="dimmed">
                    {` · ${severityWord(flag.severity)}`}
                  </Text>
                </Text>
                <Text size="sm" c="dimmed">
                  {flag.fact}
                </Text>
                <Evidence sources={flag.sources} />
              </Box>
            ))}
          </Stack>
        )}
        {(health.snooze !== null || health.flags.length > 0) && <Wait dealId={dealId} snooze={health.snooze} mayDecide={mayDecide} />}
      </Stack>
    </Section>
  );
}
