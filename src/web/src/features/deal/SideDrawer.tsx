import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { hasSource } from '../../lib/activityAddress.ts';

export interface SideDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A drawer beside the deal that takes the whole screen where that is narrow. A source opens over it. */
export function SideDrawer({ opened, onClose, title, children }: SideDrawerProps & { readonly title: string; readonly children: ReactNode }) {
  const { search } = useLocation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      // Escape closes what is on top, and that is the source.
      closeOnEscape={!hasSource(search)}
      closeButtonProps={{ 'aria-label': `Close: ${title}` }}
    >
      {children}
    </Drawer>
  );
}
