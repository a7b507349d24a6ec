import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import type { RichText } from '../lib/richText.ts';

interface CopyRichProps {
  /** What is to be copied, read when it is; null while there is nothing. */
  readonly read: () => RichText | null;
}

const asRich = (html: string, plain: string) =>
  new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob([plain], { type: 'text/plain' }) });

/** Puts a text on the clipboard with its headings and lists, as mail programs and word processors take it in. */
export function CopyRich({ read }: CopyRichProps) {
  const plainly = useClipboard();
  const [done, setDone] = useState(false);
  const copy = async () => {
    const text = read();
    if (text === null) return;
    const { html, plain } = text;
    try {
      await navigator.clipboard.write([asRich(html, plain)]);
    } catch {
      // A browser that takes no formatted text takes the plain one.
      plainly.copy(plain);
    }
    setDone(true);
  };
  return (
    <Button size="xs" variant="light" flex="none" onClick={() => void copy()} onBlur={() => setDone(false)}>
      {done ? 'Copied' : 'Copy'}
    </Button>
  );
}
