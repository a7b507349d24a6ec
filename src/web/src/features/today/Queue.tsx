import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { TodayInfo } from '../../api/types.ts';
import { countOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Finished } from './Finished.tsx';
import { QueueCard } from './QueueCard.tsx';
import classes from './Today.module.css';
import { useFinish } from './useFinish.ts';

/** The server's limit until all are asked for. */
const shortQueue = 20;

interface QueueProps {
  readonly info: TodayInfo;
  readonly now: Date;
  /** The address at which all of them stand. */
  readonly allAt: string;
  readonly onBrief: (dealId: string) => void;
  readonly onDraft: (dealId: string) => void;
}

function Nothing({ info }: { readonly info: TodayInfo }) {
  if (info.checked > 0) return <Empty title="Nothing needs you right now">All {countOf(info.checked, 'open deal')} are on track, with nothing due today.</Empty>;
  return (
    <Empty title={info.team ? 'There are no open deals yet' : 'You own no open deals'}>
      <Link to={paths.pipeline()}>Look at the pipeline</Link> or <Link to={paths.assistant()}>ask the assistant</Link>.
    </Empty>
  );
}

/** The deals that need something, the first one first. */
export function Queue({ info, now, allAt, onBrief, onDraft }: QueueProps) {
  const finish = useFinish();
  return (
    <section aria-labelledby="queue">
      <Title order={2} size="h5" id="queue" mb={6}>
        {info.found === 0 ? 'To do' : `${countOf(info.found, 'deal')} need${info.found === 1 ? 's' : ''} something`}
      </Title>
      <Finished finish={finish} />
      {info.found === 0 && <Nothing info={info} />}
      <ol className={classes.list}>
        {info.queue.map((item) => (
          <QueueCard key={item.deal.id} item={item} now={now} showOwner={info.team} onBrief={onBrief} onDraft={onDraft} onFinish={finish.mutate} />
        ))}
      </ol>
      {info.found > info.queue.length && (
        <Text size="sm" mt="sm">
          These are the {info.queue.length} most pressing.{' '}
          {info.queue.length <= shortQueue && (
            <Anchor component={Link} to={allAt} inherit underline="always">
              Show all {info.found}
            </Anchor>
          )}
        </Text>
      )}
    </section>
  );
}
