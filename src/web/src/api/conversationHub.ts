import type { HubLink } from './hubLink.ts';
import { pause, retryDelay } from './pause.ts';
import { type ItemStream, streamItems } from './streamItems.ts';
import type { ChangeNotice, ImportNotice, ImportStatus, SequencedEvent } from './types.ts';

/** A stream that the server refuses this often in a row, on a connection that holds, is given up. */
const maxRefusals = 2;

/**
 * What a stream of the hub says, begun again whenever the connection comes back.
 * Ends when aborted; throws when the server keeps refusing it.
 */
async function* keptUp<T>(link: HubLink, begin: () => ItemStream<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  for (let refusals = 0; !signal.aborted; ) {
    await link.connected(signal);
    const { connection } = link;
    let failure = new Error('The server ended the stream.');
    try {
      for await (const item of streamItems(begin(), signal)) {
        refusals = 0;
        yield item;
      }
    } catch (error) {
      if (error instanceof Error) failure = error;
    }
    // A stream that broke with its connection says so only after the connection has noticed.
    await pause(retryDelay(refusals), signal);
    refusals = link.connection === connection && link.state === 'live' ? refusals + 1 : 0;
    if (refusals >= maxRefusals) throw failure;
  }
}

/**
 * The events of a conversation after the given sequence number: those that were, then those that come.
 * Survives lost connections: it asks again from the last number seen, so nothing is lost and nothing comes twice.
 */
export async function* watchConversation(
  link: HubLink,
  conversationId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<SequencedEvent, void, undefined> {
  let last = after;
  for await (const item of keptUp(link, () => link.stream<SequencedEvent>('Watch', conversationId, last), signal)) {
    if (item.sequence <= last) continue;
    last = item.sequence;
    yield item;
  }
}

/** What changes in the user's sight. A notice without a proposal says that watching has begun: what was before it has to be asked for. */
export const watchChanges = (link: HubLink, signal: AbortSignal): AsyncGenerator<ChangeNotice, void, undefined> =>
  keptUp(link, () => link.stream<ChangeNotice>('WatchChanges'), signal);

/** The imports that are finished from now on, whoever began them. */
export const watchImports = (link: HubLink, signal: AbortSignal): AsyncGenerator<ImportNotice, void, undefined> =>
  keptUp(link, () => link.stream<ImportNotice>('WatchImports'), signal);

/** The states of an import until it is finished. Throws when the connection breaks: the state can be asked for instead. */
export async function* watchImport(link: HubLink, importId: string, signal: AbortSignal): AsyncGenerator<ImportStatus, void, undefined> {
  await link.connected(signal);
  if (!signal.aborted) yield* streamItems(link.stream<ImportStatus>('WatchImport', importId), signal);
}
