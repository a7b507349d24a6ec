import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { countOf, formatBytes } from '../../lib/format.ts';
import { type ChosenFile, isUnderstood } from './chosenFiles.ts';

/** A folder may hold thousands of notes; their names are not worth a screen each. */
const maxShown = 12;

interface FileListProps {
  readonly files: readonly ChosenFile[];
  readonly onChange: (files: readonly ChosenFile[]) => void;
}

export function FileList({ files, onChange }: FileListProps) {
  if (files.length === 0) return null;
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={600} role="status">
          {countOf(files.length, 'file')}, {formatBytes(size)}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={() => onChange([])}>
          Remove all
        </Button>
      </Group>
      <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
        {files.slice(0, maxShown).map((chosen) => (
          <Group component="li" key={chosen.path} gap="xs" wrap="nowrap" justify="space-between">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {chosen.path}
              <Text span inherit c="dimmed">
                {` · ${formatBytes(chosen.file.size)}`}
                {!isUnderstood(chosen) && ' · not a kind of file that can be imported'}
              </Text>
            </Text>
            <CloseButton
              size="sm"
              aria-label={`Remove ${chosen.path}`}
              onClick={() => onChange(files.filter((other) => other !== chosen))}
            />
          </Group>
        ))}
      </Stack>
      {files.length > maxShown && (
        <Text size="sm" c="dimmed">
          and {countOf(files.length - maxShown, 'more file', 'more files')}
        </Text>
      )}
    </Stack>
  );
}
