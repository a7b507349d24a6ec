import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  readonly label: string;
  /** Narrower than this many pixels it scrolls sideways in its own frame. */
  readonly minWidth: number;
  readonly children: ReactNode;
}

/** A table that may be wider than the screen; its frame can be scrolled by keyboard. */
export function WideTable({ label, minWidth, children }: WideTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } }}
    >
      <Table highlightOnHover verticalSpacing="xs">
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}
