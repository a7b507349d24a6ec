/** How dates, times and money look. `locale` is the user's own unless a test names one. */
type Locale = string | undefined;

const dayInMs = 86_400_000;

/** A date without a time (`2026-03-01`) as the local midnight, so that no time zone moves it to another day. */
export function parseDay(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** The local day as `yyyy-MM-dd`. */
export function toDay(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

export function formatDay(day: string, locale?: Locale): string {
  return parseDay(day).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Calendar days from a date until today: negative when it lies ahead. Accepts a day or a time. */
export function daysSince(when: string, now: Date): number {
  const from = when.includes('T') ? parseDay(toDay(new Date(when))) : parseDay(when);
  return Math.round((parseDay(toDay(now)).getTime() - from.getTime()) / dayInMs);
}

/** "today", "yesterday", "12 days ago", "in 3 days": words, so in the language of the application. */
export function formatDaysAgo(when: string, now: Date): string {
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-daysSince(when, now), 'day');
}

export function formatTime(iso: string, locale?: Locale): string {
  return new Date(iso).toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' });
}

/** Whole units: cents say nothing at the size of a deal, and a price keeps them only when it has them. */
export function formatMoney(amount: number, currency: string, locale?: Locale): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${amount.toLocaleString(locale, options)} ${currency}`.trim();
  return amount.toLocaleString(locale, { ...options, style: 'currency', currency });
}

/** "€1.2M": for sums, where the last digits say nothing. */
export function formatMoneyShort(amount: number, currency: string, locale?: Locale): string {
  const options = { notation: 'compact', maximumFractionDigits: 1 } as const;
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${amount.toLocaleString(locale, options)} ${currency}`.trim();
  return amount.toLocaleString(locale, { ...options, style: 'currency', currency });
}

/** "3 Mar", with the year where it is not this one. */
export function formatShortDay(day: string, now: Date, locale?: Locale): string {
  const date = parseDay(day);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...year });
}

/** The time of day. */
export const formatClock = (iso: string, locale?: Locale): string =>
  new Date(iso).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });

export const formatCount = (count: number, locale?: Locale): string => count.toLocaleString(locale);

/** "1 deal", "2 deals". */
export const countOf = (count: number, one: string, many = `${one}s`): string => `${formatCount(count)} ${count === 1 ? one : many}`;

/** "1.4 MB". */
export function formatBytes(bytes: number, locale?: Locale): string {
  const steps = [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const;
  const [size, unit] = steps.find(([limit]) => bytes >= limit) ?? [1, 'bytes'];
  return `${(bytes / size).toLocaleString(locale, { maximumFractionDigits: 1 })} ${unit}`;
}
