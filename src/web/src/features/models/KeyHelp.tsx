import { Code, Text } from '@mantine/core';
import { inEnvironment } from './words.ts';

/** Where the key of a model belongs. */
export function KeyHelp({ setting }: { readonly setting: string }) {
  return (
    <Text size="xs" c="dimmed" component="div">
      A key belongs into the setting <Code>{setting}</Code> of the server: a user secret, or the environment variable <Code>{inEnvironment(setting)}</Code>. It is
      read when the server starts, sent to this address alone, and never stored or shown here.
    </Text>
  );
}
