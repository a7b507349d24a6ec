import type { AuditAction } from '../../api/types.ts';
import { isKindOfChange, type KindOfChange } from '../../lib/changeWords.ts';
import { parseDay } from '../../lib/format.ts';

/** Which decisions are shown; all of it stands in the page's address. */
export interface AuditFilters {
  readonly action: AuditAction | null;
  readonly kind: KindOfChange | null;
  /** Who decided, by id. */
  readonly by: string | null;
  readonly deal: string | null;
  /** The first local day, or empty. */
  readonly since: string;
}

export const actionWords = { applied: 'Applied', undone: 'Undone', rejected: 'Rejected' } as const;

export function readFilters(params: URLSearchParams): AuditFilters {
  const kind = params.get('kind');
  const since = params.get('since') ?? '';
  return {
    action: (Object.keys(actionWords) as AuditAction[]).find((known) => known === params.get('action')) ?? null,
    kind: isKindOfChange(kind) ? kind : null,
    by: params.get('by'),
    deal: params.get('deal'),
    since: /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : '',
  };
}

export function writeFilters(filters: AuditFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== null && value !== '') params.set(name, String(value));
  return params;
}

export const isNarrowed = (filters: AuditFilters): boolean => writeFilters(filters).size > 0;

/** The server's query for the entries before one, or for the newest. */
export function toQuery({ since, ...filters }: AuditFilters, before: number | null): string {
  const params = new URLSearchParams({ take: '50' });
  for (const [name, value] of Object.entries(filters)) if (value !== null) params.set(name, value);
  if (since !== '') params.set('since', parseDay(since).toISOString());
  if (before !== null) params.set('before', String(before));
  return params.toString();
}
