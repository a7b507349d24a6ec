import { type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { get, isSignedOut, ProblemError } from './http.ts';
import { pause, retryDelay } from './pause.ts';
import type { ItemStream } from './streamItems.ts';

/** `idle` until somebody watches; `signedOut` when the server refuses us, until `stop` and the next use. */
export type LinkState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'signedOut';

/** What the streams need of a connection that comes and goes. */
export interface HubLink {
  /** Counts the connections made: a stream that broke under an old number broke because the connection did. */
  readonly connection: number;
  readonly state: LinkState;
  /** Waits until the hub can be called. Rejects when signed out. */
  connected(signal: AbortSignal): Promise<void>;
  stream<T>(method: string, ...args: readonly unknown[]): ItemStream<T>;
}

async function serverRefusesUs(): Promise<boolean> {
  try {
    await get('/api/me');
    return false;
  } catch (error) {
    return isSignedOut(error);
  }
}

/** The one connection to the assistant's hub; started on first use, kept up for as long as it takes. */
export class AssistantLink implements HubLink {
  connection = 0;
  state: LinkState = 'idle';
  readonly #url: string;
  readonly #listeners = new Set<() => void>();
  #hub: HubConnection | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  connected(signal: AbortSignal): Promise<void> {
    if (this.#hub === null) void this.#open();
    return new Promise((resolve, reject) => {
      const settle = () => {
        if (this.state === 'signedOut') reject(new ProblemError(401, 'You are signed out.'));
        else if (this.state === 'live' || signal.aborted) resolve();
        else return;
        unsubscribe();
        signal.removeEventListener('abort', settle);
      };
      const unsubscribe = this.subscribe(settle);
      signal.addEventListener('abort', settle);
      settle();
    });
  }

  stream<T>(method: string, ...args: readonly unknown[]): ItemStream<T> {
    if (this.#hub === null) throw new Error('The hub is called before it is connected.');
    return this.#hub.stream<T>(method, ...args);
  }

  /** Ends the connection, so that the next user of this browser does not inherit it. */
  async stop(): Promise<void> {
    const hub = this.#hub;
    this.#hub = null;
    this.#set('idle');
    await hub?.stop();
  }

  async #open(): Promise<void> {
    const hub = new HubConnectionBuilder()
      .withUrl(this.#url)
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => retryDelay(context.previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.#hub = hub;
    this.#set('connecting');
    hub.onreconnecting(() => this.#setFor(hub, 'reconnecting'));
    hub.onreconnected(() => this.#live(hub));
    // The server may close for good (a restart, a session that ended); only the start loop tells which.
    hub.onclose(() => {
      this.#setFor(hub, 'reconnecting');
      void this.#start(hub);
    });
    await this.#start(hub);
  }

  async #start(hub: HubConnection): Promise<void> {
    for (let attempt = 0; this.#hub === hub; attempt++) {
      try {
        await hub.start();
        this.#live(hub);
        return;
      } catch {
        if (await serverRefusesUs()) {
          if (this.#hub === hub) this.#hub = null;
          this.#set('signedOut');
          return;
        }
        this.#setFor(hub, 'reconnecting');
        await pause(retryDelay(attempt + 1));
      }
    }
  }

  #live(hub: HubConnection): void {
    if (this.#hub !== hub) return void hub.stop();
    this.connection += 1;
    this.#set('live');
  }

  #setFor(hub: HubConnection, state: LinkState): void {
    if (this.#hub === hub) this.#set(state);
  }

  #set(state: LinkState): void {
    this.state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

export const assistantLink = new AssistantLink('/hubs/assistant');
