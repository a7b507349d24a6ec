import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useRouteError } from 'react-router';

/** The last resort, when a page could not be loaded or drawn: after an update of the server a reload mends it. */
export function ErrorPage() {
  const error = useRouteError();
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" maw={420}>
        <Title order={1} size="h3">
          This page could not be shown
        </Title>
        <Text c="dimmed" ta="center">
          {error instanceof Error ? error.message : 'Something unexpected happened.'}
        </Text>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </Stack>
    </Center>
  );
}
