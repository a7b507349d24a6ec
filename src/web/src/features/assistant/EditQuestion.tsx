import { Button, Group, Stack, Text, Textarea, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';

interface EditQuestionProps {
  readonly question: string;
  /** How many answers come after this question, its own among them. */
  readonly answers: number;
  /** Rejects when the question did not reach the server; what was typed then stays. */
  readonly onAsk: (question: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A question to ask in other words, in the place where it stands. */
export function EditQuestion({ question, answers, onAsk, onClose }: EditQuestionProps) {
  const [text, setText] = useState(question);
  const [sending, setSending] = useState(false);
  const send = () => {
    if (sending || text.trim() === '') return;
    setSending(true);
    // Once it has arrived, another turn stands here.
    onAsk(text.trim()).catch(() => setSending(false));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || event.shiftKey) return;
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
      <VisuallyHidden component="h3">Other words for a question</VisuallyHidden>
      <Stack gap="xs">
        <Textarea
          label="Your question"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={4000}
          autoFocus
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
          onKeyDown={onKeyDown}
        />
        <Text size="xs" c="dimmed">
          {answers > 1 ? `This answer and what came after it are replaced; all ${answers} can still be read.` : 'The answer is replaced; it can still be read.'} What was
          proposed stays to be decided.
        </Text>
        <Group gap="xs">
          <Button type="submit" size="xs" loading={sending} disabled={text.trim() === ''}>
            Ask again
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
