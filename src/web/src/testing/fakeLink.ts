import type { HubLink, LinkState } from '../api/hubLink.ts';
import type { ItemStream } from '../api/streamItems.ts';

interface Subscriber {
  next(item: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** A stream that somebody asked the fake hub for. */
export interface FakeStream {
  readonly method: string;
  readonly args: readonly unknown[];
  send(...items: readonly unknown[]): void;
  fail(message: string): void;
  complete(): void;
  disposed: boolean;
}

/** Takes the place of the hub's connection: the test plays the server. */
export class FakeLink implements HubLink {
  connection = 1;
  state: LinkState = 'live';
  readonly streams: FakeStream[] = [];
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  connected(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        if (this.state === 'live' || signal.aborted) resolve();
      };
      this.subscribe(settle);
      signal.addEventListener('abort', settle);
      settle();
    });
  }

  stream<T>(method: string, ...args: readonly unknown[]): ItemStream<T> {
    return {
      subscribe: (subscriber) => {
        const target: Subscriber = subscriber;
        const stream: FakeStream = {
          method,
          args,
          disposed: false,
          send: (...items) => items.forEach((item) => target.next(item)),
          fail: (message) => target.error(new Error(message)),
          complete: () => target.complete(),
        };
        this.streams.push(stream);
        return {
          dispose: () => {
            stream.disposed = true;
          },
        };
      },
    };
  }

  get last(): FakeStream {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error('Nobody has asked for a stream yet.');
    return stream;
  }

  /** The connection breaks, and with it every stream. */
  lose(): void {
    const open = this.streams.filter((stream) => !stream.disposed);
    this.#set('reconnecting');
    for (const stream of open) stream.fail('The connection was lost.');
  }

  restore(): void {
    this.connection += 1;
    this.#set('live');
  }

  stop(): Promise<void> {
    this.#set('idle');
    return Promise.resolve();
  }

  #set(state: LinkState): void {
    this.state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
