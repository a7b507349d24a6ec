import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { proposalQuery, useDecide } from './queries.ts';
import { stateOf } from './words.ts';

/** What came of the rest of an overtaken proposal, which is a proposal of its own. */
export function RestOutcome({ id }: { readonly id: string }) {
  const rest = useQuery(proposalQuery(id));
  const decide = useDecide({ id, dealId: rest.data?.proposal.dealId ?? null });
  if (!rest.data) return null;
  const { proposal } = rest.data;
  const state = stateOf(proposal, new Date());
  const words = { applied: 'What was ticked is applied.', undone: 'What was ticked was undone again.', pending: 'What was ticked waits for a manager.' };
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm" role="status">
        {state in words ? words[state as keyof typeof words] : proposal.title}
        {decide.isError && ` ${decide.error.message}`}
      </Text>
      {state === 'applied' && proposal.mayUndo && (
        <Button size="xs" variant="default" data-action="undo" loading={decide.isPending} onClick={() => decide.mutate({ verb: 'undo' })}>
          Undo
        </Button>
      )}
    </Group>
  );
}
