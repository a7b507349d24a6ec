import { ActionIcon, Alert, Button, CopyButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Thumb } from '../../api/types.ts';
import { CopyIcon, RetryIcon, ThumbDownIcon, ThumbUpIcon } from '../../ui/icons.tsx';
import { feedbackQuery, useFeedback } from './feedbackQueries.ts';

const words: Readonly<Record<Thumb, { readonly label: string; readonly ask: string }>> = {
  up: { label: 'This answer helped', ask: 'What was good about it?' },
  down: { label: 'This answer did not help', ask: 'What was wrong with it?' },
};

interface ActionProps {
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const Action = ({ label, pressed, disabled = false, onClick, children }: ActionProps) => (
  <ActionIcon variant={pressed === true ? 'light' : 'subtle'} color={pressed === true ? undefined : 'gray'} aria-label={label} title={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
    {children}
  </ActionIcon>
);

interface ReasonProps {
  readonly thumb: Thumb;
  readonly stored: string;
  readonly saving: boolean;
  readonly onSave: (reason: string) => void;
  readonly onClose: () => void;
}

function Reason({ thumb, stored, saving, onSave, onClose }: ReasonProps) {
  const [reason, setReason] = useState(stored);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(reason);
      }}
    >
      <Stack gap="xs" maw={480}>
        <Textarea
          label={`${words[thumb].ask} (optional)`}
          description="Administrators can read rated questions and answers, without your name, to make answers better."
          autosize
          minRows={1}
          maxRows={6}
          maxLength={1000}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={saving}>
            Save the reason
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            No reason
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface AnswerActionsProps {
  readonly conversationId: string;
  readonly turnId: string;
  readonly answer: string;
  /** Null while another question is being answered. */
  readonly onRetry: (() => void) | null;
}

/** What one can do about an answer: copy it, have it again, say whether it helped. */
export function AnswerActions({ conversationId, turnId, answer, onRetry }: AnswerActionsProps) {
  const given = useQuery(feedbackQuery(conversationId)).data?.find((feedback) => feedback.turnId === turnId);
  const [asking, setAsking] = useState(false);
  const change = useFeedback(conversationId, turnId);
  const current = change.isPending ? change.variables : given;
  const rate = (thumb: Thumb) => {
    const again = current?.thumb === thumb;
    setAsking(!again);
    change.mutate(again ? null : { thumb, reason: null });
  };
  return (
    <Stack gap="xs">
      <Group gap={4}>
        <CopyButton value={answer}>
          {({ copied, copy }) => (
            <Action label={copied ? 'Copied' : 'Copy the answer'} onClick={copy}>
              <CopyIcon size={16} />
            </Action>
          )}
        </CopyButton>
        {onRetry !== null && (
          <Action label="Answer again" onClick={onRetry}>
            <RetryIcon size={16} />
          </Action>
        )}
        <Action label={words.up.label} pressed={current?.thumb === 'up'} disabled={change.isPending} onClick={() => rate('up')}>
          <ThumbUpIcon size={16} />
        </Action>
        <Action label={words.down.label} pressed={current?.thumb === 'down'} disabled={change.isPending} onClick={() => rate('down')}>
          <ThumbDownIcon size={16} />
        </Action>
        {given?.reason != null && !asking && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            “{given.reason}”
          </Text>
        )}
      </Group>
      {change.error && (
        <Alert color="red" role="alert" py="xs">
          {change.error.message}
        </Alert>
      )}
      {asking && current && (
        <Reason
          key={current.thumb}
          thumb={current.thumb}
          stored={given?.reason ?? ''}
          saving={change.isPending}
          onSave={(reason) => change.mutate({ thumb: current.thumb, reason: reason.trim() === '' ? null : reason }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </Stack>
  );
}
