import { Alert, Textarea } from '@mantine/core';

interface DocumentFieldProps {
  readonly label: string;
  readonly description: string;
  readonly text: string;
  readonly placeholder?: string;
  /** Why it cannot be saved, or null. */
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
}

/** A JSON document to write. */
export function DocumentField({ label, description, text, placeholder, problem, onChange }: DocumentFieldProps) {
  return (
    <>
      <Textarea
        label={label}
        description={description}
        placeholder={placeholder}
        autosize
        minRows={8}
        maxRows={20}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {problem !== null && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
    </>
  );
}
