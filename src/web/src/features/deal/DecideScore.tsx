import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ScoreInfo } from '../../api/types.ts';
import type { ScoreDecision, useDecideScore } from './insightQueries.ts';

interface DecideScoreProps {
  readonly score: ScoreInfo;
  readonly decision: ReturnType<typeof useDecideScore>;
  readonly onDecided: () => void;
}

/** Asks whether a proposed score is right. */
export function DecideScore({ score, decision, onDecided }: DecideScoreProps) {
  const [comment, setComment] = useState('');
  const decide = (verb: ScoreDecision['verb']) =>
    decision.mutate({ scoreId: score.id, verb, comment: comment.trim() === '' ? null : comment }, { onSuccess: onDecided });
  const pending = (verb: ScoreDecision['verb']) => decision.isPending && decision.variables.verb === verb;
  return (
    <Stack gap="xs">
      <TextInput
        label="Comment on the newest score (optional)"
        maw={420}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="xs" disabled={pending('reject')} loading={pending('accept')} onClick={() => decide('accept')}>
          Accept
        </Button>
        <Button size="xs" variant="default" disabled={pending('accept')} loading={pending('reject')} onClick={() => decide('reject')}>
          Reject
        </Button>
      </Group>
      {decision.isError && (
        <Alert color="red" role="alert">
          {decision.error.message}
        </Alert>
      )}
    </Stack>
  );
}
