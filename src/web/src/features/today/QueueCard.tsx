import { Anchor, Button, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { QueueItem } from '../../api/types.ts';
import { daysSince, formatDaysAgo, formatMoney } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { NextIcon } from '../../ui/icons.tsx';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import type { FinishedTask } from './useFinish.ts';
import classes from './Today.module.css';

interface QueueCardProps {
  readonly item: QueueItem;
  readonly now: Date;
  /** Whose deal it is goes without saying where all are one's own. */
  readonly showOwner: boolean;
  readonly onBrief: (dealId: string) => void;
  readonly onDraft: (dealId: string) => void;
  readonly onFinish: (task: FinishedTask) => void;
}

function MoveButton({ item, onBrief, onDraft, onFinish }: Pick<QueueCardProps, 'item' | 'onBrief' | 'onDraft' | 'onFinish'>) {
  const { deal, move } = item;
  const look = { size: 'compact-sm', variant: 'light', flex: 'none' } as const;
  if (move.kind === 'email') {
    return (
      <Button {...look} onClick={() => onDraft(deal.id)} aria-label={`Draft for ${deal.name}`}>
        Draft
      </Button>
    );
  }
  if (move.kind === 'call' || move.kind === 'meeting') {
    return (
      <Button {...look} onClick={() => onBrief(deal.id)} aria-label={`Brief for ${deal.name}`}>
        Brief
      </Button>
    );
  }
  const { taskId } = move;
  if (move.kind === 'task' && taskId !== null) {
    return (
      <Button {...look} onClick={() => onFinish({ dealId: deal.id, taskId, title: move.title, done: true })} aria-label={`Done: ${move.title}`}>
        Done
      </Button>
    );
  }
  return (
    <Button {...look} component={Link} to={paths.deal(deal.id)} aria-label={`Open ${deal.name}`}>
      Open
    </Button>
  );
}

/** "today", "in 3 days", "2 days overdue". */
function due(day: string, now: Date): string {
  const days = daysSince(day, now);
  if (days <= 0) return formatDaysAgo(day, now);
  return `${days} ${days === 1 ? 'day' : 'days'} overdue`;
}

/** A deal that needs something: what is wrong, the number behind it, and the one thing to do. */
export function QueueCard({ item, now, showOwner, onBrief, onDraft, onFinish }: QueueCardProps) {
  const { deal, move } = item;
  // Most deals are named after their account.
  const account = deal.account !== null && deal.name.includes(deal.account) ? null : deal.account;
  const about = [account, deal.stage, showOwner ? (deal.owner ?? 'nobody’s') : null].filter((part) => part !== null);
  return (
    <Paper component="li" withBorder className={classes.item}>
      <div className={classes.top}>
        <VerdictBadge verdict={item.verdict} />
        <Title order={3} size="sm" className={classes.name}>
          <Anchor component={Link} to={paths.deal(deal.id)} inherit c="var(--mantine-color-text)">
            {deal.name}
          </Anchor>
        </Title>
        <Text size="xs" c="dimmed" className={classes.about}>
          {about.join(' · ')}
        </Text>
        <Text size="sm" fw={600} className={classes.amount}>
          {deal.amount === null ? 'no amount' : formatMoney(deal.amount, deal.currency)}
        </Text>
      </div>
      <Text size="sm" mt={3}>
        {item.headline}
      </Text>
      {item.fact !== null && (
        <Text size="xs" c="dimmed">
          {item.fact}
        </Text>
      )}
      <Group gap="xs" mt={6} wrap="nowrap" className={classes.move}>
        <NextIcon size={16} />
        <Text size="sm" fw={600} flex={1} miw={0}>
          {move.title}
          {move.dueOn !== null && (
            <Text span inherit fw={400} c="dimmed">
              {' '}
              · {due(move.dueOn, now)}
            </Text>
          )}
        </Text>
        <MoveButton item={item} onBrief={onBrief} onDraft={onDraft} onFinish={onFinish} />
      </Group>
    </Paper>
  );
}
