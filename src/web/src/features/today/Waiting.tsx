import { Anchor, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { countOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { waitingQuery } from './queries.ts';

/** How many proposed changes wait for the user. Its line is there from the start, so that nothing below moves when the number comes. */
export function Waiting() {
  const count = useQuery(waitingQuery);
  const waiting = count.data?.toDecide ?? 0;
  return (
    <section aria-labelledby="waiting">
      <Title order={2} size="h5" id="waiting" mb={6}>
        Waiting for you
      </Title>
      <Text size="sm" component="div" mih={22} c={waiting === 0 ? 'dimmed' : undefined}>
        {count.isPending && <Skeleton height={14} mt={4} width={180} />}
        {count.isError && 'The proposals could not be counted.'}
        {count.isSuccess && waiting === 0 && 'No proposal waits for your decision.'}
        {waiting > 0 && (
          <Anchor component={Link} to={paths.approvals} inherit fw={600}>
            {countOf(waiting, 'proposal')} to approve or reject
          </Anchor>
        )}
      </Text>
    </section>
  );
}
