import { ActionIcon, Menu } from '@mantine/core';
import { memo } from 'react';
import type { BoardCard } from '../../api/types.ts';
import { MoreIcon } from '../../ui/icons.tsx';

/** A stage that a deal can be moved to. */
export interface MoveTarget {
  readonly id: string;
  readonly name: string;
  readonly status: 'open' | 'won' | 'lost';
}

interface MoveMenuProps {
  readonly card: BoardCard;
  readonly stageId: string;
  readonly targets: readonly MoveTarget[];
  readonly onMove: (card: BoardCard, stageId: string, to: MoveTarget) => void;
}

/** Moves a deal without dragging it: for the keyboard and for fingers. */
export const MoveMenu = memo(function MoveMenu({ card, stageId, targets, onMove }: MoveMenuProps) {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Move ${card.name}`}>
          <MoreIcon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Move to</Menu.Label>
        {targets.map((target) => (
          <Menu.Item key={target.id} disabled={target.id === stageId} onClick={() => onMove(card, stageId, target)}>
            {target.name}
            {target.id === stageId && ' (it is here)'}
            {target.status === 'lost' && '…'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
