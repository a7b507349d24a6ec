import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ConversationInfo } from '../../api/types.ts';
import { useDeleteConversation } from './queries.ts';

interface DeleteConversationProps {
  /** The conversation to ask about; null when there is nothing to ask. */
  readonly conversation: ConversationInfo | null;
  readonly onClose: () => void;
  readonly onDeleted: (id: string) => void;
}

/** Asks before a conversation is deleted for good. */
export function DeleteConversation({ conversation, onClose, onDeleted }: DeleteConversationProps) {
  const deletion = useDeleteConversation();
  const close = () => {
    deletion.reset();
    onClose();
  };
  const confirm = (id: string) =>
    deletion.mutate(id, {
      onSuccess: () => {
        close();
        onDeleted(id);
      },
    });
  return (
    <Modal opened={conversation !== null} onClose={close} title="Delete this conversation?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">“{conversation?.title}” and its answers will be gone for good. Deals, notes and emails stay as they are.</Text>
        {deletion.isError && (
          <Alert color="red" role="alert">
            {deletion.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={deletion.isPending} onClick={() => conversation && confirm(conversation.id)}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
