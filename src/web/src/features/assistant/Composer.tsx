import { ActionIcon, Group, Text, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useStored } from '../../lib/useStored.ts';
import { SendIcon, StopIcon } from '../../ui/icons.tsx';

/** The server's limit for a question. */
const maxQuestion = 4_000;

interface ComposerProps {
  /** Under which name the unsent text is kept. */
  readonly draft: string;
  readonly label: string;
  /** Null while nothing can be stopped. */
  readonly onStop: (() => void) | null;
  /** False while a question is under way: one can type, not send. */
  readonly ready: boolean;
  /** Rejects when the question did not reach the server; what was typed then stays. */
  readonly onAsk: (question: string) => Promise<unknown>;
  readonly autoFocus: boolean;
}

export function Composer({ draft, label, onStop, ready, onAsk, autoFocus }: ComposerProps) {
  const [text, setText] = useStored(`draft:${draft}`);
  const question = (text ?? '').trim();

  const send = () => {
    if (!ready || question === '') return;
    // Cleared at once, so that one can type on; a question that did not arrive comes back unless something else stands there.
    setText(null);
    onAsk(question).catch(() => setText((typed) => (typed === null || typed === '' ? question : typed)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Textarea
          aria-label={label}
          placeholder={label}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={maxQuestion}
          size="md"
          flex={1}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          value={text ?? ''}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {onStop === null ? (
          <ActionIcon type="submit" size={42} aria-label="Send" disabled={!ready || question === ''}>
            <SendIcon />
          </ActionIcon>
        ) : (
          <ActionIcon size={42} color="red" variant="light" aria-label="Stop the answer" onClick={onStop}>
            <StopIcon />
          </ActionIcon>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={4} visibleFrom="sm">
        Enter sends, Shift+Enter makes a new line{onStop === null ? '' : ', Esc stops'}.
      </Text>
    </form>
  );
}
