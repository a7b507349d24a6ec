import { Button, Group, Pagination, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ProposalInfo } from '../../api/types.ts';
import { countOf } from '../../lib/format.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { BulkApprove } from './BulkApprove.tsx';
import { InboxFilters } from './InboxFilters.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import { changeFilters, isNarrowed, pageSize, type ProposalFilters, toQuery } from './proposalFilters.ts';
import { proposalsQuery } from './queries.ts';
import { keepShown, newIds, type ShownIds } from './shownIds.ts';
import { focusNext, useInboxKeys } from './useInboxKeys.ts';
import classes from './Proposal.module.css';

function NothingHere({ filters }: { readonly filters: ProposalFilters }) {
  if (isNarrowed(filters)) return <Empty title="No proposal fits these filters">Take one of them away to see more.</Empty>;
  if (filters.status !== 'pending') return <Empty title="Nothing here yet">What was decided is kept here.</Empty>;
  return <Empty title="Nothing waits for a decision">When the assistant proposes a change of a deal, it stands here until somebody approves or rejects it.</Empty>;
}

interface InboxProps {
  readonly filters: ProposalFilters;
  readonly onChange: (filters: ProposalFilters) => void;
  readonly onHelp: () => void;
}

/** Proposals to decide about, one after the other. */
export function Inbox({ filters, onChange, onHelp }: InboxProps) {
  const client = useQueryClient();
  const list = useRef<HTMLDivElement>(null);
  const query = toQuery(filters);
  const page = useQuery(proposalsQuery(client, filters));
  const [kept, setKept] = useState<ShownIds | null>(null);
  const [approving, bulk] = useDisclosure(false);
  useInboxKeys(list, onHelp);

  const found = page.data?.items.map(({ id }) => id) ?? [];
  const next = page.data && !page.isPlaceholderData ? keepShown(kept, query, found) : kept;
  if (next !== kept) setKept(next);
  const ids = next?.ids ?? [];
  const fresh = next === null || page.isPlaceholderData ? [] : newIds(next, found);
  const pages = Math.ceil((page.data?.total ?? 0) / pageSize);
  const total = page.data?.total ?? 0;
  const mine = (page.data?.items ?? []).filter((item: ProposalInfo) => item.mayDecide && !item.dealChanged && ids.includes(item.id));
  const showAll = () => setKept({ query, ids: found });

  return (
    <Stack gap="xs">
      <InboxFilters filters={filters} dealName={page.data?.items.find(({ dealId }) => dealId === filters.deal)?.deal ?? null} onChange={onChange} />
      <Group justify="space-between" gap="xs" className={classes.bar} mih={46}>
        <Text size="sm" c="dimmed" role="status">
          {page.data && countOf(total, filters.status === 'pending' ? 'proposal waits' : 'proposal', filters.status === 'pending' ? 'proposals wait' : 'proposals')}
          {fresh.length > 0 && `, ${fresh.length} of them new`}
        </Text>
        <Group gap="xs">
          {fresh.length > 0 && (
            <Button size="xs" variant="light" onClick={showAll}>
              Show what is new
            </Button>
          )}
          {filters.status === 'pending' && filters.kind !== null && mine.length > 1 && (
            <Button size="xs" variant="default" onClick={bulk.open}>
              Approve all {mine.length}…
            </Button>
          )}
        </Group>
      </Group>
      {page.isPending && <Loading label="Loading the proposals" />}
      {page.isError && <Failure title="The proposals could not be loaded" error={page.error} onRetry={() => void page.refetch()} />}
      {page.data && ids.length === 0 && <NothingHere filters={filters} />}
      <Stack component="ul" ref={list} gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Proposals" aria-busy={page.isPlaceholderData} opacity={page.isPlaceholderData ? 0.6 : 1}>
        {ids.map((id) => (
          <li key={id}>
            <ProposalCard id={id} showsDeal onDecided={() => requestAnimationFrame(() => focusNext(list.current, id))} />
          </li>
        ))}
      </Stack>
      {pages > 1 && (
        <Group justify="center" role="navigation" aria-label="Pages" mt="sm">
          <Pagination
            total={pages}
            value={filters.page}
            onChange={(to) => onChange(changeFilters(filters, { page: to }))}
            getControlProps={(control) => ({ 'aria-label': `${control} page` })}
            getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
          />
        </Group>
      )}
      {approving && <BulkApprove proposals={mine} opened onClose={bulk.close} />}
    </Stack>
  );
}
