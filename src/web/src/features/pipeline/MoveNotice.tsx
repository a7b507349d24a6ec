import { Affix, Anchor, Button, Group, Notification, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ChangeResult } from '../../api/types.ts';
import { paths } from '../../lib/paths.ts';
import type { Move } from './useMoveDeal.ts';

interface MoveNoticeProps {
  readonly move: Move;
  readonly result: ChangeResult | undefined;
  readonly error: Error | null;
  readonly undoing: boolean;
  readonly undone: boolean;
  readonly onUndo: (proposalId: string) => void;
  readonly onClose: () => void;
}

function titleOf({ move: { card, from, to }, result, error, undone }: MoveNoticeProps): string {
  if (error) return result ? 'The move could not be taken back' : `${card.name} stays in ${from.name}`;
  if (undone) return `${card.name} is back in ${from.name}`;
  return result?.applied === false ? `${card.name} waits for approval` : `${card.name} moved to ${to.name}`;
}

/** Says what a move did and what it lacks, and takes it back. It stays until it is closed or the next move. */
export function MoveNotice(props: MoveNoticeProps) {
  const { move, result, error, undoing, undone, onUndo, onClose } = props;
  const done = !error && !undone;
  return (
    <Affix position={{ bottom: 16, right: 16 }} maw="min(420px, calc(100vw - 32px))" w="100%">
      <Notification
        role={error ? 'alert' : 'status'}
        color={error ? 'red' : undefined}
        title={titleOf(props)}
        withBorder
        onClose={onClose}
        closeButtonProps={{ 'aria-label': 'Close the message' }}
      >
        <Stack gap={4}>
          {error && <Text size="sm">{error.message}</Text>}
          {done && result?.note && <Text size="sm">{result.note}</Text>}
          {done &&
            result?.missingCriteria.map((missing) => (
              <Text key={missing} size="xs" c="dimmed">
                {missing}
              </Text>
            ))}
          {done && (
            <Group gap="sm" mt={4}>
              {result?.applied !== false && (
                <Button size="compact-sm" variant="light" loading={undoing} disabled={result === undefined} onClick={() => result && onUndo(result.proposal.id)}>
                  Undo
                </Button>
              )}
              <Anchor component={Link} to={paths.deal(move.card.id)} size="sm">
                Open the deal
              </Anchor>
            </Group>
          )}
        </Stack>
      </Notification>
    </Affix>
  );
}
