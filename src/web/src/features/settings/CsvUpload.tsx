import { Alert, Button, FileInput, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { ProblemError } from '../../api/http.ts';

interface CsvUploadProps {
  /** What the form puts in place: "price book". */
  readonly name: string;
  /** Its columns in words. */
  readonly description: string;
  readonly change: { readonly error: Error | null; readonly isPending: boolean; readonly reset: () => void };
  /** What came of it, once it was taken. */
  readonly done: string | null;
  readonly onUpload: (file: File, clear: () => void) => void;
  readonly children?: ReactNode;
}

/** The rows of a file that was not taken. */
function Problems({ error }: { readonly error: Error }) {
  const rows = error instanceof ProblemError ? (error.fields.file ?? []) : [];
  return (
    <Alert color="red" role="alert" title="The file was not taken, nothing has changed">
      {rows.length === 0 ? (
        <Text size="sm">{error.message}</Text>
      ) : (
        <Stack component="ul" gap={4} m={0} ps="md">
          {rows.map((row) => (
            <Text component="li" size="sm" key={row} style={{ overflowWrap: 'anywhere' }}>
              {row}
            </Text>
          ))}
        </Stack>
      )}
    </Alert>
  );
}

/** Puts a CSV file in the place of what is in force; a file with a bad row changes nothing. */
export function CsvUpload({ name, description, change, done, onUpload, children }: CsvUploadProps) {
  const [file, setFile] = useState<File | null>(null);
  return (
    <form
      aria-label={`Upload a ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) onUpload(file, () => setFile(null));
      }}
    >
      <Stack gap="sm">
        <FileInput
          label="CSV file"
          description={description}
          placeholder="Choose a file"
          accept=".csv,text/csv"
          clearable
          clearButtonProps={{ 'aria-label': 'Take the file away' }}
          value={file}
          onChange={(chosen) => {
            change.reset();
            setFile(chosen);
          }}
        />
        {children}
        {change.error && <Problems error={change.error} />}
        {done !== null && (
          <Alert color="green" role="status">
            {done}
          </Alert>
        )}
        <Button type="submit" w="fit-content" disabled={file === null} loading={change.isPending}>
          Upload the {name}
        </Button>
      </Stack>
    </form>
  );
}
