import { Alert, Button, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { Fragment, memo, type ReactNode, useDeferredValue } from 'react';
import { AnswerText } from '../../cited/AnswerText.tsx';
import { SourceList } from '../../cited/SourceList.tsx';
import { ToolSteps } from './ToolSteps.tsx';
import type { Turn, TurnProposal } from './turnReducer.ts';
import { Unsupported } from './Unsupported.tsx';

/** The question, as a heading: a reader's tool can jump from question to question. */
export function Question({ text }: { readonly text: string }) {
  return (
    <Group justify="flex-end">
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
  readonly turn: Turn;
  /** Null while another question is being answered. */
  readonly onAskAgain: ((question: string) => void) | null;
  /** Shows a proposed change with what one can do about it; the same function from draw to draw. */
  readonly renderProposal: (proposal: TurnProposal) => ReactNode;
}

export const TurnView = memo(function TurnView({ turn, onAskAgain, renderProposal }: TurnViewProps) {
  // Text, sources and marks belong together: the places of one mean nothing in another.
  const said = useDeferredValue(turn);
  const { text } = said;
  const { phase } = turn;
  return (
    <Stack component="article" gap="sm" aria-busy={phase.status === 'running'}>
      <Question text={turn.question} />
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
            {onAskAgain !== null && (
              <Button size="xs" variant="default" onClick={() => onAskAgain(turn.question)}>
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
    </Stack>
  );
});
