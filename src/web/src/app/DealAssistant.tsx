import { Button, Group, Stack, Title } from '@mantine/core';
import { AssistantPanel } from '../features/assistant/AssistantPanel.tsx';
import { usePanelKey } from '../features/assistant/usePanelKey.ts';
import { useStored } from '../lib/useStored.ts';
import { AddIcon } from '../ui/icons.tsx';
import { renderProposal } from './renderProposal.tsx';

const questions = ['What should I do next?', 'What is the status?', 'What happened lately?', 'Who is who?'];

interface DealAssistantProps {
  /** Also the key to give this component. */
  readonly dealId: string;
  readonly titled: boolean;
}

/** The assistant beside a deal, in a conversation of its own that is found again on the next visit. */
export function DealAssistant({ dealId, titled }: DealAssistantProps) {
  const [conversationId, setConversationId] = useStored(`deal-conversation:${dealId}`);
  const { key, adopt } = usePanelKey(conversationId);
  return (
    <Stack gap={0} h="100%" mih={0}>
      <Group justify="space-between" px="md" py="xs">
        {titled && (
          <Title order={2} size="h5">
            Ask about this deal
          </Title>
        )}
        {conversationId !== null && (
          <Button variant="subtle" size="compact-sm" leftSection={<AddIcon size={16} />} onClick={() => setConversationId(null)}>
            New conversation
          </Button>
        )}
      </Group>
      <AssistantPanel
        key={key}
        conversationId={conversationId}
        dealId={dealId}
        suggestions={questions}
        renderProposal={renderProposal}
        onStarted={(id) => {
          adopt(id);
          setConversationId(id);
        }}
        onStartOver={() => setConversationId(null)}
      />
    </Stack>
  );
}
