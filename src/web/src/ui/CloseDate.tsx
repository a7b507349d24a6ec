import { Text } from '@mantine/core';
import { countOf, daysSince, formatDay } from '../lib/format.ts';

interface CloseDateProps {
  readonly day: string | null;
  /** Only an open deal can be late. */
  readonly open: boolean;
  readonly now: Date;
}

/** The day a deal is expected to close. Lateness is said in words, never by colour alone. */
export function CloseDate({ day, open, now }: CloseDateProps) {
  if (day === null) {
    return (
      <Text span inherit c="dimmed">
        not set
      </Text>
    );
  }
  const late = open ? daysSince(day, now) : 0;
  return (
    <Text span inherit>
      {formatDay(day)}
      {late > 0 && (
        <Text span display="block" size="xs" fw={600} c="var(--mantine-color-error)">
          overdue by {countOf(late, 'day')}
        </Text>
      )}
    </Text>
  );
}
