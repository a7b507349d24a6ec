import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PipelineForm } from './PipelineForm.tsx';
import { pipelineSettingsQuery } from './pipelineQueries.ts';

/** What stages ask for and what marks a deal at risk, pipeline by pipeline. */
export function PipelinesSection({ mayChange }: { readonly mayChange: boolean }) {
  const pipelines = useQuery(pipelineSettingsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = pipelines.data?.find(({ id }) => id === chosen) ?? pipelines.data?.[0];
  return (
    <Stack component="section" gap="sm" maw={720} aria-labelledby="pipelines-title">
      <Title order={2} size="h4" id="pipelines-title">
        Pipelines
      </Title>
      <Text size="sm" c="dimmed">
        Stages come with the imported deals; what they ask for, and what marks a deal at risk, is said here.
        {!mayChange && ' Administrators can change it.'}
      </Text>
      {pipelines.isPending && <Loading label="Loading the pipelines" />}
      {pipelines.isError && <Failure title="The pipelines could not be loaded" error={pipelines.error} onRetry={() => void pipelines.refetch()} />}
      {pipelines.data?.length === 0 && <Empty title="No pipeline yet">It comes with the first deals that are imported.</Empty>}
      {pipelines.data && pipelines.data.length > 1 && (
        <NativeSelect
          label="Pipeline"
          data={pipelines.data.map(({ id, name }) => ({ value: id, label: name }))}
          value={shown?.id}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
        />
      )}
      {shown && <PipelineForm key={shown.id} pipeline={shown} mayChange={mayChange} />}
    </Stack>
  );
}
