import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type RefObject, useState } from 'react';
import { richTextOf } from '../lib/richText.ts';

interface CopyRichProps {
  /** What is shown. */
  readonly of: RefObject<HTMLElement | null>;
}

const asRich = (html: string, plain: string) =>
  new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob([plain], { type: 'text/plain' }) });

/** Puts a shown text on the clipboard with its headings and lists, as mail programs and word processors take it in. */
export function CopyRich({ of }: CopyRichProps) {
  const plainly = useClipboard();
  const [done, setDone] = useState(false);
  const copy = async () => {
    if (of.current === null) return;
    const { html, plain } = richTextOf(of.current);
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
