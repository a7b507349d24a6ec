/** When this device saw the page, and since when what happened counts as new. Times are in ISO. */
export interface Visits {
  readonly since: string;
  readonly seen: string;
}

/** Who comes back within this time, in milliseconds, is still on the same visit, and keeps the news of it. */
const sameVisit = 30 * 60_000;
const day = 24 * 60 * 60_000;

function parse(stored: string | null): Visits | null {
  const [since, seen] = (stored ?? '').split(' ');
  if (since === undefined || seen === undefined || Number.isNaN(Date.parse(since)) || Number.isNaN(Date.parse(seen))) return null;
  return { since, seen };
}

/** What counts as new on this visit. The first one shows what happened within a day. */
export function visitNow(stored: string | null, now: Date): Visits {
  const seen = now.toISOString();
  const last = parse(stored);
  if (last === null) return { since: new Date(now.getTime() - day).toISOString(), seen };
  return { since: now.getTime() - Date.parse(last.seen) < sameVisit ? last.since : last.seen, seen };
}

export const writeVisits = ({ since, seen }: Visits): string => `${since} ${seen}`;
