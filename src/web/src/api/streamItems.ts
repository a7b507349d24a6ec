/** The part of SignalR's stream result that is needed here. */
export interface ItemStream<T> {
  subscribe(subscriber: { next(item: T): void; error(error: unknown): void; complete(): void }): { dispose(): void };
}

/** Turns a pushed stream into an async iterator. Leaving the loop or aborting ends the subscription. */
export async function* streamItems<T>(stream: ItemStream<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  const waiting: T[] = [];
  const end: { reached: boolean; error: Error | null } = { reached: false, error: null };
  let wake: () => void = () => undefined;
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const subscription = stream.subscribe({
    next(item) {
      waiting.push(item);
      wake();
    },
    error(error) {
      end.reached = true;
      end.error = error instanceof Error ? error : new Error(String(error));
      wake();
    },
    complete() {
      end.reached = true;
      wake();
    },
  });
  try {
    while (!signal.aborted) {
      yield* waiting.splice(0);
      if (waiting.length > 0) continue;
      if (end.error !== null) throw end.error;
      if (end.reached) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        // What arrived between the last look and this line would otherwise be slept through.
        if (waiting.length > 0 || end.reached || signal.aborted) resolve();
      });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    subscription.dispose();
  }
}
