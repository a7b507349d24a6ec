import type { QueryKey } from '@tanstack/react-query';
import type { ChangeNotice } from '../api/types.ts';
import { countOf } from '../lib/format.ts';

/** The deals that these notices changed. */
export const changedDeals = (notices: readonly ChangeNotice[]): ReadonlySet<string> =>
  new Set(notices.filter(({ status }) => status === 'applied').flatMap(({ dealId }) => (dealId === null ? [] : [dealId])));

/** What is out of date once these notices came. */
export function outdated(notices: readonly ChangeNotice[]): readonly QueryKey[] {
  const about = notices.filter(({ proposalId }) => proposalId !== null);
  if (about.length === 0) return [];
  const ids = new Set(about.map(({ proposalId }) => proposalId));
  // A proposal that waits or was refused leaves its deal as it was; taking a change back is a change of an applied one.
  const deals = changedDeals(notices);
  const applied = about.filter(({ status }) => status === 'applied');
  return [
    ['proposals'],
    ['today'],
    ...[...ids].map((id): QueryKey => ['proposal', id]),
    ...(applied.length === 0 ? [] : [['deals'], ['board'], ['audit']]),
    ...[...deals].map((id): QueryKey => ['deal', id]),
  ];
}

/** What a screen reader is told: that something new waits. What else changes is seen where it stands. */
export function announcementOf(notices: readonly ChangeNotice[]): string {
  const waiting = new Set(notices.filter(({ status }) => status === 'pending').map(({ proposalId }) => proposalId)).size;
  return waiting === 0 ? '' : `${countOf(waiting, 'new proposal waits', 'new proposals wait')} for a decision.`;
}
