import { ActionIcon, Box, Drawer, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { AssistantPanel } from '../features/assistant/AssistantPanel.tsx';
import { ConversationList } from '../features/assistant/ConversationList.tsx';
import { usePanelKey } from '../features/assistant/usePanelKey.ts';
import { nextToCloseQuery } from '../features/deals/queries.ts';
import { paths } from '../lib/paths.ts';
import { ListIcon } from '../ui/icons.tsx';
import { renderProposal } from './renderProposal.tsx';
import classes from './AssistantRoute.module.css';

const questions = [
  'Which deals are at risk?',
  'Which deals over 50k close this month?',
  'Which deals had no activity for two weeks?',
  'What is our win rate?',
];

export function AssistantRoute() {
  const { conversationId = null } = useParams();
  const { key, adopt } = usePanelKey(conversationId);
  const navigate = useNavigate();
  const example = useQuery(nextToCloseQuery).data?.items[0];
  const [listed, { open, close }] = useDisclosure(false);

  const startOver = () => void navigate(paths.assistant());
  const list = <ConversationList currentId={conversationId} onNavigate={close} onCurrentDeleted={startOver} />;
  return (
    <Box className={classes.page}>
      <title>Assistant · Sales assistant</title>
      <VisuallyHidden>
        <Title order={1}>Assistant</Title>
        <Title order={2}>Conversation</Title>
      </VisuallyHidden>
      <Box className={classes.list} visibleFrom="md">
        {list}
      </Box>
      <Drawer opened={listed} onClose={close} title="Conversations" size="xs" closeButtonProps={{ 'aria-label': 'Close the list' }}>
        {list}
      </Drawer>
      <Box className={classes.panel}>
        <Group hiddenFrom="md" px="sm" py={6} gap="xs" className={classes.bar}>
          <ActionIcon variant="subtle" color="gray" aria-label="Show the conversations" onClick={open}>
            <ListIcon />
          </ActionIcon>
          <Text size="sm">Conversations</Text>
        </Group>
        <AssistantPanel
          key={key}
          conversationId={conversationId}
          suggestions={example ? [`What should I do next on ${example.name}?`, ...questions] : questions}
          autoFocus
          renderProposal={renderProposal}
          onStarted={(id) => {
            adopt(id);
            void navigate(paths.assistant(id));
          }}
          onStartOver={startOver}
        />
      </Box>
    </Box>
  );
}
