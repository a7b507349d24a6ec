import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

/** `/` outside a text, or Ctrl-K anywhere, puts the cursor into the search. */
export function useSearchKeys(field: RefObject<HTMLInputElement | null>, onFocused: () => void): void {
  const focus = () => {
    field.current?.focus();
    field.current?.select();
    onFocused();
  };
  useHotkeys([['/', focus]]);
  useHotkeys([['mod+K', focus]], []);
}
