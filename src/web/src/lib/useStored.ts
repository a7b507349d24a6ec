import { useRef, useState } from 'react';
import { readStored, type StoredName, writeStored } from './stored.ts';

type Update = string | null | ((current: string | null) => string | null);

/** A text that survives a reload. */
export function useStored(name: StoredName): [string | null, (update: Update) => void] {
  const [value, setValue] = useState(() => readStored(name));
  // What a handler that finishes later sees as the text of that time.
  const current = useRef(value);
  return [
    value,
    (update) => {
      const next = typeof update === 'function' ? update(current.current) : update;
      current.current = next;
      setValue(next);
      writeStored(name, next);
    },
  ];
}
