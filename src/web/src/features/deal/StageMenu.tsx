import { ActionIcon, Menu } from '@mantine/core';
import type { DealDetail } from '../../api/types.ts';
import { EditIcon } from '../../ui/icons.tsx';

type Stage = DealDetail['stages'][number];

interface StageMenuProps {
  readonly stages: readonly Stage[];
  readonly onMove: (to: Stage) => void;
}

/** Moves the deal to another stage. */
export function StageMenu({ stages, onMove }: StageMenuProps) {
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label="Change the stage">
          <EditIcon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Move to</Menu.Label>
        {stages.map((stage) => (
          <Menu.Item key={stage.id} disabled={stage.current} onClick={() => onMove(stage)}>
            {stage.name}
            {stage.current && ' (it is here)'}
            {stage.status === 'lost' && '…'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
