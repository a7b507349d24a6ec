import { clearStored } from '../lib/stored.ts';

/** What must not stay behind for the next user of this browser: drafts, and the live connection under the old name. */
export async function forgetDevice(): Promise<void> {
  clearStored();
  // Loaded here, because the pages before the first question have no use for it.
  const { assistantLink } = await import('../api/hubLink.ts');
  await assistantLink.stop();
}
