import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { toDay } from '../../lib/format.ts';
import { readForm } from '../../lib/readForm.ts';
import type { useWait } from './insightQueries.ts';

/** The server's limit. */
const maxReason = 500;

function tomorrow(): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return toDay(day);
}

interface WaitDialogProps {
  readonly opened: boolean;
  readonly wait: ReturnType<typeof useWait>;
  readonly onClose: () => void;
}

/** Asks why a deal waits, and until when. */
export function WaitDialog({ opened, wait, onClose }: WaitDialogProps) {
  const close = () => {
    wait.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title="Let the deal wait" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { reason = '', until = '' } = readForm(event.currentTarget);
          wait.mutate({ reason, until }, { onSuccess: close });
        }}
      >
        <Stack>
          <Text size="sm">Flags that the wait explains are silent until then.</Text>
          <Textarea label="Reason" name="reason" autosize minRows={2} maxLength={maxReason} required data-autofocus />
          <TextInput label="Until" name="until" type="date" min={tomorrow()} required />
          {wait.isError && (
            <Alert color="red" role="alert">
              {wait.error.message}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={wait.isPending}>
              Snooze
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
