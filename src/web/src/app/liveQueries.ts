import type { QueryKey } from '@tanstack/react-query';
import type { ChangeNotice } from '../api/types.ts';
import { countOf } from '../lib/format.ts';

/** True when anything may be new: watching has begun, or many deals changed at once. */
export const isAnything = ({ proposalId, dealId }: ChangeNotice): boolean => proposalId === null && dealId === null;

/** The deals that are new with these notices. A proposal that waits or was refused leaves its deal as it was; taking a change back is a change of an applied one. */
export const changedDeals = (notices: readonly ChangeNotice[]): ReadonlySet<string> =>
  new Set(notices.filter(({ proposalId, status }) => proposalId === null || status === 'applied').flatMap(({ dealId }) => (dealId === null ? [] : [dealId])));

/** What is out of date once these notices came. */
export function outdated(notices: readonly ChangeNotice[]): readonly QueryKey[] {
  const about = notices.filter((notice) => !isAnything(notice));
  if (about.length === 0) return [];
  const proposals = new Set(about.flatMap(({ proposalId }) => (proposalId === null ? [] : [proposalId])));
  const deals = changedDeals(about);
  const isApplied = about.some(({ status }) => status === 'applied');
  return [
    ['today'],
    ...(proposals.size === 0 ? [] : [['proposals']]),
    ...[...proposals].map((id): QueryKey => ['proposal', id]),
    ...(isApplied ? [['audit']] : []),
    ...(isApplied || deals.size > 0 ? [['deals'], ['board']] : []),
    ...[...deals].map((id): QueryKey => ['deal', id]),
  ];
}

/** What a screen reader is told: that something new waits. What else changes is seen where it stands. */
export function announcementOf(notices: readonly ChangeNotice[]): string {
  const waiting = new Set(notices.filter(({ status }) => status === 'pending').map(({ proposalId }) => proposalId)).size;
  return waiting === 0 ? '' : `${countOf(waiting, 'new proposal waits', 'new proposals wait')} for a decision.`;
}
