import { ActionIcon, Box, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DealDetail } from '../../api/types.ts';
import { countOf, daysSince, formatMoney } from '../../lib/format.ts';
import { CloseDate } from '../../ui/CloseDate.tsx';
import { EditIcon } from '../../ui/icons.tsx';
import { ChangeOutcome } from './ChangeOutcome.tsx';
import { type DealChange, useDealChange, useMayDecide } from './changeQueries.ts';
import { FieldForm, type FormField } from './FieldForm.tsx';
import { StageMenu } from './StageMenu.tsx';

type Stage = DealDetail['stages'][number];

interface FactProps {
  readonly term: string;
  readonly children: ReactNode;
  /** Changes it. */
  readonly edit?: ReactNode;
}

function Fact({ term, children, edit }: FactProps) {
  return (
    <Box>
      <Text component="dt" size="xs" c="dimmed">
        {term}
      </Text>
      <Group component="dd" m={0} gap={4} wrap="nowrap" align="flex-start">
        <Text span size="sm" fw={550}>
          {children}
        </Text>
        {edit}
      </Group>
    </Box>
  );
}

/** An amount as the server writes it down. */
const rawAmount = (amount: number | null): string | null => (amount === null ? null : String(amount));

interface Editing {
  readonly field: FormField;
  /** Where the deal goes; only for a loss. */
  readonly to?: Stage;
}

/** A typed value as a change, with what was seen there before: whoever changed it meanwhile is not overruled. */
function toChange({ field, to }: Editing, value: string, { deal }: DealDetail): DealChange {
  switch (field) {
    case 'amount':
      return { kind: 'amount', fields: { amount: rawAmount(Number(value)) }, seen: { amount: rawAmount(deal.amount) } };
    case 'closeDate':
      return { kind: 'closeDate', fields: { closeDate: value }, seen: { closeDate: deal.closeDate } };
    case 'lossReason':
      return { kind: 'loss', fields: { lossReason: value, stage: to?.id ?? null }, seen: { stage: deal.stageId } };
  }
}

/** What is on record about a deal; its stage, amount and close date are changed in place. */
export function DealFacts({ detail, now }: { readonly detail: DealDetail; readonly now: Date }) {
  const { deal } = detail;
  const [editing, setEditing] = useState<Editing | null>(null);
  // The button of the form that was open takes the focus back.
  const [last, setLast] = useState<FormField | null>(null);
  const change = useDealChange(deal.id);
  const mayDecide = useMayDecide(deal.id);
  const close = () => {
    setLast(editing?.field ?? null);
    setEditing(null);
  };
  const move = (to: Stage) =>
    to.status === 'lost'
      ? setEditing({ field: 'lossReason', to })
      : change.mutate({ kind: 'stage', fields: { stage: to.id }, seen: { stage: deal.stageId } }, { onSuccess: () => setEditing(null) });
  const edit = (field: FormField, label: string) =>
    mayDecide &&
    editing?.field !== field && (
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} autoFocus={last === field} onClick={() => setEditing({ field })}>
        <EditIcon size={16} />
      </ActionIcon>
    );
  const values: Readonly<Record<FormField, string>> = { amount: rawAmount(deal.amount) ?? '', closeDate: deal.closeDate ?? '', lossReason: '' };
  const daysInStage = deal.stageEnteredOn === null ? null : Math.max(0, daysSince(deal.stageEnteredOn, now));
  return (
    <Stack gap={0}>
      <Group renderRoot={(props) => <dl {...props} />} gap="xl" m={0} align="flex-start" style={{ rowGap: 10 }}>
        <Fact term="Stage" edit={mayDecide && <StageMenu stages={detail.stages} onMove={move} />}>
          {deal.stage}
        </Fact>
        <Fact term="Amount" edit={edit('amount', 'Change the amount')}>
          {deal.amount === null ? 'not known' : formatMoney(deal.amount, deal.currency)}
        </Fact>
        <Fact term="Close date" edit={deal.status === 'open' && edit('closeDate', 'Change the close date')}>
          <CloseDate day={deal.closeDate} open={deal.status === 'open'} now={now} />
        </Fact>
        <Fact term="Owner">{deal.owner ?? 'nobody'}</Fact>
        {daysInStage !== null && <Fact term={`In ${deal.stage} for`}>{countOf(daysInStage, 'day')}</Fact>}
        <Fact term="Pipeline">{detail.pipeline}</Fact>
        {detail.source !== null && <Fact term="Source">{detail.source}</Fact>}
        {detail.type !== null && <Fact term="Type">{detail.type.charAt(0).toUpperCase() + detail.type.slice(1)}</Fact>}
        {detail.lossReason !== null && <Fact term="Lost because of">{detail.lossReason}</Fact>}
      </Group>
      {editing !== null && (
        <FieldForm
          key={editing.field}
          field={editing.field}
          value={values[editing.field]}
          saving={change.isPending}
          onSubmit={(value) => change.mutate(toChange(editing, value, detail), { onSuccess: close })}
          onCancel={() => {
            change.reset();
            close();
          }}
        />
      )}
      <ChangeOutcome change={change} />
    </Stack>
  );
}
