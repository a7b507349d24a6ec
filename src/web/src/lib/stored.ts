/** Everything that this application keeps in the browser is under this prefix. */
const prefix = 'assistant:';

export type StoredName = `draft:${string}` | `deal-conversation:${string}`;

export const storedKey = (name: StoredName): string => prefix + name;

export function clearStored(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
