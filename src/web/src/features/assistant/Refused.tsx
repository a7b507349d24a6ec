import { Alert, Button, Group, Text } from '@mantine/core';

interface RefusedProps {
  readonly onRetry: () => void;
  readonly onStartOver: () => void;
}

/** A conversation that the server does not show. */
export function Refused({ onRetry, onStartOver }: RefusedProps) {
  return (
    <Alert color="red" role="alert" title="This conversation cannot be shown">
      <Text size="sm">It was deleted, or it is not yours.</Text>
      <Group mt="sm" gap="xs">
        <Button size="xs" variant="default" onClick={onStartOver}>
          New conversation
        </Button>
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      </Group>
    </Alert>
  );
}
