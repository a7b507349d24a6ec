import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProposalInfo } from '../../api/types.ts';
import type { Decision } from './queries.ts';

/** The server's limit. */
const maxComment = 500;

interface ProposalActionsProps {
  readonly proposal: ProposalInfo;
  /** What is under way. */
  readonly pending: Decision['verb'] | null;
  readonly onDecide: (decision: Decision) => void;
  readonly onEdit: () => void;
}

/** What a person can do about a proposal that waits. Rejecting is one press; saying why is offered beside it. */
export function ProposalActions({ proposal, pending, onDecide, onEdit }: ProposalActionsProps) {
  const [reason, setReason] = useState<string | null>(null);
  const busy = pending !== null;
  const about = `: ${proposal.title}`;
  // The field goes away with what was in focus; the card stays.
  const back = (from: Element) => {
    from.closest<HTMLElement>('[data-proposal]')?.focus();
    setReason(null);
  };
  if (reason !== null) {
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDecide({ verb: 'reject', comment: reason.trim() === '' ? null : reason.trim() });
        }}
      >
        <Group
          gap="xs"
          align="flex-end"
          onKeyDown={(event) => {
            if (event.key === 'Escape') back(event.currentTarget);
          }}
        >
          <TextInput label="Why not? (optional)" size="xs" flex="1 1 220px" maxLength={maxComment} autoFocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" size="xs" loading={pending === 'reject'}>
            Reject
          </Button>
          <Button size="xs" variant="default" onClick={(event) => back(event.currentTarget)}>
            Back
          </Button>
        </Group>
      </form>
    );
  }
  return (
    <Group gap="xs">
      <Button
        size="xs"
        data-action="approve"
        aria-label={`Approve${about}`}
        disabled={busy && pending !== 'approve'}
        loading={pending === 'approve'}
        onClick={() => onDecide({ verb: 'approve', fields: null, without: null, comment: null })}
      >
        Approve
      </Button>
      <Button size="xs" variant="default" data-action="edit" aria-label={`Edit${about}`} disabled={busy} onClick={onEdit}>
        Edit
      </Button>
      <Button
        size="xs"
        variant="default"
        data-action="reject"
        aria-label={`Reject${about}`}
        disabled={busy && pending !== 'reject'}
        loading={pending === 'reject'}
        onClick={() => onDecide({ verb: 'reject', comment: null })}
      >
        Reject
      </Button>
      <Button size="xs" variant="subtle" color="gray" fw={400} data-action="reason" aria-label={`Reject, saying why${about}`} disabled={busy} onClick={() => setReason('')}>
        Reject, saying why
      </Button>
    </Group>
  );
}
