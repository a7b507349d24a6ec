import { Alert, Stack, Text } from '@mantine/core';
import type { UnsupportedWords } from './turnReducer.ts';

/** What of an answer stands on nothing that was found, said beside the answer so that nobody takes it for a fact. */
export function Unsupported({ words }: { readonly words: readonly UnsupportedWords[] }) {
  if (words.length === 0) return null;
  return (
    <Alert color="orange" title="Not supported by the sources">
      <Stack component="ul" gap={4} m={0} ps="md">
        {words.map(({ text, start, why }) => (
          <Text component="li" size="sm" key={start}>
            “{text}” · {why}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
