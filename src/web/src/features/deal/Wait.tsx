import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { DealHealth } from '../../api/types.ts';
import { formatDay } from '../../lib/format.ts';
import { useWait } from './insightQueries.ts';
import { WaitDialog } from './WaitDialog.tsx';

interface WaitProps {
  readonly dealId: string;
  readonly snooze: DealHealth['snooze'];
  readonly mayDecide: boolean;
}

/** That the deal waits, and until when; or the way to say so. */
export function Wait({ dealId, snooze, mayDecide }: WaitProps) {
  const [asking, { open, close }] = useDisclosure(false);
  const wait = useWait(dealId);
  return (
    <Group gap="sm" justify="space-between">
      {snooze !== null && (
        <Text size="sm" flex="1 1 200px" style={{ overflowWrap: 'anywhere' }}>
          <Text span inherit fw={600}>
            Waiting until {formatDay(snooze.until)}:
          </Text>{' '}
          {snooze.reason}
        </Text>
      )}
      {mayDecide && (
        // One button for both, so that the focus stays on it when the wait begins or ends.
        <Button size="xs" variant="default" loading={wait.isPending && !asking} onClick={() => (snooze === null ? open() : wait.mutate(null))}>
          {snooze === null ? 'Snooze' : 'End the wait'}
        </Button>
      )}
      {wait.isError && !asking && (
        <Alert color="red" role="alert" w="100%">
          {wait.error.message}
        </Alert>
      )}
      <WaitDialog opened={asking} wait={wait} onClose={close} />
    </Group>
  );
}
