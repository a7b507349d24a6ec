import type { PassageKind } from '../../api/types.ts';
import { passageKinds } from '../../lib/passageWords.ts';

/** What is looked for; all of it stands in the page's address. */
export interface SearchFilters {
  readonly q: string;
  /** Id of the deal whose texts alone are searched. */
  readonly deal: string | null;
  readonly person: string;
  readonly kind: PassageKind | null;
  /** First day as `yyyy-MM-dd`; empty for any. */
  readonly since: string;
}

const isKind = (value: string | null): value is PassageKind => value !== null && Object.hasOwn(passageKinds, value);

/** Reads an address; what makes no sense in it counts as not said. */
export function readSearch(params: URLSearchParams): SearchFilters {
  const kind = params.get('kind');
  const since = params.get('since') ?? '';
  return {
    q: params.get('q') ?? '',
    deal: params.get('deal'),
    person: params.get('person') ?? '',
    kind: isKind(kind) ? kind : null,
    since: /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : '',
  };
}

/** Writes what is said; serves as the server's query too. */
export function writeSearch(filters: SearchFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters) as [string, string | null][]) {
    if (value !== null && value.trim() !== '') params.set(name, value.trim());
  }
  return params;
}

/** True when there is something to look for. */
export const isSearch = (filters: SearchFilters): boolean => writeSearch({ ...filters, deal: null }).size > 0;
