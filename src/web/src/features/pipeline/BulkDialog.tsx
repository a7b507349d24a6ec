import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { countOf, toDay } from '../../lib/format.ts';
import { readForm } from '../../lib/readForm.ts';
import type { BulkAction, ListedDeal } from './bulk.ts';
import { BulkResult } from './BulkResult.tsx';
import type { MoveTarget } from './MoveMenu.tsx';
import { useBulk } from './useBulk.ts';

/** The server's limit. */
const maxText = 500;

const titles: Readonly<Record<BulkAction['kind'], string>> = {
  stage: 'Move to a stage',
  nextStep: 'Set the next step',
  closeDate: 'Set the close date',
  task: 'Add a task',
  park: 'Let them wait',
};

function Fields({ kind, targets }: { readonly kind: BulkAction['kind']; readonly targets: readonly MoveTarget[] }) {
  const day = { type: 'date', name: 'day', min: toDay(new Date()) } as const;
  switch (kind) {
    case 'stage':
      return <Select label="Stage" name="stage" required allowDeselect={false} data={targets.filter(({ status }) => status === 'open').map(({ id, name }) => ({ value: id, label: name }))} />;
    case 'nextStep':
      return (
        <>
          <TextInput label="Due" required {...day} />
          <TextInput label="Next step" name="text" maxLength={maxText} description="Left empty, each deal keeps the one it has." />
        </>
      );
    case 'closeDate':
      return <TextInput label="Close date" required {...day} />;
    case 'task':
      return (
        <>
          <TextInput label="Task" name="text" required maxLength={maxText} />
          <TextInput label="Due" {...day} />
        </>
      );
    case 'park':
      return (
        <>
          <TextInput label="Reason" name="text" required maxLength={maxText} />
          <TextInput label="Until" required {...day} />
        </>
      );
  }
}

/** What the form says, or null while it says too little. */
function read(kind: BulkAction['kind'], form: HTMLFormElement, targets: readonly MoveTarget[]): BulkAction | null {
  const { stage = '', text = '', day = '' } = readForm(form);
  switch (kind) {
    case 'stage': {
      const to = targets.find(({ id }) => id === stage);
      return to === undefined ? null : { kind, to };
    }
    case 'nextStep':
      return { kind, step: text, due: day };
    case 'closeDate':
      return { kind, day };
    case 'task':
      return { kind, task: text, due: day };
    case 'park':
      return { kind, reason: text, until: day };
  }
}

interface BulkDialogProps {
  readonly kind: BulkAction['kind'];
  readonly deals: readonly ListedDeal[];
  readonly targets: readonly MoveTarget[];
  readonly onClose: () => void;
  /** The changes are made, whatever came of them. */
  readonly onDone: () => void;
}

/** Asks what to change, changes it, and says of each deal what came of it. */
export function BulkDialog({ kind, deals, targets, onClose, onDone }: BulkDialogProps) {
  const { run, undo } = useBulk();
  const [started, setStarted] = useState(false);
  const lines = undo.data ?? run.data;
  return (
    <Modal opened onClose={onClose} title={titles[kind]} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {lines !== undefined && <BulkResult lines={lines} undoing={undo.isPending} onUndo={() => undo.mutate(lines)} onClose={onClose} />}
      {lines === undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const action = read(kind, event.currentTarget, targets);
            if (action === null) return;
            setStarted(true);
            run.mutate({ action, deals }, { onSuccess: onDone });
          }}
        >
          <Stack>
            <Text size="sm">{`Of ${countOf(deals.length, 'deal')}. Each change is checked and logged as if it were made alone.`}</Text>
            <Fields kind={kind} targets={targets} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={started && run.isPending}>
                Change {countOf(deals.length, 'deal')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
