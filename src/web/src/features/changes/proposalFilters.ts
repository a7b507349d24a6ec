import type { ProposalStatus } from '../../api/types.ts';
import { isKindOfChange, type KindOfChange } from '../../lib/changeWords.ts';

/** Which proposals are shown; all of it stands in the page's address. */
export interface ProposalFilters {
  readonly status: ProposalStatus | 'all';
  readonly kind: KindOfChange | null;
  /** Only this deal's, by id. */
  readonly deal: string | null;
  /** Only those about the user's own deals. */
  readonly mine: boolean;
  /** From 1. */
  readonly page: number;
}

export const pageSize = 20;

const statuses = ['pending', 'applied', 'rejected', 'stale', 'expired', 'failed', 'all'] as const;

export const waiting: ProposalFilters = { status: 'pending', kind: null, deal: null, mine: false, page: 1 };

/** Reads an address; what makes no sense in it counts as not said. */
export function readFilters(params: URLSearchParams): ProposalFilters {
  const kind = params.get('kind');
  const page = Number(params.get('page') ?? 1);
  return {
    status: statuses.find((known) => known === params.get('status')) ?? waiting.status,
    kind: isKindOfChange(kind) ? kind : null,
    deal: params.get('deal'),
    mine: params.get('whose') === 'mine',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Writes only what differs from all that waits. */
export function writeFilters({ status, kind, deal, mine, page }: ProposalFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (status !== waiting.status) params.set('status', status);
  if (kind !== null) params.set('kind', kind);
  if (deal !== null) params.set('deal', deal);
  if (mine) params.set('whose', 'mine');
  if (page > 1) params.set('page', String(page));
  return params;
}

/** A change of anything but the page starts at the first page again. */
export const changeFilters = (filters: ProposalFilters, change: Partial<ProposalFilters>): ProposalFilters => ({ ...filters, page: 1, ...change });

export const isNarrowed = ({ kind, deal, mine }: ProposalFilters): boolean => kind !== null || deal !== null || mine;

/** The server's query for one page of the list. */
export function toQuery({ status, kind, deal, mine, page }: ProposalFilters): string {
  const params = new URLSearchParams({ status, skip: String((page - 1) * pageSize), take: String(pageSize) });
  if (kind !== null) params.set('kind', kind);
  if (deal !== null) params.set('deal', deal);
  if (mine) params.set('mine', 'true');
  return params.toString();
}
