import { Button, Group, TextInput } from '@mantine/core';
import { toDay } from '../../lib/format.ts';
import { readForm } from '../../lib/readForm.ts';

/** What the form asks for. */
export type FormField = 'amount' | 'closeDate' | 'lossReason';

const labels: Readonly<Record<FormField, string>> = { amount: 'Amount', closeDate: 'Close date', lossReason: 'Loss reason' };

const inputs = {
  amount: { type: 'number', min: 0, step: 0.01 },
  closeDate: { type: 'date' },
  // The server's limit for a value.
  lossReason: { maxLength: 500 },
} as const;

interface FieldFormProps {
  readonly field: FormField;
  /** What stands there now; empty when nothing does. */
  readonly value: string;
  readonly saving: boolean;
  readonly onSubmit: (value: string) => void;
  readonly onCancel: () => void;
}

/** Asks for one value of a deal. */
export function FieldForm({ field, value, saving, onSubmit, onCancel }: FieldFormProps) {
  return (
    <form
      aria-label={labels[field]}
      onSubmit={(event) => {
        event.preventDefault();
        const { value: typed = '' } = readForm(event.currentTarget);
        if (typed.trim() !== '') onSubmit(typed.trim());
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          label={labels[field]}
          name="value"
          defaultValue={value}
          required
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Escape') onCancel();
          }}
          {...inputs[field]}
          {...(field === 'closeDate' && { min: toDay(new Date()) })}
        />
        <Button size="xs" type="submit" loading={saving}>
          Save
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
