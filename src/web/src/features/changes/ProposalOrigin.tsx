import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProposalInfo } from '../../api/types.ts';
import { formatTime } from '../../lib/format.ts';
import { confidenceWord, expiryOf, originOf } from './words.ts';
import { proposalQuery } from './queries.ts';
import classes from './Proposal.module.css';

function Details({ proposal }: { readonly proposal: ProposalInfo }) {
  const whole = useQuery(proposalQuery(proposal.id));
  // A list brings cards without their rule; it is asked for when somebody wants to know.
  const policy = whole.data?.policy ?? null;
  return (
    <Stack gap={2} mt={4}>
      <Text size="xs">Who decides: {policy ?? (whole.isFetching ? 'loading…' : (proposal.mayNotBecause ?? 'not known'))}</Text>
      <Text size="xs">Proposed on {formatTime(proposal.createdAt)}, ends on {formatTime(proposal.expiresAt)} if nobody decides.</Text>
      <Text size="xs">By: {proposal.origin.byPerson ? (proposal.origin.askedBy ?? 'a colleague') : proposal.origin.model}</Text>
    </Stack>
  );
}

interface ProposalOriginProps {
  readonly proposal: ProposalInfo;
  readonly waits: boolean;
  readonly now: Date;
}

/** Where a proposal comes from, how sure it is and how long it waits. */
export function ProposalOrigin({ proposal, waits, now }: ProposalOriginProps) {
  const [open, setOpen] = useState(false);
  const whole = useQuery({ ...proposalQuery(proposal.id), enabled: false });
  const facts = [
    originOf(proposal),
    // What was said in a conversation is as sure as who said it; only readings have a measure.
    proposal.origin.byItself ? confidenceWord(proposal.confidence) : null,
    waits ? expiryOf(proposal.expiresAt, now) : null,
  ];
  return (
    <Stack gap={4}>
      {waits && proposal.origin.readOutsideText && (
        <Text size="sm" className={classes.note}>
          The proposer had read text that came from outside the team. Look at the source before you approve.
        </Text>
      )}
      <details
        className={classes.fold}
        onToggle={(event) => {
          const opened = event.currentTarget.open;
          setOpen(opened);
          if (opened && whole.data?.policy == null) void whole.refetch();
        }}
      >
        <Text component="summary" size="xs">
          {facts.filter((fact) => fact !== null).join(' · ')}
        </Text>
        {open && <Details proposal={proposal} />}
      </details>
    </Stack>
  );
}
