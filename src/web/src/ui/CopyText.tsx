import { Button, CopyButton } from '@mantine/core';

interface CopyTextProps {
  readonly text: string;
  readonly label?: string;
}

/** Puts a text on the clipboard, and says that it did. */
export function CopyText({ text, label = 'Copy' }: CopyTextProps) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="xs" variant="light" onClick={copy} flex="none">
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  );
}
