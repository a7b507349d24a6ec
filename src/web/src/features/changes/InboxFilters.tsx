import { Button, Group, NativeSelect, SegmentedControl, Tabs } from '@mantine/core';
import { kindChoices, type KindOfChange } from '../../lib/changeWords.ts';
import { DealChoice } from './DealChoice.tsx';
import { changeFilters, isNarrowed, type ProposalFilters, waiting } from './proposalFilters.ts';

const outcomes = [
  { value: 'applied', label: 'Applied' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'stale', label: 'Overtaken' },
  { value: 'expired', label: 'Expired' },
  { value: 'failed', label: 'Failed' },
  { value: 'all', label: 'All, also what waits' },
] as const;

interface InboxFiltersProps {
  readonly filters: ProposalFilters;
  readonly dealName: string | null;
  readonly onChange: (filters: ProposalFilters) => void;
}

export function InboxFilters({ filters, dealName, onChange }: InboxFiltersProps) {
  const change = (part: Partial<ProposalFilters>) => onChange(changeFilters(filters, part));
  const waits = filters.status === 'pending';
  return (
    <section aria-label="Filters">
      <Tabs value={waits ? 'waiting' : 'history'} onChange={(tab) => change({ status: tab === 'waiting' ? 'pending' : 'applied' })} mb="sm">
        <Tabs.List>
          <Tabs.Tab value="waiting">Waiting</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      <Group gap="sm">
        <SegmentedControl
          aria-label="Whose deals"
          data={[
            { value: 'team', label: 'All in sight' },
            { value: 'mine', label: 'My deals' },
          ]}
          value={filters.mine ? 'mine' : 'team'}
          onChange={(whose) => change({ mine: whose === 'mine' })}
        />
        {!waits && (
          <NativeSelect
            aria-label="Outcome"
            data={[...outcomes]}
            value={filters.status}
            onChange={({ currentTarget: { value } }) => change({ status: outcomes.find((known) => known.value === value)?.value ?? 'applied' })}
          />
        )}
        <NativeSelect
          aria-label="Kind of change"
          data={[{ value: '', label: 'Any kind' }, ...kindChoices.filter(({ value }) => value !== 'setting')]}
          value={filters.kind ?? ''}
          onChange={({ currentTarget: { value } }) => change({ kind: value === '' ? null : (value as KindOfChange) })}
        />
        <DealChoice value={filters.deal} name={dealName} onChange={(deal) => change({ deal })} />
        {isNarrowed(filters) && (
          <Button variant="subtle" onClick={() => onChange({ ...waiting, status: filters.status })}>
            Clear
          </Button>
        )}
      </Group>
    </section>
  );
}
