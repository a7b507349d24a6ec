import { ActionIcon, Alert, Button, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { Fragment, memo, type ReactNode, useDeferredValue, useRef, useState } from 'react';
import { AnswerText } from '../../cited/AnswerText.tsx';
import { SourceList } from '../../cited/SourceList.tsx';
import { EditIcon } from '../../ui/icons.tsx';
import { AnswerActions } from './AnswerActions.tsx';
import { EditQuestion } from './EditQuestion.tsx';
import { Replaced } from './Replaced.tsx';
import { ToolSteps } from './ToolSteps.tsx';
import type { Turn, TurnProposal } from './turnReducer.ts';
import { Unsupported } from './Unsupported.tsx';

/** The question, as a heading: a reader's tool can jump from question to question. */
export function Question({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <Group justify="flex-end" wrap="nowrap" gap={4}>
      {children}
      <Paper bg="var(--mantine-primary-color-light)" px="md" py="xs" maw="85%" radius="lg">
        <Text component="h3" m={0} fw={500} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      </Paper>
    </Group>
  );
}

export function Working() {
  return (
    <Group gap="xs">
      <Loader type="dots" size="xs" aria-hidden />
      <Text size="sm" c="dimmed">
        Working on it
      </Text>
    </Group>
  );
}

interface TurnViewProps {
  /** Null until the first question creates the conversation. */
  readonly conversationId: string | null;
  readonly turn: Turn;
  /** How many turns there are from this one on. */
  readonly answers: number;
  /** Asks, in the place of a turn if one is named; null while another question is being answered. The same function from draw to draw. */
  readonly onAsk: ((question: string, replaces: string | null) => Promise<unknown>) | null;
  /** Shows a proposed change with what one can do about it; the same function from draw to draw. */
  readonly renderProposal: (proposal: TurnProposal) => ReactNode;
}

export const TurnView = memo(function TurnView({ conversationId, turn, answers, onAsk, renderProposal }: TurnViewProps) {
  // Text, sources and marks belong together: the places of one mean nothing in another.
  const said = useDeferredValue(turn);
  const { text } = said;
  const { phase } = turn;
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const stopEditing = () => {
    setEditing(false);
    // Where it began; once the question is asked, this is gone with the turn.
    requestAnimationFrame(() => edit.current?.focus());
  };
  // What went wrong is said beside the composer.
  const askAgain = (replaces: string | null) => void onAsk?.(turn.question, replaces).catch(() => undefined);
  return (
    <Stack component="article" gap="sm" aria-busy={phase.status === 'running'}>
      {editing ? (
        <EditQuestion question={turn.question} answers={answers} onAsk={(question) => onAsk?.(question, turn.id) ?? Promise.reject(new Error())} onClose={stopEditing} />
      ) : (
        <Question text={turn.question}>
          {onAsk !== null && (
            <ActionIcon ref={edit} variant="subtle" color="gray" aria-label="Edit the question" title="Edit the question" onClick={() => setEditing(true)}>
              <EditIcon size={16} />
            </ActionIcon>
          )}
        </Question>
      )}
      <Replaced turns={turn.replaced} renderProposal={renderProposal} />
      <ToolSteps steps={turn.steps} working={phase.status === 'running' && turn.text === ''} />
      {text !== '' && <AnswerText text={text} sources={said.sources} unsupported={said.phase.status === 'completed' ? said.phase.unsupported : undefined} />}
      {phase.status === 'completed' && <Unsupported words={phase.unsupported} />}
      {turn.proposals.map((proposal) => (
        <Fragment key={proposal.id}>{renderProposal(proposal)}</Fragment>
      ))}
      {phase.status === 'running' && text === '' && <Working />}
      {phase.status === 'failed' && (
        <Alert color={phase.stopped ? 'gray' : 'red'} title={phase.stopped ? 'Stopped' : 'No answer'}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{phase.reason}</Text>
            {onAsk !== null && (
              <Button size="xs" variant="default" onClick={() => askAgain(null)}>
                Ask again
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {phase.status === 'completed' && turn.sources.length > 0 && <SourceList sources={turn.sources} />}
      {phase.status === 'completed' &&
        phase.notes.map((note) => (
          <Text size="xs" c="dimmed" key={note}>
            {note}
          </Text>
        ))}
      {phase.status === 'completed' && conversationId !== null && (
        <AnswerActions conversationId={conversationId} turnId={turn.id} answer={turn.text} onRetry={onAsk === null ? null : () => askAgain(turn.id)} />
      )}
    </Stack>
  );
});
