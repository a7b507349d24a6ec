import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ownersQuery } from '../../api/team.ts';
import type { AuditAction } from '../../api/types.ts';
import { kindChoices, type KindOfChange } from '../../lib/changeWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { AuditEntry } from './AuditEntry.tsx';
import { actionWords, type AuditFilters, isNarrowed, readFilters, writeFilters } from './auditFilters.ts';
import { auditQuery } from './queries.ts';

const actions = [{ value: '', label: 'All decisions' }, ...Object.entries(actionWords).map(([value, label]) => ({ value, label }))];
const kinds = [{ value: '', label: 'Any kind' }, ...kindChoices];

interface FiltersProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const owners = useQuery(ownersQuery);
  const change = (part: Partial<AuditFilters>) => onChange({ ...filters, ...part });
  const people = [{ value: '', label: 'Anyone' }, ...(owners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Group component="section" aria-label="Filters" gap="sm" align="flex-end">
      <NativeSelect label="Decision" data={actions} value={filters.action ?? ''} onChange={({ currentTarget: { value } }) => change({ action: value === '' ? null : (value as AuditAction) })} />
      <NativeSelect label="Kind of change" data={kinds} value={filters.kind ?? ''} onChange={({ currentTarget: { value } }) => change({ kind: value === '' ? null : (value as KindOfChange) })} />
      <NativeSelect label="By" data={people} value={filters.by ?? ''} onChange={({ currentTarget: { value } }) => change({ by: value === '' ? null : value })} />
      <TextInput type="date" label="Since" value={filters.since} onChange={({ currentTarget: { value } }) => change({ since: value })} />
      {isNarrowed(filters) && (
        <Button variant="subtle" onClick={() => onChange(readFilters(new URLSearchParams()))}>
          Clear
        </Button>
      )}
    </Group>
  );
}

/** Who decided what about which change. Nothing in it can be changed or deleted. */
export function AuditPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const audit = useInfiniteQuery(auditQuery(filters));
  const entries = audit.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title="Audit" size="md">
      <Stack>
        <Filters filters={filters} onChange={(next) => setParams(writeFilters(next), { replace: true })} />
        {audit.isPending && <Loading label="Loading the log" />}
        {audit.isError && <Failure title="The log could not be loaded" error={audit.error} onRetry={() => void audit.refetch()} />}
        {audit.isSuccess && entries.length === 0 && (
          <Empty title={isNarrowed(filters) ? 'No decision fits these filters' : 'Nothing was decided yet'}>Every change that is applied, undone or rejected is written down here.</Empty>
        )}
        <Stack component="ol" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Decisions" opacity={audit.isPlaceholderData ? 0.6 : 1}>
          {entries.map((entry) => (
            <AuditEntry key={entry.sequence} entry={entry} />
          ))}
        </Stack>
        {audit.hasNextPage && (
          <Button variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            Load older
          </Button>
        )}
      </Stack>
    </Page>
  );
}
