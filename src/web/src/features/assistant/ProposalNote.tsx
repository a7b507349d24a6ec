import { Paper, Text } from '@mantine/core';
import type { ChangeSet } from '../../api/types.ts';

/** A change of the deal that the assistant suggests. Nothing is written by showing it. */
export function ProposalNote({ proposal }: { readonly proposal: ChangeSet }) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" fw={650}>
        Suggested change (nothing is changed yet)
      </Text>
      {proposal.fields.map((field) => (
        <Text size="sm" key={field.field}>
          {field.field}: {field.before ?? 'empty'} → {field.after ?? 'empty'}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {proposal.reason}
      </Text>
    </Paper>
  );
}
