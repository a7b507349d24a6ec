import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProposalInfo } from '../../api/types.ts';
import { ProblemError } from '../../api/http.ts';
import { EditInput } from './EditInput.tsx';
import { fieldsToEdit, toApproval } from './edits.ts';
import type { Decision } from './queries.ts';

interface EditFormProps {
  readonly proposal: ProposalInfo;
  readonly editable: readonly string[];
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onDecide: (decision: Decision) => void;
  readonly onCancel: () => void;
}

/** Approves with other values. Nothing is changed by closing it. */
export function EditForm({ proposal, editable, pending, error, onDecide, onCancel }: EditFormProps) {
  const fields = fieldsToEdit(proposal, editable);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [comment, setComment] = useState('');
  const faults = error instanceof ProblemError ? error.fields : {};
  const several = fields.filter(({ isProposed }) => isProposed).length > 1;
  const leaveOut = (field: string, out: boolean) => setWithout(new Set(out ? [...without, field] : [...without].filter((known) => known !== field)));
  return (
    <form
      aria-label={`Edit: ${proposal.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        onDecide({ verb: 'approve', ...toApproval(fields, values, without), comment: comment.trim() === '' ? null : comment.trim() });
      }}
    >
      <Stack
        gap="xs"
        maw={460}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      >
        {fields.length === 0 && <Text size="sm">There is nothing in it to change by hand. Approve it as it is, or reject it.</Text>}
        {fields.map((field, index) => (
          <Stack gap={4} key={field.field}>
            <EditInput
              proposal={proposal}
              field={field}
              value={values[field.field] ?? field.proposed}
              disabled={without.has(field.field)}
              error={faults[field.field]?.join(' ')}
              autoFocus={index === 0}
              onChange={(value) => setValues({ ...values, [field.field]: value })}
            />
            {several && field.isProposed && (
              <Checkbox size="xs" label="Leave this as it is now" checked={without.has(field.field)} onChange={(event) => leaveOut(field.field, event.currentTarget.checked)} />
            )}
          </Stack>
        ))}
        <TextInput label="Comment (optional)" maxLength={500} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={pending}>
            Approve with these values
          </Button>
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
