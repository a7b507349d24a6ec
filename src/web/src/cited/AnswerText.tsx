import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { AnswerProps } from './Answer.tsx';

/** The Markdown reader is a large part of the code and not needed before there is a text. */
const Answer = lazy(async () => ({ default: (await import('./Answer.tsx')).Answer }));

/** A text in Markdown with its citations; plain until the reader of Markdown is there. */
export function AnswerText(props: AnswerProps) {
  return (
    <Suspense fallback={<Text style={{ whiteSpace: 'pre-wrap' }}>{props.text}</Text>}>
      <Answer {...props} />
    </Suspense>
  );
}
