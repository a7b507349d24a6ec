import { Alert, Button, FileInput, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { materialKinds } from '../../lib/passageWords.ts';
import { type NewMaterialFile, useAddMaterial } from './queries.ts';

const kinds = Object.entries(materialKinds).map(([value, label]) => ({ value: value as keyof typeof materialKinds, label }));

const noUse: NewMaterialFile['use'] = { stages: '', industries: '', competitors: '', objections: '' };

const uses = [
  { name: 'stages', label: 'Stages', example: 'Proposal, Negotiation' },
  { name: 'industries', label: 'Industries', example: 'Pharma logistics' },
  { name: 'competitors', label: 'Competitors', example: 'ScanPro' },
  { name: 'objections', label: 'Objections', example: 'price, security' },
] as const;

/** Takes a file with what it is for. */
export function AddMaterial() {
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<NewMaterialFile['kind']>(null);
  const [use, setUse] = useState(noUse);
  const add = useAddMaterial();
  const clear = () => {
    setFile(null);
    setKind(null);
    setUse(noUse);
  };
  return (
    <form
      aria-label="Add material"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) add.mutate({ file, kind, use }, { onSuccess: clear });
      }}
    >
      <Stack gap="sm" maw={720}>
        <Group gap="sm" align="flex-start" grow>
          <FileInput
            label="File"
            description="Markdown, text, Word or PDF (.md, .txt, .docx, .pdf)"
            placeholder="Choose a file"
            accept=".md,.markdown,.txt,.docx,.pdf"
            clearable
            clearButtonProps={{ 'aria-label': 'Take the file away' }}
            value={file}
            onChange={(chosen) => {
              add.reset();
              setFile(chosen);
            }}
          />
          <Select label="Kind" description="Else what the file says itself" placeholder="As in the file" clearable data={kinds} value={kind} onChange={setKind} />
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {uses.map(({ name, label, example }) => (
            <TextInput
              key={name}
              label={label}
              placeholder={`For example ${example}`}
              value={use[name]}
              onChange={(event) => setUse({ ...use, [name]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          Separate entries by commas. A file of the same name takes the place of the one that was there.
        </Text>
        {add.isError && (
          <Alert color="red" role="alert" title="The file was not taken">
            {add.error.message}
          </Alert>
        )}
        {add.isSuccess && (
          <Alert color="green" role="status">
            “{add.data.head.title}” is there.
          </Alert>
        )}
        <Button type="submit" w="fit-content" disabled={file === null} loading={add.isPending}>
          Add material
        </Button>
      </Stack>
    </form>
  );
}
