/**
 * Which cards stand on the page. They stay where they are while people decide and new proposals come: nothing moves
 * under a hand. What is new waits until it is asked for.
 */
export interface ShownIds {
  /** What was asked for: another question begins anew. */
  readonly query: string;
  readonly ids: readonly string[];
}

/** The cards to show after the server answered; the same object while nothing changes. */
export const keepShown = (shown: ShownIds | null, query: string, found: readonly string[]): ShownIds =>
  shown?.query === query && (shown.ids.length > 0 || found.length === 0) ? shown : { query, ids: found };

/** What the server found that does not stand on the page. */
export const newIds = (shown: ShownIds, found: readonly string[]): readonly string[] => found.filter((id) => !shown.ids.includes(id));
