import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useNow } from '../../lib/useNow.ts';
import { Conflicts } from './Conflicts.tsx';
import { EditForm } from './EditForm.tsx';
import { ProposalActions } from './ProposalActions.tsx';
import { ProposalEvidence } from './ProposalEvidence.tsx';
import { ProposalHead } from './ProposalHead.tsx';
import { ProposalOrigin } from './ProposalOrigin.tsx';
import { ProposedFields } from './ProposedFields.tsx';
import { type Decision, proposalQuery, type ShownProposal, useDecide } from './queries.ts';
import { RestOutcome } from './RestOutcome.tsx';
import { outcomeOf, stateOf } from './words.ts';
import classes from './Proposal.module.css';

interface ProposalViewProps {
  readonly shown: ShownProposal;
  readonly showsDeal: boolean;
  readonly onDecided: (() => void) | undefined;
}

/** A proposal in whatever state it is in. */
export function ProposalView({ shown, showsDeal, onDecided }: ProposalViewProps) {
  const { proposal, conflicts } = shown;
  const now = useNow();
  const titleId = useId();
  const card = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState(false);
  const decide = useDecide(proposal);
  const whole = useQuery({ ...proposalQuery(proposal.id), enabled: false });

  const state = stateOf(proposal, now);
  const waits = state === 'pending';
  const mayDecide = waits && proposal.mayDecide;
  const outcome = outcomeOf(proposal, now);
  const pending = decide.isPending ? decide.variables.verb : null;
  const restId = decide.data && decide.data.proposal.id !== proposal.id ? decide.data.proposal.id : null;

  // What was pressed goes away with the decision; the focus goes to the card then, or on to the next one.
  const keepFocus = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement === null) card.current?.focus();
    });
  const onDecide = (decision: Decision) =>
    decide.mutate(decision, {
      onSuccess: () => {
        setEditing(false);
        if (onDecided === undefined || decision.verb === 'undo' || decision.verb === 'rest') keepFocus();
        else onDecided();
      },
      onError: keepFocus,
    });
  const edit = () => {
    decide.reset();
    if (shown.editableFields === null) void whole.refetch();
    setEditing(true);
  };
  const stopEditing = () => {
    decide.reset();
    setEditing(false);
    card.current?.focus();
  };

  return (
    <Paper ref={card} withBorder p="sm" component="article" aria-labelledby={titleId} className={classes.card} data-proposal={proposal.id} data-state={state} tabIndex={-1}>
      <Stack gap="xs">
        <ProposalHead titleId={titleId} proposal={proposal} state={state} showsDeal={showsDeal} />
        <ProposedFields fields={proposal.fields} />
        <Text size="sm">{proposal.reason}</Text>
        <ProposalEvidence quotes={proposal.evidence} />
        <ProposalOrigin proposal={proposal} waits={waits} now={now} />
        {outcome !== null && (
          <Group gap="xs" justify="space-between">
            <Text size="sm" flex="1 1 220px">
              {outcome}
            </Text>
            {proposal.mayUndo && state === 'applied' && (
              <Button size="xs" variant="default" data-action="undo" aria-label={`Undo: ${proposal.title}`} loading={pending === 'undo'} onClick={() => onDecide({ verb: 'undo' })}>
                Undo
              </Button>
            )}
          </Group>
        )}
        {waits && proposal.mayNotBecause !== null && (
          <Text size="sm" className={classes.note}>
            {proposal.mayNotBecause}
          </Text>
        )}
        {(state === 'stale' || (waits && conflicts.length > 0)) && restId === null && (
          <Conflicts shown={shown} ended={!waits} mayDecide={proposal.mayNotBecause === null} pending={decide.isPending} onDecide={onDecide} />
        )}
        {restId !== null && <RestOutcome id={restId} />}
        {mayDecide && conflicts.length === 0 && !editing && <ProposalActions proposal={proposal} pending={pending} onDecide={onDecide} onEdit={edit} />}
        {mayDecide && conflicts.length === 0 && editing && shown.editableFields !== null && (
          <EditForm proposal={proposal} editable={shown.editableFields} pending={pending === 'approve'} error={decide.error} onDecide={onDecide} onCancel={stopEditing} />
        )}
        {mayDecide && editing && shown.editableFields === null && (
          <Text size="sm" c="dimmed" role="status">
            {whole.isError ? `The form could not be loaded: ${whole.error.message}` : 'Loading the form…'}
          </Text>
        )}
        {decide.isError && (
          <Alert color="red" role="alert" py="xs">
            {decide.error.message}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
