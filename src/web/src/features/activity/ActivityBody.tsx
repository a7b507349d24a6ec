import { Alert, Blockquote, Box, Stack, Text } from '@mantine/core';
import { checkQuote, readLines, type TextLine } from './quotedText.ts';

interface ActivityBodyProps {
  readonly body: string;
  readonly start: number | null;
  readonly quote: string | null;
}

/** Brings the quoted words into view once, when they appear. */
const showOnce = (mark: HTMLElement | null) => mark?.scrollIntoView({ block: 'center' });

function Line({ line, holdsFirstQuote }: { readonly line: TextLine; readonly holdsFirstQuote: boolean }) {
  const firstQuoted = line.parts.findIndex((part) => part.quoted);
  return (
    <Text component="p" m={0} size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minHeight: '0.75em' }}>
      {line.time !== null && (
        <Text span c="dimmed" size="xs" mr={6}>
          {line.time}
        </Text>
      )}
      {line.speaker !== null && (
        <Text span fw={650} inherit>
          {`${line.speaker}: `}
        </Text>
      )}
      {line.parts.map((part, index) =>
        part.quoted ? (
          <mark key={index} className="quoted" ref={holdsFirstQuote && index === firstQuoted ? showOnce : undefined}>
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
    </Text>
  );
}

/** Says that words which somebody cited are gone. */
export function GoneQuote({ quote }: { readonly quote: string }) {
  return (
    <Alert color="yellow" title="The quoted words are no longer here">
      The text has changed since it was quoted. The quote was:
      <Blockquote p="xs" mt="xs" fz="sm">
        {quote}
      </Blockquote>
    </Alert>
  );
}

/** The text as people wrote it: shown as it is, never read as HTML or Markdown. */
export function ActivityBody({ body, start, quote }: ActivityBodyProps) {
  const check = checkQuote(body, start, quote);
  const lines = readLines(body, check.status === 'verbatim' ? check.range : null);
  const firstQuoted = lines.findIndex((line) => line.parts.some((part) => part.quoted));
  return (
    <Stack gap="sm">
      {check.status === 'changed' && <GoneQuote quote={check.quote} />}
      {body.trim() === '' && (
        <Text size="sm" c="dimmed">
          Nothing was written down.
        </Text>
      )}
      <Box>
        {lines.map((line, index) => (
          <Line key={line.start} line={line} holdsFirstQuote={index === firstQuoted} />
        ))}
      </Box>
    </Stack>
  );
}
