import { Button, Group, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { countOf } from '../../lib/format.ts';
import classes from './Board.module.css';
import type { BulkAction, ListedDeal } from './bulk.ts';
import { BulkDialog } from './BulkDialog.tsx';
import type { MoveTarget } from './MoveMenu.tsx';

interface BulkBarProps {
  readonly chosen: readonly ListedDeal[];
  readonly targets: readonly MoveTarget[];
  readonly onClear: () => void;
}

const asked = [
  { kind: 'stage', label: 'Move to a stage…' },
  { kind: 'nextStep', label: 'Set the next step…' },
  { kind: 'closeDate', label: 'Set the close date…' },
  { kind: 'task', label: 'Add a task…' },
  { kind: 'park', label: 'Let them wait…' },
] as const;

function Choices({ onOpen, onClear }: { readonly onOpen: (kind: BulkAction['kind']) => void; readonly onClear: () => void }) {
  return (
    <>
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <Button size="xs">Change…</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {asked.map(({ kind, label }) => (
            <Menu.Item key={kind} onClick={() => onOpen(kind)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="subtle" onClick={onClear}>
        Untick all
      </Button>
    </>
  );
}

/** What can be done to the deals that are ticked. It stays in sight while one scrolls. */
export function BulkBar({ chosen, targets, onClear }: BulkBarProps) {
  const [opened, setOpened] = useState<BulkAction['kind'] | null>(null);
  // The deals of the dialog are those that were ticked when it opened: a change may take some off the list.
  const [deals, setDeals] = useState(chosen);
  const open = (kind: BulkAction['kind']) => {
    setDeals(chosen);
    setOpened(kind);
  };
  return (
    <Group className={classes.bulk} gap="xs" role="group" aria-label="Ticked deals">
      <Text size="sm" c={chosen.length === 0 ? 'dimmed' : undefined} fw={chosen.length === 0 ? undefined : 600} role="status">
        {chosen.length === 0 ? 'Tick deals to change several at once.' : `${countOf(chosen.length, 'deal')} ticked`}
      </Text>
      {chosen.length > 0 && <Choices onOpen={open} onClear={onClear} />}
      {opened !== null && <BulkDialog kind={opened} deals={deals} targets={targets} onClose={() => setOpened(null)} onDone={onClear} />}
    </Group>
  );
}
