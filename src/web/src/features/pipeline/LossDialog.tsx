import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

interface LossDialogProps {
  readonly name: string;
  readonly onCancel: () => void;
  readonly onLose: (reason: string) => void;
}

const common = ['Price', 'Timing', 'Competitor', 'No decision', 'No budget', 'Product gap'];

/** Asks why a deal is lost: without that nobody learns from it. */
export function LossDialog({ name, onCancel, onLose }: LossDialogProps) {
  const [reason, setReason] = useState('');
  const trimmed = reason.trim();
  return (
    <Modal opened onClose={onCancel} title={`Why is ${name} lost?`} closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== '') onLose(trimmed);
        }}
      >
        <Stack>
          <TextInput label="Loss reason" required maxLength={500} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Group gap={6} role="group" aria-label="Common reasons">
            {common.map((one) => (
              <Button key={one} size="compact-xs" variant={trimmed === one ? 'filled' : 'default'} onClick={() => setReason(one)}>
                {one}
              </Button>
            ))}
          </Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" disabled={trimmed === ''}>
              Mark as lost
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
