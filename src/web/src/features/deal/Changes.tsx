import { Stack, Text } from '@mantine/core';
import type { DealDetail } from '../../api/types.ts';
import { formatDay } from '../../lib/format.ts';
import { Section } from './Section.tsx';

/** What was changed in the deal's record. */
export function Changes({ changes }: { readonly changes: DealDetail['changes'] }) {
  if (changes.length === 0) return null;
  return (
    <Section title="Changes">
      <Stack component="ul" gap={4} m={0} ps="md">
        {changes.map((change, index) => (
          <Text component="li" size="sm" key={`${change.on}:${change.field}:${index}`}>
            {change.field}: {change.before ?? 'empty'} → {change.after ?? 'empty'}
            <Text span inherit c="dimmed">
              {` · ${formatDay(change.on)}`}
            </Text>
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
