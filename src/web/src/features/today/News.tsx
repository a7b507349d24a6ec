import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { NewsItem } from '../../api/types.ts';
import { activityKinds, directionText } from '../../lib/activityWords.ts';
import { formatDaysAgo, formatTime, toDay } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useActivityLink } from '../../lib/useActivityLink.ts';
import classes from './Today.module.css';

function What({ item: { activity, stage } }: { readonly item: NewsItem }) {
  const linkTo = useActivityLink();
  if (activity === null) return <>moved to {stage}</>;
  const direction = directionText(activity.direction);
  return (
    <>
      {activityKinds[activity.kind]}
      {direction !== null && ` ${direction}`}
      {activity.who !== null && activity.who !== '' && `, ${activity.who}`}
      {': '}
      <Anchor component={Link} to={linkTo({ activityId: activity.id, start: null, quote: null })} inherit underline="always">
        {activity.subject === '' ? 'no subject' : activity.subject}
      </Anchor>
    </>
  );
}

interface NewsProps {
  readonly news: readonly NewsItem[];
  readonly more: number;
  readonly since: string;
  readonly now: Date;
  /** The address at which all of it stands. */
  readonly allAt: string;
}

/** What others did with the deals since this device was here last. */
export function News({ news, more, since, now, allAt }: NewsProps) {
  return (
    <section aria-labelledby="news">
      <Title order={2} size="h5" id="news">
        Since your last visit
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {formatTime(since)}
      </Text>
      {news.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing new.
        </Text>
      )}
      <ul className={classes.list}>
        {news.map((item) => (
          <li key={`${item.activity?.id ?? item.stage}:${item.dealId}`}>
            <Text size="sm">
              <Anchor component={Link} to={paths.deal(item.dealId)} inherit fw={550}>
                {item.deal}
              </Anchor>
            </Text>
            <Text size="xs" c="dimmed">
              <What item={item} /> · {formatDaysAgo(item.activity === null ? toDay(new Date(item.on)) : item.on, now)}
            </Text>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          and{' '}
          <Anchor component={Link} to={allAt} inherit underline="always">
            {more} more
          </Anchor>
        </Text>
      )}
    </section>
  );
}
