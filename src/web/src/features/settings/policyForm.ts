import type { ApprovalRule, ChangePolicy, ChangeRule } from '../../api/types.ts';
import { changeKinds, proposedKinds, type KindOfChange } from '../../lib/changeWords.ts';

type Direction = NonNullable<ChangeRule['direction']>;

/** What a line of the form is about: a kind of change; for amounts, one of their directions. */
export interface PolicyLine {
  readonly kind: KindOfChange;
  readonly direction: Direction | null;
  readonly label: string;
}

export const policyLines: readonly PolicyLine[] = proposedKinds.flatMap((kind): PolicyLine[] =>
  kind === 'amount'
    ? [
        { kind, direction: 'up', label: 'Amount, higher' },
        { kind, direction: 'down', label: 'Amount, lower' },
      ]
    : [{ kind, direction: null, label: changeKinds[kind] }],
);

export const keyOf = ({ kind, direction }: Pick<PolicyLine, 'kind' | 'direction'>): string => (direction === null ? kind : `${kind}:${direction}`);

/** Of two rules that fit, the stricter one holds. */
const strictFirst: readonly ApprovalRule[] = ['never', 'askManager', 'ask', 'atOnce'];

/** Rules for one role alone are finer than the form; it keeps them as they are. */
export const finerRules = ({ rules = [] }: ChangePolicy): readonly ChangeRule[] => rules.filter(({ role }) => role != null);

/** What holds for a line, whoever decides. */
export function ruleOf({ rules = [] }: ChangePolicy, { kind, direction }: PolicyLine): ApprovalRule {
  const fitting = rules.filter((rule) => rule.kind === kind && rule.role == null && (rule.direction == null || rule.direction === direction));
  return strictFirst.find((approval) => fitting.some((rule) => rule.approval === approval)) ?? 'ask';
}

/** The whole of the rules as the form says them; asking is what holds without a rule. */
export function toPolicy(before: ChangePolicy, chosen: ReadonlyMap<string, ApprovalRule>, notByItself: ReadonlySet<KindOfChange>): ChangePolicy {
  const plain = policyLines.flatMap(({ kind, direction }): ChangeRule[] => {
    const approval = chosen.get(keyOf({ kind, direction })) ?? 'ask';
    return approval === 'ask' ? [] : [{ kind, approval, direction, role: null }];
  });
  return { rules: [...plain, ...finerRules(before)], notByItself: proposedKinds.filter((kind) => notByItself.has(kind)) };
}
