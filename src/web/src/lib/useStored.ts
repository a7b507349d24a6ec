import { useRef, useState } from 'react';
import { type StoredName, storedKey } from './stored.ts';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser that forbids storage still works; it forgets on reload.
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null || value === '') localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}

type Update = string | null | ((current: string | null) => string | null);

/** A text that survives a reload. */
export function useStored(name: StoredName): [string | null, (update: Update) => void] {
  const key = storedKey(name);
  const [value, setValue] = useState(() => read(key));
  // What a handler that finishes later sees as the text of that time.
  const current = useRef(value);
  return [
    value,
    (update) => {
      const next = typeof update === 'function' ? update(current.current) : update;
      current.current = next;
      setValue(next);
      write(key, next);
    },
  ];
}
