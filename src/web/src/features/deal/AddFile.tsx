import { Alert, Button, Checkbox, FileInput, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAddFile } from './fileQueries.ts';

const accepted = '.txt,.md,.markdown,.vtt,.srt,.eml,.docx,.pdf';

const isDocument = (file: File | null): boolean => file !== null && /\.(docx|pdf|markdown)$/i.test(file.name);

/** Adds a note, a transcript, an email or a document to a deal. */
export function AddFile({ dealId }: { readonly dealId: string }) {
  const [opened, setOpened] = useState(false);
  // The button takes the focus back from the form.
  const [wasOpened, setWasOpened] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [fromBuyer, setFromBuyer] = useState(false);
  const add = useAddFile(dealId);
  const close = () => {
    setFile(null);
    setFromBuyer(false);
    setOpened(false);
    setWasOpened(true);
  };
  if (!opened) {
    return (
      <Group gap="xs" mb="sm">
        <Button
          size="xs"
          variant="default"
          autoFocus={wasOpened}
          onClick={() => {
            add.reset();
            setOpened(true);
          }}
        >
          Add a file
        </Button>
        {add.isSuccess && (
          <Text size="sm" c="dimmed" role="status">
            {add.data.isNew ? `“${add.data.subject}” is on the timeline; it is being read.` : `“${add.data.subject}” was there already.`}
          </Text>
        )}
      </Group>
    );
  }
  return (
    <form
      aria-label="Add a file"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) add.mutate({ file, fromBuyer: fromBuyer && isDocument(file) }, { onSuccess: close });
      }}
    >
      <Stack gap="xs" mb="md" maw={520}>
        <FileInput
          size="xs"
          label="File"
          description="A note (.txt, .md), a transcript (.vtt, .srt), an email (.eml) or a document (.docx, .pdf)"
          placeholder="Choose a file"
          accept={accepted}
          clearable
          clearButtonProps={{ 'aria-label': 'Take the file away' }}
          autoFocus
          value={file}
          onChange={(chosen) => {
            add.reset();
            setFile(chosen);
          }}
        />
        {isDocument(file) && (
          <Checkbox size="xs" label="The buyer sent it" checked={fromBuyer} onChange={(event) => setFromBuyer(event.currentTarget.checked)} />
        )}
        {add.isError && (
          <Alert color="red" role="alert" title="The file was not taken">
            {add.error.message}
          </Alert>
        )}
        <Group gap="xs">
          <Button size="xs" type="submit" disabled={file === null} loading={add.isPending}>
            Add to the deal
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              add.reset();
              close();
            }}
          >
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
