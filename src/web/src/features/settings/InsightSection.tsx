import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { insightSettingsQuery } from '../../api/insightSettings.ts';
import type { InsightSettings } from '../../api/types.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { InsightForm } from './InsightForm.tsx';

function InsightFacts({ settings }: { readonly settings: InsightSettings }) {
  const { framework, frameworks, competitors } = settings;
  return (
    <Stack gap="xs">
      <Text size="sm">Framework: {frameworks.find(({ key }) => key === framework)?.name ?? framework}</Text>
      <Text size="sm">Competitors: {competitors.length === 0 ? 'none named' : competitors.join(', ')}</Text>
    </Stack>
  );
}

/** What the reading of deals goes by. */
export function InsightSection({ mayChange }: { readonly mayChange: boolean }) {
  const settings = useQuery(insightSettingsQuery);
  return (
    <Stack component="section" gap="sm" maw={520}>
      <Title order={2} size="h4">
        Reading of deals
      </Title>
      {!mayChange && (
        <Text size="sm" c="dimmed">
          Administrators can change this.
        </Text>
      )}
      {settings.isPending && <Loading label="Loading the settings" />}
      {settings.isError && <Failure title="The settings could not be loaded" error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (mayChange ? <InsightForm settings={settings.data} /> : <InsightFacts settings={settings.data} />)}
    </Stack>
  );
}
