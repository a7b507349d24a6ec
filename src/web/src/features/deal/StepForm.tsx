import { Button, Group, Stack, TextInput } from '@mantine/core';
import { toDay } from '../../lib/format.ts';
import { readForm } from '../../lib/readForm.ts';

/** The server's limit for a value. */
const maxText = 500;

interface StepFormProps {
  readonly label: string;
  /** What stands there now. */
  readonly text: string;
  readonly saving: boolean;
  /** The day is empty when none is set. */
  readonly onSubmit: (text: string, day: string) => void;
  readonly onCancel: () => void;
}

/** Asks what is to be done, and until when. */
export function StepForm({ label, text, saving, onSubmit, onCancel }: StepFormProps) {
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const { step = '', due = '' } = readForm(event.currentTarget);
        onSubmit(step.trim(), due);
      }}
    >
      <Stack gap="xs" mt="sm">
        <TextInput size="xs" label={label} name="step" defaultValue={text} maxLength={maxText} required autoFocus />
        <TextInput size="xs" label="Due" name="due" type="date" min={toDay(new Date())} />
        <Group gap="xs">
          <Button size="xs" type="submit" loading={saving}>
            Save
          </Button>
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
