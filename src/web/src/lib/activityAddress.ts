/** Where in a page's address the opened activity stands, and which words of it are meant. */
export interface ActivityAddress {
  readonly activityId: string;
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

/** The page's query string with an activity opened over it. */
export function withActivity(search: string, { activityId, start, quote }: ActivityAddress): string {
  const params = new URLSearchParams(withoutActivity(search));
  params.set('activity', activityId);
  if (start !== null && quote !== null) {
    params.set('start', String(start));
    params.set('quote', shorten(quote));
  }
  return `?${params.toString()}`;
}

export function withoutActivity(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ['activity', 'start', 'quote']) params.delete(name);
  const rest = params.toString();
  return rest === '' ? '' : `?${rest}`;
}

export function readActivity(search: string): ActivityAddress | null {
  const params = new URLSearchParams(search);
  const activityId = params.get('activity');
  if (activityId === null) return null;
  const start = Number(params.get('start') ?? Number.NaN);
  return { activityId, start: Number.isInteger(start) && start >= 0 ? start : null, quote: params.get('quote') };
}
