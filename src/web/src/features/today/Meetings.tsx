import { Anchor, Button, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { TodayMeeting } from '../../api/types.ts';
import { formatClock } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import classes from './Today.module.css';

interface MeetingsProps {
  readonly meetings: readonly TodayMeeting[];
  readonly now: Date;
  readonly onBrief: (dealId: string) => void;
}

const ended = ({ at, minutes }: TodayMeeting, now: Date) => Date.parse(at) + (minutes ?? 0) * 60_000 < now.getTime();

/** The day's talks with buyers, each with what to know before. */
export function Meetings({ meetings, now, onBrief }: MeetingsProps) {
  return (
    <section aria-labelledby="meetings">
      <Title order={2} size="h5" id="meetings" mb={6}>
        Meetings today
      </Title>
      {meetings.length === 0 && (
        <Text size="sm" c="dimmed">
          None with buyers today.
        </Text>
      )}
      <ul className={classes.list}>
        {meetings.map((meeting) => (
          <li key={meeting.id} className={classes.row}>
            <Text component="time" dateTime={meeting.at} size="sm" fw={600} c={ended(meeting, now) ? 'dimmed' : undefined}>
              {formatClock(meeting.at)}
            </Text>
            <div>
              <Anchor component={Link} to={paths.deal(meeting.dealId)} size="sm" fw={550}>
                {meeting.subject || meeting.deal}
              </Anchor>
              <Text size="xs" c="dimmed">
                {[meeting.kind === 'call' ? 'Call' : null, meeting.account ?? meeting.deal, meeting.people.slice(0, 3).join(', ') || null, ended(meeting, now) ? 'over' : null]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </Text>
            </div>
            <Button size="compact-sm" variant="light" onClick={() => onBrief(meeting.dealId)} aria-label={`Brief for ${meeting.subject || meeting.deal}`}>
              Brief
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
