import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ownersQuery, pipelinesQuery } from '../../api/team.ts';
import type { PipelineInfo, ProposalInfo } from '../../api/types.ts';
import { buyingRoles, changeFields } from '../../lib/changeWords.ts';
import type { EditableField } from './edits.ts';

/** The server writes the names of parts with a capital. */
const roleChoices = Object.entries(buyingRoles).map(([role, label]) => ({ value: role.charAt(0).toUpperCase() + role.slice(1), label }));

/** The stages that a deal can move to: those of its pipeline. The pipeline is the one that the proposed stage is of. */
function stagesOf(pipelines: readonly PipelineInfo[], stageId: string) {
  const pipeline = pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId));
  return (pipeline?.stages ?? []).filter(({ status }) => status !== 'lost').map(({ id, name }) => ({ value: id, label: name }));
}

interface EditInputProps {
  readonly proposal: ProposalInfo;
  readonly field: EditableField;
  readonly value: string;
  readonly disabled: boolean;
  readonly error: string | undefined;
  readonly autoFocus: boolean;
  readonly onChange: (value: string) => void;
}

/** The input that fits a field. */
export function EditInput({ proposal, field: { field, input, proposed }, value, disabled, error, autoFocus, onChange }: EditInputProps) {
  const pipelines = useQuery({ ...pipelinesQuery, enabled: input === 'stage' });
  const owners = useQuery({ ...ownersQuery, enabled: input === 'owner' });
  const props = {
    label: changeFields[field] ?? field,
    size: 'sm',
    disabled,
    error,
    autoFocus,
    value,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value),
  } as const;
  const now = proposal.fields.find((known) => known.field === field);
  const nobody = { value: '', label: 'not set' };
  switch (input) {
    case 'stage':
      return (
        <NativeSelect
          {...props}
          // Until the stages are there, the proposed one is all there is to choose.
          data={pipelines.data ? stagesOf(pipelines.data, proposed) : [{ value: proposed, label: now?.afterShown ?? 'As proposed' }]}
        />
      );
    case 'role':
      return <NativeSelect {...props} data={[nobody, ...roleChoices]} />;
    case 'owner':
      return <NativeSelect {...props} data={[nobody, ...(owners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]} />;
    case 'day':
      return <TextInput {...props} type="date" />;
    case 'amount':
      return <TextInput {...props} type="number" inputMode="decimal" min={0} step="any" />;
    case 'email':
      return <TextInput {...props} type="email" />;
    case 'text':
      return <TextInput {...props} maxLength={500} />;
  }
}
