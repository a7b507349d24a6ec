/** Where in a page's address the opened activity stands, and which words of it are meant. */
export interface ActivityAddress {
  readonly activityId: string;
  readonly start: number | null;
  readonly quote: string | null;
}

/** Where in a page's address the opened material stands, and which words of it are meant. */
export interface MaterialAddress {
  readonly materialId: string;
  readonly start: number | null;
  readonly quote: string | null;
}

/** A longer quote is shortened in the address; its beginning is checked and highlighted just as well. */
const maxQuote = 500;

function shorten(quote: string): string {
  const cut = quote.slice(0, maxQuote);
  // Half of a surrogate pair would not survive the way through an address.
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function withSource(search: string, name: 'activity' | 'material', id: string, start: number | null, quote: string | null): string {
  const params = new URLSearchParams(withoutSource(search));
  params.set(name, id);
  if (start !== null && quote !== null) {
    params.set('start', String(start));
    params.set('quote', shorten(quote));
  }
  return `?${params.toString()}`;
}

function readSource(search: string, name: 'activity' | 'material') {
  const params = new URLSearchParams(search);
  const id = params.get(name);
  if (id === null) return null;
  const start = Number(params.get('start') ?? Number.NaN);
  return { id, start: Number.isInteger(start) && start >= 0 ? start : null, quote: params.get('quote') };
}

/** The page's query string with an activity opened over it. */
export const withActivity = (search: string, { activityId, start, quote }: ActivityAddress): string =>
  withSource(search, 'activity', activityId, start, quote);

/** The page's query string with material of the team opened over it. */
export const withMaterial = (search: string, { materialId, start, quote }: MaterialAddress): string =>
  withSource(search, 'material', materialId, start, quote);

/** The page's query string with nothing opened over it. */
export function withoutSource(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ['activity', 'material', 'start', 'quote']) params.delete(name);
  const rest = params.toString();
  return rest === '' ? '' : `?${rest}`;
}

export function readActivity(search: string): ActivityAddress | null {
  const source = readSource(search, 'activity');
  return source && { activityId: source.id, start: source.start, quote: source.quote };
}

export function readMaterial(search: string): MaterialAddress | null {
  const source = readSource(search, 'material');
  return source && { materialId: source.id, start: source.start, quote: source.quote };
}

/** True when a source lies over the page. */
export const hasSource = (search: string): boolean => readActivity(search) !== null || readMaterial(search) !== null;
