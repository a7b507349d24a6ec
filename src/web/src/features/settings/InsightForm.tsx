import { Button, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { InsightSettings } from '../../api/types.ts';
import { useSetInsight } from './insightQueries.ts';
import { Outcome } from './Outcome.tsx';

interface Fields {
  readonly framework: string;
  readonly competitors: string;
}

const fieldsOf = ({ framework, competitors }: InsightSettings): Fields => ({
  framework,
  competitors: competitors.join('\n'),
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Sets what the deals of everybody are read by. */
export function InsightForm({ settings }: { readonly settings: InsightSettings }) {
  const [fields, setFields] = useState(() => fieldsOf(settings));
  const save = useSetInsight();
  const change = (part: Partial<Fields>) => {
    save.reset();
    setFields({ ...fields, ...part });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          framework: fields.framework,
          competitors: linesOf(fields.competitors),
          deliveryTiers: settings.deliveryTiers,
        });
      }}
    >
      <Stack>
        <NativeSelect
          label="Framework"
          description="What deals are held against"
          data={settings.frameworks.map(({ key, name }) => ({ value: key, label: name }))}
          value={fields.framework}
          onChange={(event) => change({ framework: event.currentTarget.value })}
        />
        <Textarea
          label="Competitors"
          description="One on each line"
          autosize
          minRows={3}
          maxRows={12}
          value={fields.competitors}
          onChange={(event) => change({ competitors: event.currentTarget.value })}
        />
        <Outcome change={save} done="The settings are saved. Deals are read again by them." />
        <Button type="submit" w="fit-content" loading={save.isPending}>
          Save the settings
        </Button>
      </Stack>
    </form>
  );
}
