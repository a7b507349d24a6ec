import { useMutation, useQueryClient } from '@tanstack/react-query';
import { setTask, type TaskState } from '../../api/tasks.ts';

export interface FinishedTask extends TaskState {
  readonly title: string;
}

/** Ticks tasks off, and takes that back. */
export function useFinish() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (task: FinishedTask) => setTask(task), onSettled: () => client.invalidateQueries() });
}
