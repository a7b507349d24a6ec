import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EntryCardProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

/** The frame of the pages that come before the application. */
export function EntryCard({ title, intro, children }: EntryCardProps) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <title>{`${title} · Sales assistant`}</title>
      <Paper withBorder shadow="sm" p={{ base: 'lg', sm: 'xl' }} w="100%" maw={420}>
        <Stack gap="lg">
          <Stack gap="xs">
            <Group gap="xs">
              <img src="/favicon.svg" alt="" width={28} height={28} />
              <Text fw={600}>Sales assistant</Text>
            </Group>
            <Title order={1} size="h3">
              {title}
            </Title>
            {intro !== undefined && <Text c="dimmed">{intro}</Text>}
          </Stack>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
