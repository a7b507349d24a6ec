import { Anchor, Paper, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { countOf } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { waiting } from './proposalFilters.ts';
import { proposalsQuery } from './queries.ts';

/** Says in one line, which is there from the start and never grows, how much is proposed for a deal. */
export function WaitingLine({ dealId }: { readonly dealId: string }) {
  const client = useQueryClient();
  const page = useQuery(proposalsQuery(client, { ...waiting, deal: dealId }));
  const count = page.data?.total ?? 0;
  const [only] = page.data?.items ?? [];
  return (
    <Paper withBorder px="sm" h={40} role="status" aria-label="Proposals" style={{ display: 'flex', alignItems: 'center' }} bg={count > 0 ? 'var(--mantine-primary-color-light)' : undefined}>
      <Text size="sm" truncate c={count > 0 ? undefined : 'dimmed'}>
        {page.isPending && 'Looking for proposals…'}
        {page.isError && 'The proposals of this deal could not be loaded.'}
        {page.isSuccess && count === 0 && 'No proposal waits for a decision.'}
        {count > 0 && (
          <>
            <Anchor component={Link} to={paths.dealProposals(dealId)} inherit fw={600} underline="always">
              {countOf(count, 'proposal waits', 'proposals wait')} for a decision
            </Anchor>
            {only !== undefined && `: ${only.title}${count > 1 ? ', …' : ''}`}
          </>
        )}
      </Text>
    </Paper>
  );
}
