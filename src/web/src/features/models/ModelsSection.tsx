import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelSettings } from '../../api/types.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ModelCard } from './ModelCard.tsx';
import { ModelDialog, type ModelToEdit } from './ModelForm.tsx';
import { modelsQuery, useSetOrder } from './queries.ts';

function ModelList({ settings, onEdit }: { readonly settings: ModelSettings; readonly onEdit: (edited: ModelToEdit) => void }) {
  const order = useSetOrder();
  const { models } = settings;
  const choices = models.map(({ key, enabled }) => ({ key, enabled }));
  const move = (from: number, to: number) => {
    const moved = choices[from];
    if (moved) order.mutate({ models: choices.toSpliced(from, 1).toSpliced(to, 0, moved) });
  };
  return (
    <>
      {order.error && (
        <Alert color="red" role="alert">
          {order.error.message}
        </Alert>
      )}
      <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Models in the order in which they are asked">
        {models.map((model, index) => (
          <ModelCard
            key={model.key}
            model={model}
            place={index + 1}
            isLast={index === models.length - 1}
            busy={order.isPending}
            onMove={(by) => move(index, index + by)}
            onEnable={(enabled) => order.mutate({ models: choices.with(index, { key: model.key, enabled }) })}
            onEdit={() => onEdit({ model })}
          />
        ))}
      </Stack>
    </>
  );
}

/** Which language models answer, in which order. For administrators. */
export function ModelsSection() {
  const settings = useQuery(modelsQuery);
  const [edited, setEdited] = useState<ModelToEdit | null>(null);
  return (
    <Stack component="section" gap="sm" maw={720} aria-labelledby="models-title">
      <Title order={2} size="h4" id="models-title">
        Language models
      </Title>
      <Text size="sm" c="dimmed">
        The first model in use is asked; when it does not answer, the next one is. Behind them all the built-in engine answers without a model.
      </Text>
      {settings.isPending && <Loading label="Loading the models" />}
      {settings.isError && <Failure title="The models could not be loaded" error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <>
          <Text size="sm">
            Answering now: {settings.data.answering === 'offline' ? 'the built-in engine' : settings.data.answering}
          </Text>
          {settings.data.models.length === 0 ? (
            <Empty title="No model yet">The built-in engine answers, and nothing is sent anywhere.</Empty>
          ) : (
            <ModelList settings={settings.data} onEdit={setEdited} />
          )}
          <Button variant="default" w="fit-content" onClick={() => setEdited({ model: null })}>
            Add a model
          </Button>
          <ModelDialog edited={edited} taken={settings.data.models.map(({ key }) => key)} onClose={() => setEdited(null)} />
        </>
      )}
    </Stack>
  );
}
