import { useState } from 'react';
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

/** A text that survives a reload. Give the component the name as its key: another name is another component. */
export function useStored(name: StoredName): [string | null, (value: string | null) => void] {
  const key = storedKey(name);
  const [value, setValue] = useState(() => read(key));
  return [
    value,
    (next) => {
      setValue(next);
      write(key, next);
    },
  ];
}
