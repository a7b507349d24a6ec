/** Waits, or returns at once when aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener('abort', finish);
    if (signal?.aborted) finish();
  });
}

/** Milliseconds before the given attempt (from 0): at once, then longer, never more than 5 s, for as long as it takes. */
export const retryDelay = (attempt: number): number => Math.min(attempt * 1_000, 5_000);
