import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ProposalInfo } from '../../api/types.ts';
import { changeKinds } from '../../lib/changeWords.ts';
import { countOf } from '../../lib/format.ts';
import { useApproveAll } from './queries.ts';

/** What happens where, with what it is now. */
function lineOf({ title, deal, account, fields }: ProposalInfo): string {
  const where = deal ?? account;
  const before = fields.flatMap(({ label, before: raw, beforeShown }) => (raw === null ? [] : [`${label.toLowerCase()} is ${beforeShown ?? raw} now`]));
  return `${where === null ? '' : `${where}: `}${title}${before.length === 0 ? '' : ` (${before.join(', ')})`}`;
}

interface BulkApproveProps {
  /** Of one kind; those that wait for this person and in which nothing moved on. */
  readonly proposals: readonly ProposalInfo[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Lists what would be applied, and what came of it. */
export function BulkApprove({ proposals, opened, onClose }: BulkApproveProps) {
  // What was listed when it was opened stays listed while the decisions come in.
  const [listed] = useState(proposals);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const approval = useApproveAll();
  const chosen = listed.filter(({ id }) => !left.has(id));
  const [first] = listed;
  const outside = chosen.filter(({ origin }) => origin.readOutsideText).length;
  const outcomes = new Map((approval.data ?? []).map((outcome) => [outcome.id, outcome]));
  const applied = (approval.data ?? []).filter((outcome) => outcome.applied).length;
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={`Approve: ${first ? changeKinds[first.kind] : 'nothing'}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        {!approval.isSuccess && (
          <Text size="sm">
            These changes are made at once. Each of them can be undone on its card.
            {outside > 0 && ` Of these, ${outside} stand on text that came from outside the team; look at their sources first.`}
          </Text>
        )}
        {approval.isSuccess && (
          <Alert color={applied === chosen.length ? 'green' : 'orange'} role="status">
            {countOf(applied, 'change')} applied{applied < chosen.length && `, ${chosen.length - applied} not; the reasons are below`}.
          </Alert>
        )}
        <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
          {listed.map((proposal) => {
            const { id } = proposal;
            const outcome = outcomes.get(id);
            const line = lineOf(proposal);
            return (
              <li key={id}>
                {approval.isSuccess ? (
                  <Text size="sm">
                    {line}
                    <Text span inherit fw={600}>
                      {outcome === undefined ? ' · left out' : outcome.applied ? ' · applied' : ` · not applied: ${outcome.reason ?? 'the server did not say why'}`}
                    </Text>
                  </Text>
                ) : (
                  <Checkbox
                    label={line}
                    checked={!left.has(id)}
                    onChange={({ currentTarget: { checked } }) => setLeft(new Set(checked ? [...left].filter((known) => known !== id) : [...left, id]))}
                  />
                )}
              </li>
            );
          })}
        </Stack>
        {approval.isError && (
          <Alert color="red" role="alert">
            {approval.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {approval.isSuccess ? 'Close' : 'Cancel'}
          </Button>
          {!approval.isSuccess && (
            <Button disabled={chosen.length === 0} loading={approval.isPending} onClick={() => approval.mutate({ ids: chosen.map(({ id }) => id), comment: null })}>
              Approve {countOf(chosen.length, 'change')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
