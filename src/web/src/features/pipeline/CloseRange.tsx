import { Button, Group, Popover, TextInput } from '@mantine/core';
import { formatShortDay } from '../../lib/format.ts';
import type { BoardFilters } from './boardFilters.ts';

interface CloseRangeProps {
  readonly filters: BoardFilters;
  readonly onChange: (part: Partial<BoardFilters>) => void;
}

/** "Closes 1 Mar to 31 Mar", or what of it is set. */
function words({ closeFrom, closeTo }: BoardFilters): string {
  const now = new Date();
  if (closeFrom === '' && closeTo === '') return 'Closes any day';
  if (closeTo === '') return `Closes from ${formatShortDay(closeFrom, now)}`;
  return closeFrom === '' ? `Closes until ${formatShortDay(closeTo, now)}` : `Closes ${formatShortDay(closeFrom, now)} to ${formatShortDay(closeTo, now)}`;
}

/** Between which days deals are expected to close. */
export function CloseRange({ filters, onChange }: CloseRangeProps) {
  return (
    <Popover position="bottom-start" trapFocus withArrow>
      <Popover.Target>
        <Button variant="default" size="xs" fw={400}>
          {words(filters)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Close date">
        <Group gap="xs">
          <TextInput type="date" size="xs" label="From" value={filters.closeFrom} onChange={(event) => onChange({ closeFrom: event.currentTarget.value })} />
          <TextInput type="date" size="xs" label="Until" value={filters.closeTo} onChange={(event) => onChange({ closeTo: event.currentTarget.value })} />
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
