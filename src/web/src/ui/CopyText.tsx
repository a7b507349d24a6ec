import { Button, CopyButton } from '@mantine/core';

/** Puts a text on the clipboard, and says that it did. */
export function CopyText({ text }: { readonly text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="xs" variant="light" onClick={copy} flex="none">
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}
