import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';

/** A step of the delivery policy as it is typed. */
export interface DeliveryStep {
  readonly fromUnits: string;
  readonly days: string;
}

interface StepRowProps {
  readonly step: DeliveryStep;
  readonly number: number;
  readonly onChange: (step: DeliveryStep) => void;
  readonly onRemove: () => void;
}

function StepRow({ step, number, onChange, onRemove }: StepRowProps) {
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={`Step ${number}`}>
      <TextInput
        label="From units"
        type="number"
        min={0}
        required
        w={88}
        value={step.fromUnits}
        onChange={(event) => onChange({ ...step, fromUnits: event.currentTarget.value })}
      />
      <TextInput
        label="Days"
        type="number"
        min={0}
        required
        w={88}
        value={step.days}
        onChange={(event) => onChange({ ...step, days: event.currentTarget.value })}
      />
      <Button variant="default" aria-label={`Remove step ${number}`} onClick={onRemove}>
        Remove
      </Button>
    </Group>
  );
}

interface DeliveryStepsProps {
  readonly steps: readonly DeliveryStep[];
  readonly onChange: (steps: readonly DeliveryStep[]) => void;
}

/** How many days delivery and installation take, by the number of units. */
export function DeliverySteps({ steps, onChange }: DeliveryStepsProps) {
  const add = useRef<HTMLButtonElement>(null);
  return (
    <Fieldset legend="Delivery policy">
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          Calendar days that delivery and installation take, from so many units on. Promises are checked against them.
        </Text>
        {steps.map((step, index) => (
          <StepRow
            key={index}
            step={step}
            number={index + 1}
            onChange={(changed) => onChange(steps.with(index, changed))}
            onRemove={() => {
              onChange(steps.toSpliced(index, 1));
              add.current?.focus();
            }}
          />
        ))}
        <Button ref={add} variant="default" w="fit-content" onClick={() => onChange([...steps, { fromUnits: '', days: '' }])}>
          Add a step
        </Button>
      </Stack>
    </Fieldset>
  );
}
