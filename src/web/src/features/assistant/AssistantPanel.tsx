import { Alert, Box, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from '../../ui/Empty.tsx';
import { announcement } from './announcement.ts';
import { Composer } from './Composer.tsx';
import { useStopTurn } from './queries.ts';
import { Refused } from './Refused.tsx';
import { Suggestions } from './Suggestions.tsx';
import { runningTurn, type TurnProposal } from './turnReducer.ts';
import { Question, TurnView, Working } from './TurnView.tsx';
import { useAsk } from './useAsk.ts';
import { useEscape } from './useEscape.ts';
import { useStickToBottom } from './useStickToBottom.ts';
import { useTranscript } from './useTranscript.ts';
import classes from './AssistantPanel.module.css';

interface AssistantPanelProps {
  /** Null until the first question creates it. See `usePanelKey` for the key to give this component. */
  readonly conversationId: string | null;
  /** The deal that questions are about, when the panel stands beside one. */
  readonly dealId?: string;
  readonly suggestions: readonly string[];
  readonly autoFocus?: boolean;
  /** Shows a proposed change with what one can do about it; the same function from draw to draw. */
  readonly renderProposal: (proposal: TurnProposal) => ReactNode;
  readonly onStarted: (conversationId: string) => void;
  /** What to do about a conversation that cannot be shown. */
  readonly onStartOver: () => void;
}

/** A conversation with the assistant: transcript and composer. */
export function AssistantPanel(props: AssistantPanelProps) {
  const { conversationId, dealId = null, suggestions, autoFocus = false, renderProposal, onStarted, onStartOver } = props;
  const { transcript, refused, retry } = useTranscript(conversationId);
  const { ask, error, waiting, turnId } = useAsk({ conversationId, dealId, transcript, onStarted });
  const stop = useStopTurn(conversationId);
  const { attach, goToEnd } = useStickToBottom();

  const running = runningTurn(transcript);
  const ready = running === null && waiting === null;
  const { turns } = transcript;
  const empty = turns.length === 0 && waiting === null;
  const onStop = running === null ? null : () => stop.mutate(running.id);
  const onAsk = (question: string, replaces: string | null = null) => {
    goToEnd();
    return ask(question, replaces);
  };
  const onPick = (question: string) => void onAsk(question).catch(() => undefined);
  useEscape(running !== null, () => onStop?.());

  const askedHere = turns.find((turn) => turn.id === turnId) ?? null;
  return (
    <Stack gap={0} h="100%" mih={0}>
      <VisuallyHidden aria-live="polite">{announcement(askedHere)}</VisuallyHidden>
      {/* A box that scrolls has to be reachable by keyboard. */}
      <Box ref={attach} className={classes.scroll} role="region" aria-label="Conversation" tabIndex={0}>
        <Stack gap="xl" className={classes.turns} mih="100%">
          {refused && <Refused onRetry={retry} onStartOver={onStartOver} />}
          {conversationId !== null && empty && !refused && (
            <div className={classes.late}>
              <Empty title="No question yet" />
            </div>
          )}
          {conversationId === null && empty && <Suggestions questions={suggestions} onAsk={onPick} />}
          {turns.map((turn, index) => (
            <TurnView
              key={turn.id}
              conversationId={conversationId}
              turn={turn}
              answers={turns.length - index}
              onAsk={ready ? onAsk : null}
              renderProposal={renderProposal}
            />
          ))}
          {/* One that takes the place of another is under way where that stands. */}
          {waiting !== null && waiting.replaces === null && (
            <Stack gap="sm">
              <Question text={waiting.question} />
              <Working />
            </Stack>
          )}
        </Stack>
      </Box>
      <Box className={classes.composer}>
        {error !== null && (
          <Alert color="red" role="alert" mb="xs" py="xs">
            {error.message}
          </Alert>
        )}
        <Composer
          draft={conversationId ?? dealId ?? 'new'}
          label={dealId === null ? 'Ask about your deals' : 'Ask about this deal'}
          autoFocus={autoFocus}
          ready={ready && !refused}
          onStop={onStop}
          onAsk={onAsk}
        />
      </Box>
    </Stack>
  );
}
