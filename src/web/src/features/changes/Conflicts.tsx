import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ConflictInfo } from '../../api/types.ts';
import type { Decision, ShownProposal } from './queries.ts';
import { settle } from './edits.ts';
import classes from './Proposal.module.css';

const value = (text: string | null) => text ?? 'empty';

const quoted = (text: string | null) => (text === null ? 'empty' : `“${text}”`);

const sayConflict = ({ label, before, now, saysSoAlready }: ConflictInfo) =>
  saysSoAlready ? `${label} says so by now.` : `${label} was ${quoted(before)} when this was proposed and is ${quoted(now)} now.`;

interface ConflictsProps {
  readonly shown: ShownProposal;
  /** True when the server has ended it for that; otherwise it still waits. */
  readonly ended: boolean;
  readonly mayDecide: boolean;
  readonly pending: boolean;
  readonly onDecide: (decision: Decision) => void;
}

/** What moved on since, field by field, and which of the fields to set all the same. */
export function Conflicts({ shown: { proposal, conflicts }, ended, mayDecide, pending, onDecide }: ConflictsProps) {
  const conflicting = new Map(conflicts.map((conflict) => [conflict.field, conflict]));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(proposal.fields.map(({ field }) => field).filter((field) => !conflicting.has(field))));
  const choose = (field: string, on: boolean) => setChosen(new Set(on ? [...chosen, field] : [...chosen].filter((known) => known !== field)));
  const apply = () =>
    onDecide(
      ended
        ? { verb: 'rest', fields: [...chosen] }
        : { verb: 'approve', ...settle(proposal, new Set(conflicting.keys()), chosen), comment: null },
    );
  return (
    <Stack gap="xs" className={classes.note} role="group" aria-label="What changed since">
      {conflicts.map((conflict) => (
        <Text size="sm" key={conflict.field}>
          {sayConflict(conflict)}
        </Text>
      ))}
      {mayDecide && (
        <>
          {proposal.fields.map(({ field, label, after, afterShown }) => (
            <Checkbox
              key={field}
              size="xs"
              label={`${conflicting.has(field) ? 'Set all the same' : 'Set'}: ${label} → ${value(afterShown ?? after)}`}
              disabled={conflicting.get(field)?.saysSoAlready === true}
              checked={chosen.has(field)}
              onChange={(event) => choose(field, event.currentTarget.checked)}
            />
          ))}
          <Group gap="xs">
            <Button size="xs" data-action="approve" disabled={chosen.size === 0} loading={pending} onClick={apply}>
              Apply what is ticked
            </Button>
            {!ended && (
              <Button size="xs" variant="default" data-action="reject" disabled={pending} onClick={() => onDecide({ verb: 'reject', comment: null })}>
                Reject
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
