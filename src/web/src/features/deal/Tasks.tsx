import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setTask } from '../../api/tasks.ts';
import type { DealDetail } from '../../api/types.ts';
import { daysSince, formatDay } from '../../lib/format.ts';
import { ChangeOutcome } from './ChangeOutcome.tsx';
import { useDealChange, useMayDecide } from './changeQueries.ts';
import { Section } from './Section.tsx';
import { StepForm } from './StepForm.tsx';

type Task = DealDetail['tasks'][number];

function useSetTask() {
  const client = useQueryClient();
  return useMutation({ mutationFn: setTask, onSettled: () => client.invalidateQueries() });
}

interface TasksProps {
  readonly detail: DealDetail;
  readonly now: Date;
}

/** What is agreed and what is to be done: to tick off, to add, to change. */
export function Tasks({ detail, now }: TasksProps) {
  const { tasks, deal, nextStepDue } = detail;
  const [form, setForm] = useState<'task' | 'nextStep' | null>(null);
  // The button of the form that was open takes the focus back.
  const [last, setLast] = useState<'task' | 'nextStep' | null>(null);
  const close = () => {
    setLast(form);
    setForm(null);
  };
  // What was ticked stays in sight until the page is left, with the way back.
  const [done, setDone] = useState<readonly Task[]>([]);
  const finish = useSetTask();
  const change = useDealChange(deal.id);
  const mayDecide = useMayDecide(deal.id);

  const due = (day: string | null) => {
    if (day === null) return '';
    return daysSince(day, now) > 0 ? ` · was due on ${formatDay(day)}` : ` · due on ${formatDay(day)}`;
  };
  const tick = (task: Task, isDone: boolean) =>
    finish.mutate(
      { dealId: deal.id, taskId: task.id, done: isDone },
      { onSuccess: () => setDone((before) => (isDone ? [...before, task] : before.filter(({ id }) => id !== task.id))) },
    );
  const shown = [...tasks, ...done.filter(({ id }) => tasks.every((task) => task.id !== id))];
  const isDone = ({ id }: Task) => tasks.every((task) => task.id !== id);
  const submit = (text: string, day: string) =>
    change.mutate(
      form === 'task'
        ? { kind: 'task', fields: { task: text, ...(day !== '' && { dueOn: day }) } }
        : { kind: 'nextStep', fields: { nextStep: text, nextStepDue: day === '' ? null : day }, seen: { nextStep: deal.nextStep, nextStepDue } },
      { onSuccess: close },
    );
  return (
    <Section title="Next steps and tasks">
      <Text size="sm" mb="xs" c={deal.nextStep === null ? 'dimmed' : undefined}>
        {deal.nextStep === null ? 'No next step is agreed.' : `Next step: ${deal.nextStep}`}
        {deal.nextStep !== null && (
          <Text span inherit c="dimmed">
            {due(nextStepDue)}
          </Text>
        )}
      </Text>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          No open tasks.
        </Text>
      )}
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Tasks">
        {shown.map((task) => (
          <li key={task.id}>
            <Checkbox
              size="sm"
              checked={isDone(task)}
              disabled={!mayDecide}
              onChange={(event) => tick(task, event.currentTarget.checked)}
              label={
                <>
                  <Text span inherit td={isDone(task) ? 'line-through' : undefined}>
                    {task.title}
                  </Text>
                  <Text span inherit c="dimmed">
                    {isDone(task) ? ' · done' : due(task.dueOn)}
                  </Text>
                </>
              }
            />
          </li>
        ))}
      </Stack>
      {finish.isError && (
        <Alert color="red" role="alert" mt="xs">
          {finish.error.message}
        </Alert>
      )}
      {mayDecide && form === null && (
        <Group gap="xs" mt="sm">
          <Button size="xs" variant="default" autoFocus={last === 'task'} onClick={() => setForm('task')}>
            Add a task
          </Button>
          <Button size="xs" variant="default" autoFocus={last === 'nextStep'} onClick={() => setForm('nextStep')}>
            {deal.nextStep === null ? 'Set the next step' : 'Change the next step'}
          </Button>
        </Group>
      )}
      {form !== null && (
        <StepForm
          key={form}
          label={form === 'task' ? 'Task' : 'Next step'}
          text={form === 'task' ? '' : (deal.nextStep ?? '')}
          saving={change.isPending}
          onSubmit={submit}
          onCancel={() => {
            change.reset();
            close();
          }}
        />
      )}
      <ChangeOutcome change={change} />
    </Section>
  );
}
