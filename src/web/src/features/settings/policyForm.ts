import type { ApprovalRule, ChangePolicy, ChangeRule } from '../../api/types.ts';
import { changeKinds, proposedKinds, type KindOfChange } from '../../lib/changeWords.ts';

type Direction = NonNullable<ChangeRule['direction']>;
export type RuleRole = NonNullable<ChangeRule['role']>;

/** What a line of the form is about: a kind of change, for amounts perhaps one of their directions; for everybody or for the people of one role. */
export interface PolicyLine {
  readonly kind: KindOfChange;
  readonly direction: Direction | null;
  readonly role: RuleRole | null;
}

export const roleWords: Readonly<Record<RuleRole, string>> = { rep: 'Reps', manager: 'Managers', admin: 'Administrators' };

export const labelOf = ({ kind, direction }: Pick<PolicyLine, 'kind' | 'direction'>): string =>
  direction === null ? changeKinds[kind] : `${changeKinds[kind]}, ${direction === 'up' ? 'higher' : 'lower'}`;

/** The lines that are always there, for everybody. */
export const policyLines: readonly PolicyLine[] = proposedKinds.flatMap((kind): PolicyLine[] =>
  kind === 'amount'
    ? [
        { kind, direction: 'up', role: null },
        { kind, direction: 'down', role: null },
      ]
    : [{ kind, direction: null, role: null }],
);

export const keyOf = ({ kind, direction, role }: PolicyLine): string => [kind, direction ?? '', role ?? ''].join(':');

/** Of two rules that fit, the stricter one holds. */
const strictFirst: readonly ApprovalRule[] = ['never', 'askManager', 'ask', 'atOnce'];

/** The lines for one role alone, each once, as the rules have them. */
export function roleLines({ rules = [] }: ChangePolicy): readonly PolicyLine[] {
  const lines = rules.flatMap(({ kind, direction, role }): PolicyLine[] => (role == null ? [] : [{ kind, direction: direction ?? null, role }]));
  return [...new Map(lines.map((line) => [keyOf(line), line])).values()];
}

/** What holds for a line by its own rules; a rule for everybody of both directions holds for each of them. */
export function ruleOf({ rules = [] }: ChangePolicy, { kind, direction, role }: PolicyLine): ApprovalRule {
  const fitting = rules.filter(
    (rule) => rule.kind === kind && (rule.role ?? null) === role && ((role === null && rule.direction == null) || (rule.direction ?? null) === direction),
  );
  return strictFirst.find((approval) => fitting.some((rule) => rule.approval === approval)) ?? 'ask';
}

/** The whole of the rules as the form says them; asking is what holds for everybody without a rule. */
export function toPolicy(lines: readonly PolicyLine[], chosen: ReadonlyMap<string, ApprovalRule>, notByItself: ReadonlySet<KindOfChange>): ChangePolicy {
  const rules = lines.flatMap((line): ChangeRule[] => {
    const approval = chosen.get(keyOf(line)) ?? 'ask';
    return approval === 'ask' && line.role === null ? [] : [{ ...line, approval }];
  });
  return { rules, notByItself: proposedKinds.filter((kind) => notByItself.has(kind)) };
}
