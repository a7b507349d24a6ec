import { ActionIcon, Button, Group, NavLink, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ConversationInfo } from '../../api/types.ts';
import { formatDaysAgo } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Failure } from '../../ui/Failure.tsx';
import { AddIcon, DeleteIcon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { DeleteConversation } from './DeleteConversation.tsx';
import { conversationsQuery } from './queries.ts';

interface ConversationListProps {
  readonly currentId: string | null;
  readonly onNavigate: () => void;
  /** The conversation that was being shown is gone. */
  readonly onCurrentDeleted: () => void;
}

export function ConversationList({ currentId, onNavigate, onCurrentDeleted }: ConversationListProps) {
  const conversations = useQuery(conversationsQuery);
  const [deleting, setDeleting] = useState<ConversationInfo | null>(null);
  const now = new Date();

  return (
    <Stack gap="xs" component="nav" aria-label="Conversations">
      <Button component={Link} to={paths.assistant()} onClick={onNavigate} variant="default" leftSection={<AddIcon size={16} />}>
        New conversation
      </Button>
      {conversations.isPending && <Loading label="Loading the conversations" />}
      {conversations.isError && (
        <Failure title="The list could not be loaded" error={conversations.error} onRetry={() => void conversations.refetch()} />
      )}
      {conversations.data?.length === 0 && (
        <Text size="sm" c="dimmed" ta="center">
          Your conversations will be listed here.
        </Text>
      )}
      <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
        {conversations.data?.map((conversation) => (
          <Group component="li" key={conversation.id} gap={2} wrap="nowrap">
            <NavLink
              component={Link}
              to={paths.assistant(conversation.id)}
              label={conversation.title}
              description={formatDaysAgo(conversation.updatedAt, now)}
              active={conversation.id === currentId}
              aria-current={conversation.id === currentId ? 'page' : undefined}
              onClick={onNavigate}
              flex={1}
              miw={0}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
              noWrap
            />
            <ActionIcon variant="subtle" color="gray" aria-label={`Delete “${conversation.title}”`} onClick={() => setDeleting(conversation)}>
              <DeleteIcon size={16} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <DeleteConversation
        conversation={deleting}
        onClose={() => setDeleting(null)}
        onDeleted={(id) => {
          if (id === currentId) onCurrentDeleted();
        }}
      />
    </Stack>
  );
}
