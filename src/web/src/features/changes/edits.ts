import type { ApproveProposal, ProposalInfo } from '../../api/types.ts';

/** Which input fits a field; fields without one are not edited by hand. */
const inputs = {
  stage: 'stage',
  amount: 'amount',
  currency: 'text',
  closeDate: 'day',
  nextStep: 'text',
  nextStepDue: 'day',
  lossReason: 'text',
  role: 'role',
  leftOn: 'day',
  task: 'text',
  dueOn: 'day',
  owner: 'owner',
  waitReason: 'text',
  waitUntil: 'day',
  name: 'text',
  email: 'email',
  jobTitle: 'text',
} as const;

export type InputKind = (typeof inputs)[keyof typeof inputs];

/** What an approval says about the values. */
type ValuesOfApproval = Pick<ApproveProposal, 'fields' | 'without'>;

export interface EditableField {
  readonly field: string;
  readonly input: InputKind;
  /** What is proposed, raw; empty for nothing. */
  readonly proposed: string;
  /** True when the proposal sets it. */
  readonly isProposed: boolean;
}

/** The fields of a proposal's form: those that it sets, and those that its kind could set beside them. */
export function fieldsToEdit({ kind, fields }: Pick<ProposalInfo, 'kind' | 'fields'>, editable: readonly string[]): readonly EditableField[] {
  return editable.flatMap((field): EditableField[] => {
    const input = Object.hasOwn(inputs, field) ? inputs[field as keyof typeof inputs] : null;
    // Only a move of the stage chooses one; a lost or new deal goes where the pipeline says.
    if (input === null || (field === 'stage' && kind !== 'stage')) return [];
    const proposed = fields.find((known) => known.field === field);
    return [{ field, input, proposed: proposed?.after ?? '', isProposed: proposed !== undefined }];
  });
}

/** What differs from the proposal, as an approval says it; empty fields that were proposed are cleared. */
export function toApproval(
  fields: readonly EditableField[],
  values: Readonly<Record<string, string>>,
  without: ReadonlySet<string>,
): ValuesOfApproval {
  const changed = fields.flatMap(({ field, proposed }): [string, string | null][] => {
    const value = (values[field] ?? proposed).trim();
    return without.has(field) || value === proposed ? [] : [[field, value === '' ? null : value]];
  });
  return { fields: Object.fromEntries(changed), without: fields.filter(({ field, isProposed }) => isProposed && without.has(field)).map(({ field }) => field) };
}

/** Settles a conflict: the chosen fields are set although they moved on, the others stay as they are now. */
export function settle(
  { fields }: Pick<ProposalInfo, 'fields'>,
  conflicting: ReadonlySet<string>,
  chosen: ReadonlySet<string>,
): ValuesOfApproval {
  return {
    fields: Object.fromEntries(fields.filter(({ field }) => conflicting.has(field) && chosen.has(field)).map(({ field, after }) => [field, after])),
    without: fields.filter(({ field }) => !chosen.has(field)).map(({ field }) => field),
  };
}
