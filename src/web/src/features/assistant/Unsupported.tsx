import { Alert, Stack, Text } from '@mantine/core';
import { countOf } from '../../lib/format.ts';
import type { UnsupportedWords } from './turnReducer.ts';

/** The words themselves are marked where they stand; more than these would only be read there. */
const named = 2;

/** What of an answer stands on nothing that was found, said beside the answer so that nobody takes it for a fact. */
export function Unsupported({ words }: { readonly words: readonly UnsupportedWords[] }) {
  if (words.length === 0) return null;
  return (
    <Alert color="orange" title="Not supported by the sources" py="xs">
      <Stack component="ul" gap={2} m={0} ps="md">
        {words.slice(0, named).map(({ text, start, why }) => (
          <Text component="li" size="sm" key={start} style={{ overflowWrap: 'anywhere' }}>
            “{text.length > 80 ? `${text.slice(0, 79)}…` : text}” · {why}
          </Text>
        ))}
        {words.length > named && (
          <Text component="li" size="sm">
            {countOf(words.length - named, 'more place is', 'more places are')} marked in the text.
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
