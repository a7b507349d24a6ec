import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../api/http.ts';
import type {
  ApplyRest,
  ApproveProposal,
  ApproveProposals,
  BulkOutcome,
  ConflictInfo,
  DealPage,
  PendingCount,
  ProposalDetail,
  ProposalInfo,
  ProposalPage,
  RejectProposal,
} from '../../api/types.ts';
import { type ProposalFilters, toQuery } from './proposalFilters.ts';

/** A proposal as a card shows it. What only a single proposal's page on the server says is null until it was asked for. */
export interface ShownProposal {
  readonly proposal: ProposalInfo;
  readonly conflicts: readonly ConflictInfo[];
  readonly policy: string | null;
  readonly editableFields: readonly string[] | null;
}

const at = (id: string) => `/api/proposals/${encodeURIComponent(id)}`;

const toShown = ({ proposal, conflicts, policy, editableFields }: ProposalDetail): ShownProposal => ({
  proposal,
  conflicts,
  policy,
  editableFields: editableFields.map(({ field }) => field),
});

export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposal', id],
    queryFn: async ({ signal }) => toShown(await get<ProposalDetail>(at(id), signal)),
    // Read again when the server says that it changed.
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });

/** Whether a field moved on is known only of a proposal that is asked for by itself. */
const mayConflict = ({ status, dealChanged }: ProposalInfo) => status === 'stale' || (status === 'pending' && dealChanged);

/** A page of proposals. Its cards are complete when it comes, so that none of them grows under a hand. */
async function loadPage(client: QueryClient, query: string, signal: AbortSignal): Promise<ProposalPage> {
  const page = await get<ProposalPage>(`/api/proposals?${query}`, signal);
  await Promise.allSettled(page.items.filter(mayConflict).map(({ id }) => client.query({ ...proposalQuery(id), staleTime: 0 })));
  for (const proposal of page.items) {
    if (mayConflict(proposal)) continue;
    client.setQueryData(proposalQuery(proposal.id).queryKey, (known) => ({ policy: null, editableFields: null, ...known, proposal, conflicts: [] }));
  }
  return page;
}

export const proposalsQuery = (client: QueryClient, filters: ProposalFilters) => {
  const query = toQuery(filters);
  return queryOptions({
    queryKey: ['proposals', 'list', query],
    queryFn: ({ signal }) => loadPage(client, query, signal),
    placeholderData: keepPreviousData,
  });
};

/** How many proposals wait. */
export const waitingQuery = queryOptions({
  queryKey: ['proposals', 'count'],
  queryFn: ({ signal }) => get<PendingCount>('/api/proposals/count', signal),
});

/** Deals to choose from by a part of their name. */
export const dealChoicesQuery = (text: string) =>
  queryOptions({
    queryKey: ['deals', 'choices', text],
    queryFn: ({ signal }) => get<DealPage>(`/api/deals?${new URLSearchParams({ text, take: '20', sort: 'name' }).toString()}`, signal),
    placeholderData: keepPreviousData,
  });

export type Decision =
  | ({ readonly verb: 'approve' } & ApproveProposal)
  | ({ readonly verb: 'reject' } & RejectProposal)
  | ({ readonly verb: 'rest' } & ApplyRest)
  | { readonly verb: 'undo' };

/** What a decision may have changed is read again, also after a refusal: it may say that somebody was faster. */
function useRefresh() {
  const client = useQueryClient();
  return (dealId: string | null) => {
    const keys = [['proposals'], ['deals'], ['board'], ['today'], ['audit'], ...(dealId === null ? [] : [['deal', dealId]])];
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
}

export function useDecide(proposal: Pick<ProposalInfo, 'id' | 'dealId'>) {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ verb, ...body }: Decision) => post<ProposalDetail>(`${at(proposal.id)}/${verb}`, body),
    onSuccess: (detail) => {
      client.setQueryData(proposalQuery(detail.proposal.id).queryKey, toShown(detail));
    },
    onError: () => client.invalidateQueries({ queryKey: proposalQuery(proposal.id).queryKey }),
    onSettled: (detail) => refresh(detail?.proposal.dealId ?? proposal.dealId),
  });
}

export function useApproveAll() {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (approval: ApproveProposals) => post<BulkOutcome[]>('/api/proposals/approve', approval),
    onSettled: async () => {
      refresh(null);
      await Promise.all([client.invalidateQueries({ queryKey: ['proposal'] }), client.invalidateQueries({ queryKey: ['deal'] })]);
    },
  });
}
