import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

/** `/` outside a text, or Ctrl-K anywhere, puts the cursor into the search. */
export function useSearchKeys(field: RefObject<HTMLInputElement | null>): void {
  const focus = () => field.current?.focus();
  useHotkeys([['/', focus]]);
  useHotkeys([['mod+K', focus]], []);
}
