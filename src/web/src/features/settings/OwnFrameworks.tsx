import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { insightSettingsQuery } from '../../api/insightSettings.ts';
import { FrameworkDialog, type FrameworkToEdit } from './FrameworkDialog.tsx';

/** The frameworks that the team wrote for itself. */
export function OwnFrameworks() {
  const settings = useQuery(insightSettingsQuery);
  const [editing, setEditing] = useState<FrameworkToEdit | null>(null);
  // The failure is shown where the framework is chosen.
  if (!settings.data) return null;
  const own = settings.data.frameworks.filter((framework) => framework.own);
  return (
    <Stack component="section" gap="sm" maw={720}>
      <Title order={2} size="h4">
        Own frameworks
      </Title>
      {own.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet. Deals are held against the frameworks of the product.
        </Text>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {own.map((framework) => (
          <Group component="li" key={framework.key} justify="space-between" gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {framework.name}
              <Text span inherit c="dimmed">
                {` · ${framework.key}`}
              </Text>
            </Text>
            <Button size="xs" variant="default" aria-label={`Edit ${framework.name}`} onClick={() => setEditing(framework)}>
              Edit
            </Button>
          </Group>
        ))}
      </Stack>
      <Button variant="default" w="fit-content" onClick={() => setEditing({ key: null })}>
        Write a framework
      </Button>
      <FrameworkDialog framework={editing} taken={settings.data.frameworks.map(({ key }) => key)} onClose={() => setEditing(null)} />
    </Stack>
  );
}
