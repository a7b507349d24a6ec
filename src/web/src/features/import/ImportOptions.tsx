import { Checkbox, FileInput, Group, Select, TextInput } from '@mantine/core';
import type { DateOrder } from './queries.ts';

export interface Options {
  readonly dryRun: boolean;
  readonly dateOrder: DateOrder | null;
  readonly mapping: File | null;
  readonly currency: string;
}

interface ImportOptionsProps {
  readonly options: Options;
  readonly onChange: (options: Options) => void;
}

const dateOrders = [
  { value: 'dmy', label: 'Day first (31/12/2026)' },
  { value: 'mdy', label: 'Month first (12/31/2026)' },
] as const;

export function ImportOptions({ options, onChange }: ImportOptionsProps) {
  const change = (part: Partial<Options>) => onChange({ ...options, ...part });
  return (
    <Group align="flex-start" gap="md">
      <Select
        label="Dates with slashes"
        description="Only needed when the files leave it open"
        placeholder="Find out from the file"
        clearable
        data={[...dateOrders]}
        value={options.dateOrder}
        onChange={(dateOrder) => change({ dateOrder })}
      />
      <TextInput
        label="Currency"
        description="For amounts without one"
        placeholder="EUR"
        maxLength={3}
        w={180}
        value={options.currency}
        onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
      />
      <FileInput
        label="Mapping file"
        description="JSON, for columns with names of your own"
        placeholder="None"
        accept=".json,application/json"
        clearable
        miw={200}
        value={options.mapping}
        onChange={(mapping) => change({ mapping })}
      />
      <Checkbox
        label="Dry run: show what would happen, change nothing"
        checked={options.dryRun}
        onChange={(event) => change({ dryRun: event.currentTarget.checked })}
      />
    </Group>
  );
}
