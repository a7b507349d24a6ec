import { Alert } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';

interface OutcomeProps {
  readonly change: Pick<UseMutationResult<unknown, Error, never>, 'error' | 'isSuccess'>;
  readonly done: string;
}

/** What came of a change: done, or why not. */
export function Outcome({ change, done }: OutcomeProps) {
  if (change.error) {
    return (
      <Alert color="red" role="alert">
        {change.error.message}
      </Alert>
    );
  }
  if (!change.isSuccess) return null;
  return (
    <Alert color="green" role="status">
      {done}
    </Alert>
  );
}
