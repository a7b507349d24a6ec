import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

/** A card with the gap below it, in pixels. */
export const rowHeight = 190;

interface Row<T> {
  readonly item: T;
  readonly index: number;
  readonly start: number;
  readonly size: number;
}

/** The rows of a long list that are near what its frame shows, and the height of all of them. */
export function useRows<T extends { readonly id: string }>(frame: RefObject<HTMLElement | null>, items: readonly T[]): { rows: Row<T>[]; height: number } {
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 3,
  });
  const rows = list.getVirtualItems().flatMap(({ index, start, size }) => {
    const item = items[index];
    return item === undefined ? [] : [{ item, index, start, size }];
  });
  return { rows, height: list.getTotalSize() };
}
