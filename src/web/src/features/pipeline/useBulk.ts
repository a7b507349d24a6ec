import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http.ts';
import type { ChangeResult } from '../../api/types.ts';
import { type BulkAction, type BulkLine, type BulkOutcome, type ListedDeal, toChange } from './bulk.ts';

const inWords = (error: unknown) => (error instanceof Error ? error.message : 'The server did not say why.');

async function change(action: BulkAction, deal: ListedDeal): Promise<BulkOutcome> {
  try {
    const { applied, note, proposal } = await post<ChangeResult>(`/api/deals/${encodeURIComponent(deal.id)}/changes`, toChange(action, deal));
    return applied ? { status: 'done', proposalId: proposal.id } : { status: 'waits', note };
  } catch (error) {
    return { status: 'refused', why: inWords(error) };
  }
}

async function takeBack(outcome: BulkOutcome): Promise<BulkOutcome> {
  if (outcome.status !== 'done') return outcome;
  try {
    await post(`/api/proposals/${encodeURIComponent(outcome.proposalId)}/undo`, {});
    return { status: 'undone' };
  } catch (error) {
    return { status: 'refused', why: `Not taken back: ${inWords(error)}` };
  }
}

/** Changes deals one after the other, each as a change of its own that is checked, logged and undone like any other. */
export function useBulk() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries();
  const run = useMutation({
    mutationFn: async ({ action, deals }: { readonly action: BulkAction; readonly deals: readonly ListedDeal[] }) => {
      const lines: BulkLine[] = [];
      for (const deal of deals) lines.push({ deal, outcome: await change(action, deal) });
      return lines;
    },
    onSettled,
  });
  const undo = useMutation({
    mutationFn: async (lines: readonly BulkLine[]) => {
      const after: BulkLine[] = [];
      for (const { deal, outcome } of lines) after.push({ deal, outcome: await takeBack(outcome) });
      return after;
    },
    onSettled,
  });
  return { run, undo };
}
