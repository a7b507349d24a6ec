import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ProposalInfo } from '../../api/types.ts';
import { paths } from '../../lib/paths.ts';
import { statusWords, type stateOf } from './words.ts';

interface ProposalHeadProps {
  readonly titleId: string;
  readonly proposal: ProposalInfo;
  readonly state: ReturnType<typeof stateOf>;
  readonly showsDeal: boolean;
}

/** What a proposal does, how far it is, and for which deal. */
export function ProposalHead({ titleId, proposal: { title, dealId, deal, account, contact, owner }, state, showsDeal }: ProposalHeadProps) {
  const word = statusWords[state];
  return (
    <div>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Text id={titleId} fw={650} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {/* What waits has its buttons to say so. */}
        {state !== 'pending' && (
          <Badge color={word.color} variant="light" radius="sm" flex="none" c="var(--mantine-color-text)">
            {word.label}
          </Badge>
        )}
      </Group>
      {showsDeal && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {dealId !== null && (
            <Anchor component={Link} to={paths.dealProposals(dealId)} inherit underline="always" data-action="open">
              {deal ?? 'The deal'}
            </Anchor>
          )}
          {dealId === null && (account ?? contact ?? 'No deal yet')}
          {owner !== null && ` · ${owner}`}
        </Text>
      )}
    </div>
  );
}
