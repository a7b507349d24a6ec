import type { ProposalInfo, ProposalStatus } from '../../api/types.ts';
import { daysSince, formatDay, formatDaysAgo, formatTime, toDay } from '../../lib/format.ts';

/** How far a proposal is, with the colour that goes with the word. */
export const statusWords: Readonly<Record<ProposalStatus | 'undone', { label: string; color: string }>> = {
  pending: { label: 'Waiting', color: 'indigo' },
  approved: { label: 'Being applied', color: 'indigo' },
  applied: { label: 'Applied', color: 'green' },
  undone: { label: 'Undone', color: 'gray' },
  rejected: { label: 'Rejected', color: 'gray' },
  expired: { label: 'Expired', color: 'gray' },
  stale: { label: 'Overtaken', color: 'orange' },
  failed: { label: 'Failed', color: 'red' },
};

/** How far it is at this moment: one whose time is over does not wait any more, whatever was heard of it last. */
export function stateOf({ status, expiresAt, undoneAt }: ProposalInfo, now: Date): ProposalStatus | 'undone' {
  if (status === 'pending' && new Date(expiresAt) <= now) return 'expired';
  return status === 'applied' && undoneAt !== null ? 'undone' : status;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const by = (name: string | null, at: string | null) => `${name === null ? '' : ` by ${name}`}${at === null ? '' : ` on ${formatTime(at)}`}`;

/** What became of it, in sentences; null while it waits. */
export function outcomeOf(proposal: ProposalInfo, now: Date): string | null {
  const { decidedBy, decidedAt, comment, undoneBy, undoneAt, edited, expiresAt } = proposal;
  const said = comment === null ? '' : ` ${sentence(comment)}`;
  const remark = comment === null ? '' : ` “${comment}”`;
  const applied = `Applied${edited ? ' with other values' : ''}${by(decidedBy, decidedAt)}.`;
  switch (stateOf(proposal, now)) {
    case 'pending':
      return null;
    case 'approved':
      return `Approved${by(decidedBy, decidedAt)}. It is being applied.`;
    case 'applied':
      return applied + remark;
    case 'undone':
      return `Undone${by(undoneBy, undoneAt)}. ${applied}`;
    case 'rejected':
      return `Rejected${by(decidedBy, decidedAt)}.${remark}`;
    case 'expired':
      return `Ended without a decision on ${formatTime(decidedAt ?? expiresAt)}.${said}`;
    case 'stale':
      return `Another change came first${decidedAt === null ? '' : `, seen on ${formatTime(decidedAt)}`}.${said}`;
    case 'failed':
      return `Could not be applied${by(decidedBy, decidedAt)}.${said}`;
  }
}

/** How sure the proposer is, from 0 to 1. */
export function confidenceWord(confidence: number): string {
  if (confidence >= 0.85) return 'very sure';
  return confidence >= 0.6 ? 'fairly sure' : 'not sure';
}

/** Where it comes from. */
export function originOf({ origin, evidence }: Pick<ProposalInfo, 'origin' | 'evidence'>): string {
  if (origin.byPerson) return `Asked for by ${origin.askedBy ?? 'a colleague'}`;
  if (!origin.byItself) return `Proposed by the assistant${origin.askedBy === null ? '' : ` in a conversation with ${origin.askedBy}`}`;
  const [first] = evidence;
  if (first?.title == null) return 'Read from a text of the deal';
  const who = first.speaker === null ? '' : ` by ${first.speaker}`;
  return `Read from “${first.title}”${who}, ${formatDay(toDay(new Date(first.at)))}`;
}

/** "expires in 12 days", and plainly when that is soon. */
export function expiryOf(expiresAt: string, now: Date): string {
  const days = -daysSince(expiresAt, now);
  return days <= 0 ? `expires today, ${formatTime(expiresAt)}` : `expires ${formatDaysAgo(expiresAt, now)}`;
}
