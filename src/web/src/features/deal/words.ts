import type { CriterionVerdictKind, QuoteInfo, ScoreStatus } from '../../api/types.ts';

/** How grave a flag is, from its severity of 0 to 1. */
export function severityWord(severity: number): string {
  if (severity >= 0.66) return 'high';
  return severity >= 0.33 ? 'medium' : 'low';
}

/** What the evidence says about a criterion in words, with the colour that goes with them. */
export const criterionVerdicts: Readonly<Record<CriterionVerdictKind, { label: string; color: string }>> = {
  met: { label: 'Met', color: 'green' },
  partly: { label: 'Partly met', color: 'yellow' },
  not_met: { label: 'Not met', color: 'red' },
  unknown: { label: 'Unknown', color: 'gray' },
};

export const scoreStatuses: Readonly<Record<ScoreStatus, string>> = { proposed: 'Proposed', accepted: 'Accepted', rejected: 'Rejected' };

/** For whom somebody speaks, seen from our side; null when nobody can tell. */
export const sides: Readonly<Record<QuoteInfo['side'], string | null>> = { unknown: null, buyer: 'buyer', seller: 'us' };
