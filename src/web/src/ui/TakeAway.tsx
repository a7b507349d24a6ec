import { Button, Group, VisuallyHidden } from '@mantine/core';
import { printRich } from '../lib/printRich.ts';
import type { RichText } from '../lib/richText.ts';
import { CopyRich } from './CopyRich.tsx';
import { CopyText } from './CopyText.tsx';

interface TakeAwayProps {
  /** Stands above a print. */
  readonly title: string;
  /** The text with its shape, read when it is asked for; null while there is none. */
  readonly rich: () => RichText | null;
  readonly markdown: string;
  /** Opens the mail program; null when there is nobody to write to. */
  readonly mailto: string | null;
  /** A page of the server's that is made for the printer; else what is shown is printed. */
  readonly printPage?: string | undefined;
}

const newTab = <VisuallyHidden>, opens in a new tab</VisuallyHidden>;

/** The ways to take a text elsewhere: copied with its shape or as Markdown, into the mail program, onto paper. */
export function TakeAway({ title, rich, markdown, mailto, printPage }: TakeAwayProps) {
  const print = () => {
    const text = rich();
    if (text !== null) printRich(title, text);
  };
  return (
    <Group gap="xs">
      <CopyRich read={rich} />
      <CopyText text={markdown} label="Copy as Markdown" />
      {mailto !== null && (
        <Button component="a" href={mailto} size="xs" variant="default">
          Open in mail program
        </Button>
      )}
      {printPage === undefined ? (
        <Button size="xs" variant="default" onClick={print}>
          Print
          {newTab}
        </Button>
      ) : (
        <Button component="a" href={printPage} target="_blank" rel="noopener" size="xs" variant="default">
          Print
          {newTab}
        </Button>
      )}
    </Group>
  );
}
