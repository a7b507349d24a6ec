import { postOnly, remove } from './http.ts';

export interface TaskState {
  readonly dealId: string;
  readonly taskId: string;
  readonly done: boolean;
}

/** Says that a task is done, or open again. */
export function setTask({ dealId, taskId, done }: TaskState): Promise<void> {
  const path = `/api/deals/${encodeURIComponent(dealId)}/tasks/${encodeURIComponent(taskId)}/done`;
  return done ? postOnly(path) : remove(path);
}
