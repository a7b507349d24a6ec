import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import { type ProposalFilters, waiting, writeFilters } from './proposalFilters.ts';
import { proposalsQuery } from './queries.ts';

interface ListProps {
  readonly title: string;
  readonly ids: readonly string[];
  /** What to say where there is none. */
  readonly none: string;
  readonly page: { readonly isPending: boolean; readonly error: Error | null; readonly refetch: () => unknown };
  readonly children?: ReactNode;
}

function List({ title, ids, none, page, children }: ListProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Text component="h2" id={id} size="md" fw={650} m={0} mb="xs">
        {title}
      </Text>
      <Stack gap="sm">
        {page.isPending && <Loading label="Loading the proposals" />}
        {page.error && <Failure title="The proposals could not be loaded" error={page.error} onRetry={() => void page.refetch()} />}
        {!page.isPending && !page.error && ids.length === 0 && (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        )}
        {ids.map((proposal) => (
          <ProposalCard key={proposal} id={proposal} showsDeal={false} />
        ))}
        {children}
      </Stack>
    </section>
  );
}

const seeAll = (filters: ProposalFilters, total: number) => (
  <Anchor component={Link} to={`${paths.approvals}?${writeFilters(filters).toString()}`} size="sm">
    See all {total}
  </Anchor>
);

/** What is proposed for a deal, and what became of earlier proposals. */
export function DealProposals({ dealId }: { readonly dealId: string }) {
  const client = useQueryClient();
  const pending = { ...waiting, deal: dealId };
  const all = { ...pending, status: 'all' as const };
  const now = useQuery(proposalsQuery(client, pending));
  const ever = useQuery(proposalsQuery(client, all));
  // A card that was decided here stays where it is, with its outcome and its undo; what is new comes below.
  const [shown, setShown] = useState<readonly string[]>([]);
  const added = (now.data?.items ?? []).map(({ id }) => id).filter((id) => !shown.includes(id));
  if (added.length > 0) setShown([...shown, ...added]);
  const earlier = (ever.data?.items ?? []).filter(({ id, status }) => status !== 'pending' && !shown.includes(id)).map(({ id }) => id);
  const hidden = (page: typeof now) => (page.data?.total ?? 0) > (page.data?.items.length ?? 0);
  return (
    <Stack gap="lg">
      <List title="Waiting for a decision" ids={shown} none="Nothing is proposed for this deal at the moment." page={now}>
        {hidden(now) && seeAll(pending, now.data?.total ?? 0)}
      </List>
      <List title="Decided earlier" ids={earlier} none="Nothing was decided yet." page={ever}>
        {hidden(ever) && seeAll(all, ever.data?.total ?? 0)}
      </List>
    </Stack>
  );
}
