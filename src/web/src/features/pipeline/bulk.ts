import type { BoardCard, ChangeKind } from '../../api/types.ts';
import type { MoveTarget } from './MoveMenu.tsx';

/** A deal of the list with the stage it is in. */
export interface ListedDeal extends BoardCard {
  readonly stageId: string;
  readonly stage: string;
}

/** What is done to every deal that is ticked. */
export type BulkAction =
  | { readonly kind: 'stage'; readonly to: MoveTarget }
  | { readonly kind: 'nextStep'; readonly step: string; readonly due: string }
  | { readonly kind: 'closeDate'; readonly day: string }
  | { readonly kind: 'task'; readonly task: string; readonly due: string }
  | { readonly kind: 'park'; readonly reason: string; readonly until: string };

/** What became of one of the deals. Those whose change waits for a manager are neither done nor refused. */
export type BulkOutcome =
  | { readonly status: 'done'; readonly proposalId: string }
  | { readonly status: 'waits'; readonly note: string | null }
  | { readonly status: 'refused'; readonly why: string }
  | { readonly status: 'undone' };

export interface BulkLine {
  readonly deal: ListedDeal;
  readonly outcome: BulkOutcome;
}

interface DealChange {
  readonly kind: ChangeKind;
  readonly fields: Readonly<Record<string, string | null>>;
  /** What was seen of it: whoever changed it meanwhile is not overruled by a look at an old list. */
  readonly seen: Readonly<Record<string, string | null>>;
}

/** The action as a change of one deal. */
export function toChange(action: BulkAction, deal: ListedDeal): DealChange {
  switch (action.kind) {
    case 'stage':
      return { kind: 'stage', fields: { stage: action.to.id }, seen: { stage: deal.stageId } };
    case 'nextStep': {
      const text = action.step.trim();
      return {
        kind: 'nextStep',
        fields: { ...(text !== '' && { nextStep: text }), nextStepDue: action.due },
        seen: { ...(text !== '' && { nextStep: deal.nextStep }), nextStepDue: deal.nextStepDue },
      };
    }
    case 'closeDate':
      return { kind: 'closeDate', fields: { closeDate: action.day }, seen: { closeDate: deal.closeDate } };
    case 'task':
      return { kind: 'task', fields: { task: action.task.trim(), ...(action.due !== '' && { dueOn: action.due }) }, seen: {} };
    case 'park':
      return { kind: 'park', fields: { waitReason: action.reason.trim(), waitUntil: action.until }, seen: {} };
  }
}

/** How many ended in each way. */
export const countBy = (lines: readonly BulkLine[], status: BulkOutcome['status']): number => lines.filter(({ outcome }) => outcome.status === status).length;
