import { Anchor, Popover, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';

function hostOf(href: string): string {
  return URL.canParse(href) ? new URL(href).host : 'unknown address';
}

/**
 * A link out of the application. An answer may repeat what a stranger wrote in an email, so the link says where it leads
 * and opens only after a second look.
 */
export function ExternalLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Popover width={280} withArrow shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton component="button" type="button" fz="inherit" td="underline" style={{ textDecorationStyle: 'dotted' }}>
          {children}{' '}
          <Text span c="dimmed" size="xs">
            ({hostOf(href)})
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed">
          This leads out of the assistant, to:
        </Text>
        <Anchor href={href} target="_blank" rel="noopener noreferrer" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {href}
        </Anchor>
      </Popover.Dropdown>
    </Popover>
  );
}
