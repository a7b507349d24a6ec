import { Button, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { ProblemError } from '../../api/http.ts';
import type { PipelineChoices, PipelineSettings, PipelineThresholds } from '../../api/types.ts';
import { Outcome } from './Outcome.tsx';
import { useSetPipeline } from './pipelineQueries.ts';
import { StageFields, type TypedStage, typedStage } from './StageFields.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import { fromTyped, readThresholds, typedThresholds } from './thresholds.ts';

const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
const textOf = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

const readStage = ({ id, chance, usualDays, exitCriterion, nextAction, withinHours }: TypedStage): PipelineChoices['stages'][number] => ({
  id,
  winProbability: fromTyped(chance, 'percent'),
  usualDays: numberOf(usualDays),
  exitCriterion: textOf(exitCriterion),
  nextAction: textOf(nextAction),
  nextActionWithinHours: numberOf(withinHours),
});

interface PipelineFormProps {
  readonly pipeline: PipelineSettings;
  readonly mayChange: boolean;
}

/** Stages and thresholds of one pipeline; who may not change them reads them in the same places. */
export function PipelineForm({ pipeline, mayChange }: PipelineFormProps) {
  const [stages, setStages] = useState(() => pipeline.stages.map(typedStage));
  const [thresholds, setThresholds] = useState(() => typedThresholds(pipeline.thresholds as PipelineThresholds));
  const save = useSetPipeline(pipeline.id);
  const problems = save.error instanceof ProblemError ? save.error.fields : {};
  return (
    <form
      aria-label={pipeline.name}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ thresholds: readThresholds(thresholds), stages: stages.map(readStage) });
      }}
    >
      <Stack>
        <Title order={3} size="h5">
          Stages
        </Title>
        {pipeline.stages.map((stage, index) => {
          const typed = stages[index];
          return (
            typed && (
              <StageFields
                key={stage.id}
                stage={stage}
                typed={typed}
                readOnly={!mayChange}
                problem={problems[`stages.${stage.id}`]?.join(' ')}
                onChange={(changed) => {
                  save.reset();
                  setStages(stages.with(index, changed));
                }}
              />
            )
          );
        })}
        <Title order={3} size="h5">
          When a deal is at risk
        </Title>
        <ThresholdFields
          typed={thresholds}
          readOnly={!mayChange}
          problems={problems}
          onChange={(key, value) => {
            save.reset();
            setThresholds({ ...thresholds, [key]: value });
          }}
        />
        <Outcome change={save} done="The pipeline is saved. Its deals are judged again by it." />
        {mayChange && (
          <Button type="submit" w="fit-content" loading={save.isPending}>
            Save the pipeline
          </Button>
        )}
      </Stack>
    </form>
  );
}
