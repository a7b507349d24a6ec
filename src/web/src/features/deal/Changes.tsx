import { Stack, Text } from '@mantine/core';
import type { DealDetail } from '../../api/types.ts';
import { formatDay, formatMoney } from '../../lib/format.ts';
import { Section } from './Section.tsx';

type Change = DealDetail['changes'][number];

const fields: Readonly<Record<string, string>> = { closeDate: 'Close date', amount: 'Amount' };

/** A value as people read it; on the wire it is plain text. */
function valueOf(field: string, value: string | null, currency: string): string {
  if (value === null) return 'not set';
  if (field === 'closeDate') return formatDay(value);
  return field === 'amount' ? formatMoney(Number(value), currency) : value;
}

interface ChangesProps {
  readonly changes: readonly Change[];
  readonly currency: string;
}

/** What was changed in the deal's record. */
export function Changes({ changes, currency }: ChangesProps) {
  if (changes.length === 0) return null;
  return (
    <Section title="Changes">
      <Stack component="ul" gap={4} m={0} ps="md">
        {changes.map(({ field, before, after, on }, index) => (
          <Text component="li" size="sm" key={`${on}:${field}:${index}`}>
            {fields[field] ?? field}: {valueOf(field, before, currency)} → {valueOf(field, after, currency)}
            <Text span inherit c="dimmed">
              {` · ${formatDay(on)}`}
            </Text>
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
