import { Button, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface FirstFewProps<T> {
  readonly items: readonly T[];
  /** How many are shown until somebody asks for all. */
  readonly count: number;
  /** What they are: "quotes". */
  readonly name: string;
  /** Shows one, as an item of a list. */
  readonly children: (item: T, index: number) => ReactNode;
}

/** A list that begins short. */
export function FirstFew<T>({ items, count, name, children }: FirstFewProps<T>) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, count);
  return (
    <Stack gap={4}>
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {shown.map(children)}
      </Stack>
      {items.length > shown.length && (
        <Button variant="subtle" size="compact-xs" w="fit-content" onClick={() => setAll(true)}>
          Show all {items.length} {name}
        </Button>
      )}
    </Stack>
  );
}
