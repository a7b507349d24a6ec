import { Fieldset, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { StageSettings } from '../../api/types.ts';
import { toTyped } from './thresholds.ts';

/** A stage as it is typed. */
export interface TypedStage {
  readonly id: string;
  readonly chance: string;
  readonly usualDays: string;
  readonly exitCriterion: string;
  readonly nextAction: string;
  readonly withinHours: string;
}

export const typedStage = (stage: StageSettings): TypedStage => ({
  id: stage.id,
  chance: toTyped(stage.winProbability, 'percent'),
  usualDays: String(stage.usualDays ?? ''),
  exitCriterion: stage.exitCriterion ?? '',
  nextAction: stage.nextAction ?? '',
  withinHours: String(stage.nextActionWithinHours ?? ''),
});

interface StageFieldsProps {
  readonly stage: StageSettings;
  readonly typed: TypedStage;
  readonly readOnly: boolean;
  readonly problem: string | undefined;
  readonly onChange: (typed: TypedStage) => void;
}

/** A stage with its exit criterion, its chance and what is to be done in it. */
export function StageFields({ stage, typed, readOnly, problem, onChange }: StageFieldsProps) {
  const isOpen = stage.status === 'open';
  const field = (name: Exclude<keyof TypedStage, 'id'>) => ({
    readOnly,
    value: typed[name],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange({ ...typed, [name]: value }),
  });
  return (
    <Fieldset legend={stage.name}>
      <Stack gap="sm">
        <Textarea label="Exit criterion" description="The evidence that lets a deal move on" autosize minRows={1} maxLength={500} {...field('exitCriterion')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label="Chance to win (%)" type="number" min={0} max={100} step={0.1} required={!readOnly} withAsterisk={false} {...field('chance')} readOnly={readOnly || !isOpen} />
          <TextInput label="Usual days" type="number" min={1} {...field('usualDays')} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label="Next action" maxLength={500} {...field('nextAction')} />
          <TextInput label="Within hours" type="number" min={1} {...field('withinHours')} />
        </SimpleGrid>
        {problem !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}
