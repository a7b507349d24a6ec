import { Affix, Anchor, Button, Group, List, Notification, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import type { Move, Moved } from './useMoveDeal.ts';

interface MoveNoticeProps {
  readonly move: Move;
  readonly moved: Moved | undefined;
  readonly error: Error | null;
  readonly undoing: boolean;
  readonly undone: boolean;
  readonly onUndo: (changeId: string) => void;
  readonly onClose: () => void;
}

function Missing({ check }: { readonly check: NonNullable<Moved['check']> }) {
  const [last] = check.criteria.slice(-1);
  return (
    <>
      {last && (
        <Text size="xs" c="dimmed">
          To leave {last.stage}: {last.criterion.charAt(0).toLowerCase() + last.criterion.slice(1)}.
        </Text>
      )}
      {check.missing.length > 0 && (
        <>
          <Text size="xs" fw={600}>
            Not on record yet
          </Text>
          <List size="xs">
            {check.missing.map((one) => (
              <List.Item key={one}>{one}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  );
}

/** Says what a move did and what it lacks, and takes it back. It stays until it is closed or the next move. */
export function MoveNotice({ move, moved, error, undoing, undone, onUndo, onClose }: MoveNoticeProps) {
  const { card, to } = move;
  const title = error ? `${card.name} was not moved` : undone ? `${card.name} is back where it was` : `${card.name} is in ${to.name}`;
  return (
    <Affix position={{ bottom: 16, right: 16 }} maw="min(420px, calc(100vw - 32px))" w="100%">
      <Notification
        role={error ? 'alert' : 'status'}
        color={error ? 'red' : undefined}
        title={title}
        withBorder
        onClose={onClose}
        closeButtonProps={{ 'aria-label': 'Close the message' }}
      >
        <Stack gap={4}>
          {error && <Text size="sm">{error.message}</Text>}
          {!error && !undone && moved?.check && <Missing check={moved.check} />}
          {!error && !undone && (
            <Group gap="xs" mt={4}>
              <Button size="compact-sm" variant="light" loading={undoing} disabled={moved === undefined} onClick={() => moved && onUndo(moved.changeId)}>
                Undo
              </Button>
              <Anchor component={Link} to={paths.deal(card.id)} size="sm">
                Open the deal
              </Anchor>
            </Group>
          )}
        </Stack>
      </Notification>
    </Affix>
  );
}
