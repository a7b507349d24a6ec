import { Alert, Button, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isMissing } from '../../api/http.ts';
import type { ChangeSet } from '../../api/types.ts';
import { changeKinds } from '../../lib/changeWords.ts';
import { ProposalView } from './ProposalView.tsx';
import { proposalQuery } from './queries.ts';

interface ProposalCardProps {
  readonly id: string;
  /** What the card is about as long as the server has not said more. */
  readonly announced?: ChangeSet;
  /** True where the page is not about one deal. */
  readonly showsDeal: boolean;
  /** Called when a decision of this person was taken in. */
  readonly onDecided?: () => void;
}

/** A proposed change with what one can do about it, as it stands on the server. */
export function ProposalCard({ id, announced, showsDeal, onDecided }: ProposalCardProps) {
  const shown = useQuery(proposalQuery(id));
  if (shown.data) return <ProposalView shown={shown.data} showsDeal={showsDeal} onDecided={onDecided} />;
  return (
    <Paper withBorder p="sm" component="article" data-proposal={id} tabIndex={-1}>
      <Stack gap="xs">
        {announced !== undefined && (
          <Text size="sm" fw={600}>
            Proposed change: {changeKinds[announced.kind]}
          </Text>
        )}
        {shown.isPending && <Skeleton height={96} aria-label="Loading the proposal" role="status" />}
        {isMissing(shown.error) && <Text size="sm">This proposal is not here any more, or its deal is not yours to see.</Text>}
        {shown.isError && !isMissing(shown.error) && (
          <Alert color="red" role="alert" title="The proposal could not be loaded">
            <Text size="sm">{shown.error.message}</Text>
            <Button size="xs" variant="default" mt="xs" onClick={() => void shown.refetch()}>
              Try again
            </Button>
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
