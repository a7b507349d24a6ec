import { Badge, type MantineSize } from '@mantine/core';

/** A verdict in words, with the colour that goes with them. */
export const verdicts = {
  critical: { label: 'Critical', color: 'red' },
  atRisk: { label: 'At risk', color: 'orange' },
  watch: { label: 'Watch', color: 'yellow' },
  onTrack: { label: 'On track', color: 'green' },
  closed: { label: 'Closed', color: 'gray' },
} as const;

interface VerdictBadgeProps {
  readonly verdict: keyof typeof verdicts;
  readonly size?: MantineSize;
}

/** How a deal stands, in a word. */
export function VerdictBadge({ verdict, size = 'sm' }: VerdictBadgeProps) {
  const { label, color } = verdicts[verdict];
  return (
    <Badge color={color} variant="light" size={size} radius="sm" flex="none" c="var(--mantine-color-text)">
      {label}
    </Badge>
  );
}
