import { Stack, Text } from '@mantine/core';
import { useRef } from 'react';
import type { ScoreInfo } from '../../api/types.ts';
import { formatDay, toDay } from '../../lib/format.ts';
import { FirstFew } from '../../ui/FirstFew.tsx';
import { DecideScore } from './DecideScore.tsx';
import { useDecideScore } from './insightQueries.ts';
import { scoreStatuses } from './words.ts';

const entriesAtFirst = 3;

const dayOf = (iso: string) => formatDay(toDay(new Date(iso)));

function statusOf({ status, decidedBy, decidedAt }: ScoreInfo): string {
  const by = decidedBy === null ? '' : ` by ${decidedBy}`;
  const on = decidedAt === null ? '' : ` on ${dayOf(decidedAt)}`;
  return scoreStatuses[status] + by + on;
}

interface ScoreHistoryProps {
  readonly dealId: string;
  /** Newest first. */
  readonly history: readonly ScoreInfo[];
  readonly mayDecide: boolean;
}

/** How the score changed and what people said about it; the newest waits for somebody to say. */
export function ScoreHistory({ dealId, history, mayDecide }: ScoreHistoryProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const decision = useDecideScore(dealId);
  const [newest] = history;
  if (newest === undefined) return null;
  return (
    <Stack component="section" gap="xs">
      <Text component="h3" size="sm" fw={650} m={0} ref={heading} tabIndex={-1}>
        History
      </Text>
      <FirstFew items={history} count={entriesAtFirst} name="scores">
        {(score) => (
          <Text component="li" size="sm" key={score.id}>
            {dayOf(score.at)} · {score.score} of 100 · {statusOf(score)}
            {score.comment !== null && (
              <Text span inherit c="dimmed">
                {' '}
                “{score.comment}”
              </Text>
            )}
          </Text>
        )}
      </FirstFew>
      {mayDecide && newest.status === 'proposed' && (
        <DecideScore
          key={newest.id}
          score={newest}
          decision={decision}
          // The form goes away with what was in focus.
          onDecided={() => heading.current?.focus()}
        />
      )}
    </Stack>
  );
}
