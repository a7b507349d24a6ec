import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DocumentField } from './DocumentField.tsx';
import { frameworkAt } from './insightQueries.ts';
import { useDocument } from './useDocument.ts';

interface FrameworkFormProps {
  /** Null for a new one, which is given its key here. */
  readonly frameworkKey: string | null;
  /** Keys that a new one cannot have: it would replace theirs. */
  readonly taken: readonly string[];
  readonly stored: unknown;
  readonly onDone: () => void;
}

export function FrameworkForm({ frameworkKey, taken, stored, onDone }: FrameworkFormProps) {
  const [newKey, setNewKey] = useState('');
  const [sure, setSure] = useState(false);
  const isTaken = taken.includes(newKey.trim());
  const { text, problem, change, edit, save, remove } = useDocument(stored);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTaken) save(frameworkAt(frameworkKey ?? newKey.trim()), onDone);
      }}
    >
      <Stack>
        {frameworkKey === null && (
          <TextInput
            label="Key"
            description="Small letters, digits and hyphens; stays as it is"
            required
            data-autofocus
            error={isTaken ? 'There is a framework with this key already.' : undefined}
            value={newKey}
            onChange={(event) => setNewKey(event.currentTarget.value)}
          />
        )}
        <DocumentField
          label="Framework"
          description="JSON with a name and criteria, each with a name, a question and what is missing while it is unknown"
          text={text}
          problem={problem}
          onChange={edit}
        />
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            Save the framework
          </Button>
          {frameworkKey !== null && (
            <Button
              variant="default"
              disabled={change.isPending}
              onClick={() => (sure ? remove(frameworkAt(frameworkKey), onDone) : setSure(true))}
            >
              {sure ? 'Yes, delete it for good' : 'Delete'}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
