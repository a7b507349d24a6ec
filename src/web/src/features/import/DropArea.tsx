import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { FolderIcon, ImportIcon } from '../../ui/icons.tsx';
import { acceptedTypes, type ChosenFile, fromDrop, fromInput } from './chosenFiles.ts';
import classes from './DropArea.module.css';

interface DropAreaProps {
  readonly onFiles: (files: readonly ChosenFile[]) => void;
}

/** Takes files and folders, dropped or chosen. */
export function DropArea({ onFiles }: DropAreaProps) {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    onFiles(fromInput(input.files));
    // Choosing the same file again has to count as a choice.
    input.value = '';
  };
  return (
    <Box
      className={classes.area}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void fromDrop(event.dataTransfer).then(onFiles);
      }}
    >
      <Stack align="center" gap="xs">
        <ImportIcon size={28} />
        <Text fw={600} ta="center">
          Drop files or a folder here
        </Text>
        <Text size="sm" c="dimmed" ta="center">
          CSV or JSON of accounts, contacts, deals, activities, products and users; notes, transcripts and emails as .txt, .md, .vtt, .srt or
          .eml.
        </Text>
        <Group gap="xs" justify="center">
          <Button variant="default" onClick={() => files.current?.click()}>
            Choose files
          </Button>
          <Button variant="default" leftSection={<FolderIcon size={16} />} onClick={() => folder.current?.click()}>
            Choose a folder
          </Button>
        </Group>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept={acceptedTypes}
          aria-label="Files"
          onChange={(event) => take(event.currentTarget)}
        />
        <input ref={folder} type="file" multiple hidden webkitdirectory="" aria-label="Folder" onChange={(event) => take(event.currentTarget)} />
      </Stack>
    </Box>
  );
}
