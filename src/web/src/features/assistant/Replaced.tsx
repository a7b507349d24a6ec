import { Stack, Text } from '@mantine/core';
import { Fragment, type ReactNode, useState } from 'react';
import { AnswerText } from '../../cited/AnswerText.tsx';
import { countOf } from '../../lib/format.ts';
import type { Turn, TurnProposal } from './turnReducer.ts';
import classes from './ToolSteps.module.css';

interface ReplacedProps {
  readonly turns: readonly Turn[];
  readonly renderProposal: (proposal: TurnProposal) => ReactNode;
}

/** What was asked and answered before the question was put in other words, folded away. */
export function Replaced({ turns, renderProposal }: ReplacedProps) {
  const [open, setOpen] = useState(false);
  if (turns.length === 0) return null;
  return (
    <details className={classes.steps} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Replaced: {countOf(turns.length, 'earlier question')}</summary>
      {open && (
        <Stack gap="md" mt="xs" ps="sm">
          {turns.map(({ id, question, text, sources, proposals, phase }) => (
            <Stack gap={4} key={id}>
              <Text size="sm" fw={600} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {question}
              </Text>
              {text !== '' && <AnswerText text={text} sources={sources} />}
              {phase.status === 'failed' && <Text size="sm">{phase.reason}</Text>}
              {proposals.map((proposal) => (
                <Fragment key={proposal.id}>{renderProposal(proposal)}</Fragment>
              ))}
            </Stack>
          ))}
        </Stack>
      )}
    </details>
  );
}
