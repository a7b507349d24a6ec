import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { countOf } from '../../lib/format.ts';
import { type BulkLine, type BulkOutcome, countBy } from './bulk.ts';

interface BulkResultProps {
  readonly lines: readonly BulkLine[];
  readonly undoing: boolean;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

function wordsOf(outcome: BulkOutcome): string {
  switch (outcome.status) {
    case 'done':
      return 'done';
    case 'undone':
      return 'taken back';
    case 'waits':
      return outcome.note ?? 'waits for approval';
    case 'refused':
      return outcome.why;
  }
}

/** What came of a change of several deals, first those that need a look. */
export function BulkResult({ lines, undoing, onUndo, onClose }: BulkResultProps) {
  const [done, undone, waits, refused] = (['done', 'undone', 'waits', 'refused'] as const).map((status) => countBy(lines, status));
  const parts = [
    done ? `${countOf(done, 'deal')} changed` : null,
    undone ? `${countOf(undone, 'change')} taken back` : null,
    waits ? `${waits} ${waits === 1 ? 'waits' : 'wait'} for approval` : null,
    refused ? `${refused} not` : null,
  ].filter((part) => part !== null);
  const rank = ({ outcome }: BulkLine) => ['refused', 'waits', 'undone', 'done'].indexOf(outcome.status);
  return (
    <Stack>
      <Alert color={refused ? 'orange' : 'green'} role="status">
        {parts.join(', ')}.
      </Alert>
      <Stack component="ul" gap={6} m={0} p={0} mah={320} style={{ listStyle: 'none', overflowY: 'auto' }}>
        {[...lines]
          .sort((a, b) => rank(a) - rank(b))
          .map(({ deal, outcome }) => (
            <Text component="li" size="sm" key={deal.id}>
              {deal.name}
              <Text span inherit c="dimmed">
                {` · ${wordsOf(outcome)}`}
              </Text>
            </Text>
          ))}
      </Stack>
      <Group justify="flex-end" gap="xs">
        {done !== undefined && done > 0 && (
          <Button variant="default" loading={undoing} onClick={onUndo}>
            Undo {countOf(done, 'change')}
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}
