import { Fieldset, SimpleGrid, TextInput } from '@mantine/core';
import { type ThresholdKey, thresholdGroups, type Unit } from './thresholds.ts';

const steps: Readonly<Partial<Record<Unit, number>>> = { times: 0.1, percent: 0.1 };

interface ThresholdFieldsProps {
  readonly typed: Readonly<Record<ThresholdKey, string>>;
  readonly readOnly: boolean;
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly onChange: (key: ThresholdKey, value: string) => void;
}

/** What marks a deal at risk. */
export function ThresholdFields({ typed, readOnly, problems, onChange }: ThresholdFieldsProps) {
  return thresholdGroups.map(({ legend, lines }) => (
    <Fieldset key={legend} legend={legend}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" style={{ alignItems: 'end' }}>
        {lines.map(({ key, label, unit }) => (
          <TextInput
            key={key}
            label={`${label} (${unit === 'percent' ? '%' : unit})`}
            type="number"
            step={steps[unit] ?? 1}
            required={!readOnly}
            withAsterisk={false}
            readOnly={readOnly}
            error={problems[key]?.join(' ')}
            value={typed[key]}
            onChange={({ currentTarget: { value } }) => onChange(key, value)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  ));
}
