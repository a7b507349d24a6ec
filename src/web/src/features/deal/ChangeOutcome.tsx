import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTakeBack, type useDealChange } from './changeQueries.ts';

/** What came of a change that was made on the page, with the way back. */
export function ChangeOutcome({ change }: { readonly change: ReturnType<typeof useDealChange> }) {
  const undo = useTakeBack();
  const error = change.error ?? undo.error;
  if (error) {
    return (
      <Alert color="red" role="alert" mt="xs">
        {error.message}
      </Alert>
    );
  }
  if (!change.data) return null;
  const { applied, note, proposal, missingCriteria } = change.data;
  const undone = undo.isSuccess && undo.variables === proposal.id;
  return (
    <Stack role="status" gap={2} mt="xs">
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {undone ? 'Taken back.' : applied ? 'Saved.' : 'Waits for approval.'} {!undone && note}
        </Text>
        {applied && !undone && (
          <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate(proposal.id)}>
            Undo
          </Button>
        )}
      </Group>
      {!undone &&
        missingCriteria.map((missing) => (
          <Text key={missing} size="xs" c="dimmed">
            {missing}
          </Text>
        ))}
    </Stack>
  );
}
