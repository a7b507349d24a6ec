import { Alert, Badge, Button, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ModelInfo } from '../../api/types.ts';
import { formatTime } from '../../lib/format.ts';
import { CheckReport } from './CheckReport.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { useCheckModel, useRemoveModel } from './queries.ts';
import { keyWords, nameOf, needsKey, providers } from './words.ts';

function ModelFacts({ model }: { readonly model: ModelInfo }) {
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {model.model} · {providers[model.provider]} · {model.endpoint}
      </Text>
      <Group gap={6}>
        <Badge variant="default" tt="none">{model.isLocal ? 'local' : 'outside'}</Badge>
        <Badge variant="default" tt="none">{keyWords(model)}</Badge>
        {!model.isOwn && <Badge variant="default" tt="none">from the configuration</Badge>}
        {model.isResting && <Badge variant="default" tt="none">resting after faults</Badge>}
      </Group>
      {model.lastFault != null && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Last fault{model.lastFaultAt != null && `, ${formatTime(model.lastFaultAt)}`}: {model.lastFault}
        </Text>
      )}
    </>
  );
}

interface ModelCardProps {
  readonly model: ModelInfo;
  /** Its place in the order, from 1. */
  readonly place: number;
  readonly isLast: boolean;
  /** True while the order is being written. */
  readonly busy: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onEnable: (enabled: boolean) => void;
  readonly onEdit: () => void;
}

/** A model in the order of fall-back, with what can be done about it. */
export function ModelCard({ model, place, isLast, busy, onMove, onEnable, onEdit }: ModelCardProps) {
  const check = useCheckModel();
  const removal = useRemoveModel();
  const [sure, setSure] = useState(false);
  const name = nameOf(model);
  const failure = check.error ?? removal.error;
  return (
    <Paper component="li" withBorder p="sm" aria-label={name}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
            {place}. {name}
          </Title>
          <Switch label="In use" aria-label={`Use ${name}`} checked={model.enabled} disabled={busy} onChange={({ currentTarget }) => onEnable(currentTarget.checked)} />
        </Group>
        <ModelFacts model={model} />
        {needsKey(model) && <KeyHelp setting={model.keySetting} />}
        <Group gap="xs">
          <Button size="xs" variant="light" aria-label={`Check ${name}`} loading={check.isPending} onClick={() => check.mutate(model.key)}>
            Check
          </Button>
          <Button size="xs" variant="default" aria-label={`Move ${name} up`} disabled={busy || place === 1} onClick={() => onMove(-1)}>
            Up
          </Button>
          <Button size="xs" variant="default" aria-label={`Move ${name} down`} disabled={busy || isLast} onClick={() => onMove(1)}>
            Down
          </Button>
          {model.isOwn && (
            <>
              <Button size="xs" variant="default" aria-label={`Edit ${name}`} onClick={onEdit}>
                Edit
              </Button>
              <Button
                size="xs"
                variant="default"
                aria-label={sure ? `Yes, remove ${name}` : `Remove ${name}`}
                loading={removal.isPending}
                onBlur={() => setSure(false)}
                onClick={() => (sure ? removal.mutate(model.key) : setSure(true))}
              >
                {sure ? 'Yes, remove it' : 'Remove'}
              </Button>
            </>
          )}
        </Group>
        {check.isPending && (
          <Text size="sm" c="dimmed" role="status">
            The model is being tried. A model that has to be loaded first takes a while.
          </Text>
        )}
        {failure && (
          <Alert color="red" role="alert">
            {failure.message}
          </Alert>
        )}
        {check.data && <CheckReport report={check.data} name={name} />}
      </Stack>
    </Paper>
  );
}
