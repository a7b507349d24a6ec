import { Alert, Button, Group, Text } from '@mantine/core';
import type { useFinish } from './useFinish.ts';

/** What came of ticking a task off, with the way back. It takes the focus, since the card of the task may be gone. */
export function Finished({ finish }: { readonly finish: ReturnType<typeof useFinish> }) {
  if (finish.isError) {
    return (
      <Alert color="red" role="alert" mb="xs">
        {finish.error.message}
      </Alert>
    );
  }
  if (!finish.isSuccess) return null;
  const { title, done } = finish.variables;
  return (
    <Group role="status" gap="xs" mb="xs">
      <Text size="sm">
        {done ? 'Done' : 'Open again'}: {title}
      </Text>
      {done && (
        <Button size="compact-xs" variant="subtle" autoFocus onClick={() => finish.mutate({ ...finish.variables, done: false })}>
          Undo
        </Button>
      )}
    </Group>
  );
}
