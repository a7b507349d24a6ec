import { Alert, Button, Modal, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ModelInfo, ModelProvider } from '../../api/types.ts';
import { useSetModel } from './queries.ts';
import { providers } from './words.ts';

const hints: Readonly<Record<ModelProvider, { readonly endpoint: string; readonly model: string }>> = {
  openAI: { endpoint: 'Left out for OpenAI itself; else for example http://gpu.example:8000/v1', model: 'For example gpt-5-mini' },
  azureOpenAI: { endpoint: 'For example https://name.openai.azure.com', model: 'The name of the deployment' },
  ollama: { endpoint: 'Left out for Ollama on the server itself', model: 'For example qwen3' },
};

const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));

interface ModelFieldsProps {
  /** Null for a new one, which is given its name here. */
  readonly model: ModelInfo | null;
  /** Names that a new one cannot have. */
  readonly taken: readonly string[];
  readonly onDone: () => void;
}

function ModelFields({ model, taken, onDone }: ModelFieldsProps) {
  const [fields, setFields] = useState({
    key: model?.key ?? '',
    provider: model?.provider ?? ('openAI'),
    endpoint: model?.endpoint ?? '',
    model: model?.model ?? '',
    firstTokenSeconds: String(model?.firstTokenSeconds ?? ''),
    silenceSeconds: String(model?.silenceSeconds ?? ''),
  });
  const save = useSetModel();
  const change = (part: Partial<typeof fields>) => {
    save.reset();
    setFields({ ...fields, ...part });
  };
  const key = fields.key.trim();
  const isTaken = model === null && taken.includes(key);
  const text = (name: 'endpoint' | 'model' | 'firstTokenSeconds' | 'silenceSeconds') => ({
    value: fields[name],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) => change({ [name]: value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isTaken) return;
        const endpoint = fields.endpoint.trim();
        const set = {
          provider: fields.provider,
          endpoint: endpoint === '' ? null : endpoint,
          model: fields.model.trim(),
          firstTokenSeconds: numberOf(fields.firstTokenSeconds),
          silenceSeconds: numberOf(fields.silenceSeconds),
        };
        save.mutate({ key, model: set }, { onSuccess: onDone });
      }}
    >
      <Stack>
        {model === null && (
          <TextInput
            label="Name"
            description="What it is called here: small letters, digits and hyphens"
            required
            data-autofocus
            error={isTaken ? 'There is a model of this name already.' : undefined}
            value={fields.key}
            onChange={({ currentTarget }) => change({ key: currentTarget.value })}
          />
        )}
        <NativeSelect
          label="Kind"
          data={Object.entries(providers).map(([value, label]) => ({ value, label }))}
          value={fields.provider}
          onChange={({ currentTarget }) => change({ provider: currentTarget.value as ModelProvider })}
        />
        <TextInput label="Address" type="url" description={hints[fields.provider].endpoint} required={fields.provider === 'azureOpenAI'} {...text('endpoint')} />
        <TextInput label="Model" description={hints[fields.provider].model} required {...text('model')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Wait for the first words" description="Seconds; 60 if left out" type="number" min={1} max={600} {...text('firstTokenSeconds')} />
          <TextInput label="Longest silence" description="Seconds; 30 if left out" type="number" min={1} max={600} {...text('silenceSeconds')} />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {model === null && 'It is asked once you switch it on in the list. '}Questions, and what is found for them in your deals, are then sent to this address. No key is
          entered here: the list says where it belongs.
        </Text>
        {save.error && (
          <Alert color="red" role="alert">
            {save.error.message}
          </Alert>
        )}
        <Button type="submit" w="fit-content" loading={save.isPending}>
          Save the model
        </Button>
      </Stack>
    </form>
  );
}

/** What is edited: a model that is there, or a new one with null. */
export interface ModelToEdit {
  readonly model: ModelInfo | null;
}

interface ModelDialogProps {
  /** Null when nothing is edited. */
  readonly edited: ModelToEdit | null;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

export function ModelDialog({ edited, taken, onClose }: ModelDialogProps) {
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      // A click beside it would throw away what was typed.
      closeOnClickOutside={false}
      title={edited?.model ? `Edit ${edited.model.key}` : 'Add a model'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {edited && <ModelFields model={edited.model} taken={taken} onDone={onClose} />}
    </Modal>
  );
}
