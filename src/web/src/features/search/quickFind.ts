import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http.ts';
import type { DealPage, FoundContact, SearchAnswer } from '../../api/types.ts';

/** The most of each kind: what is meant stands among the first, or a few letters more bring it there. */
const most = 5;

/** A page or a thing to do that can be reached by its name. */
export interface QuickAction {
  readonly label: string;
  readonly to: string;
}

/** What carries these letters: deals and people by name, passages by their words. */
export const quickFindQuery = (text: string) => {
  const words = text.trim();
  const asked = (name: string) => new URLSearchParams({ [name]: words, take: String(most) }).toString();
  return queryOptions({
    queryKey: ['search', 'quick', words],
    queryFn: async ({ signal }) => {
      const [deals, people, texts] = await Promise.all([
        get<DealPage>(`/api/deals?${asked('text')}`, signal),
        get<readonly FoundContact[]>(`/api/contacts?${asked('text')}`, signal),
        get<SearchAnswer>(`/api/search?${asked('q')}`, signal),
      ]);
      return { deals: deals.items, people, passages: texts.passages };
    },
    placeholderData: keepPreviousData,
    enabled: words !== '',
  });
};

/** The actions whose name has a word that begins with each of the typed ones. */
export function fittingActions(actions: readonly QuickAction[], text: string): readonly QuickAction[] {
  const typed = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return actions.filter(({ label }) => {
    const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  });
}
