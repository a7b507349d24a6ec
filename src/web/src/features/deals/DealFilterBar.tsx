import { Button, Collapse, Group, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ownersQuery, pipelinesQuery } from '../../api/team.ts';
import { DebouncedInput } from '../../ui/DebouncedInput.tsx';
import { changeFilters, type DealFilters, dealSorts, isNarrowed, readFilters } from './dealFilters.ts';

const statusLabels = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'all', label: 'All' },
] as const;

const sortLabels = {
  closeDate: 'Close date',
  amount: 'Amount',
  name: 'Name',
  createdOn: 'Created',
  stageEnteredOn: 'Time in stage',
} as const;

interface DealFilterBarProps {
  readonly filters: DealFilters;
  readonly onChange: (filters: DealFilters) => void;
}

export function DealFilterBar({ filters, onChange }: DealFilterBarProps) {
  const pipelines = useQuery(pipelinesQuery);
  const owners = useQuery(ownersQuery);
  const hidden = [filters.owner, filters.stage, filters.minAmount, filters.maxAmount, filters.closeFrom, filters.closeTo];
  const [more, { toggle }] = useDisclosure(hidden.some((value) => value !== null && value !== ''));
  const change = (part: Partial<DealFilters>) => onChange(changeFilters(filters, part));

  const stages = (pipelines.data ?? []).map((pipeline) => ({
    group: pipeline.name,
    items: pipeline.stages.map((stage) => ({ value: stage.id, label: stage.name })),
  }));
  return (
    <Stack gap="sm" component="section" aria-label="Filters">
      <Group gap="sm" align="flex-end">
        <SegmentedControl
          aria-label="Status"
          data={[...statusLabels]}
          value={filters.status}
          onChange={(status) => change({ status })}
        />
        <DebouncedInput
          type="search"
          aria-label="Find by name or account"
          placeholder="Find by name or account"
          flex={1}
          miw={180}
          value={filters.text}
          onChange={(text) => change({ text })}
        />
        <Button variant="default" onClick={toggle} aria-expanded={more}>
          {more ? 'Fewer filters' : 'More filters'}
        </Button>
        {isNarrowed(filters) && (
          <Button variant="subtle" onClick={() => onChange(readFilters(new URLSearchParams()))}>
            Clear
          </Button>
        )}
      </Group>
      <Collapse expanded={more}>
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
          <Select
            label="Owner"
            placeholder="Anyone"
            searchable
            clearable
            data={(owners.data ?? []).map((owner) => ({ value: owner.id, label: owner.name }))}
            value={filters.owner}
            onChange={(owner) => change({ owner })}
          />
          <Select
            label="Stage"
            placeholder="Any"
            searchable
            clearable
            data={stages}
            value={filters.stage}
            onChange={(stage) => change({ stage })}
          />
          <DebouncedInput
            label="Amount from"
            inputMode="decimal"
            value={filters.minAmount}
            onChange={(minAmount) => change({ minAmount: minAmount.trim() })}
          />
          <DebouncedInput
            label="Amount to"
            inputMode="decimal"
            value={filters.maxAmount}
            onChange={(maxAmount) => change({ maxAmount: maxAmount.trim() })}
          />
          <TextInput
            type="date"
            label="Closes from"
            value={filters.closeFrom}
            onChange={(event) => change({ closeFrom: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="Closes until"
            value={filters.closeTo}
            onChange={(event) => change({ closeTo: event.currentTarget.value })}
          />
          <Select
            label="Sort by"
            allowDeselect={false}
            data={dealSorts.map((sort) => ({ value: sort, label: sortLabels[sort] }))}
            value={filters.sort}
            onChange={(sort) => change({ sort: sort ?? 'closeDate' })}
          />
          <Select
            label="Order"
            allowDeselect={false}
            data={[
              { value: 'false', label: 'Ascending' },
              { value: 'true', label: 'Descending' },
            ]}
            value={String(filters.descending)}
            onChange={(value) => change({ descending: value === 'true' })}
          />
        </SimpleGrid>
      </Collapse>
    </Stack>
  );
}
