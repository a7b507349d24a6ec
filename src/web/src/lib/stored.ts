/** Everything that this application keeps in the browser is under this prefix. */
const prefix = 'assistant:';

export type StoredName = `draft:${string}` | `deal-conversation:${string}` | 'today-visit';

export const storedKey = (name: StoredName): string => prefix + name;

export function readStored(name: StoredName): string | null {
  try {
    return localStorage.getItem(storedKey(name));
  } catch {
    // A browser that forbids storage still works; it forgets on reload.
    return null;
  }
}

export function writeStored(name: StoredName, value: string | null): void {
  try {
    if (value === null || value === '') localStorage.removeItem(storedKey(name));
    else localStorage.setItem(storedKey(name), value);
  } catch {
    return;
  }
}

export function clearStored(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
