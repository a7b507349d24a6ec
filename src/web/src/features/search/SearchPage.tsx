import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { passageKinds } from '../../lib/passageWords.ts';
import { DebouncedInput } from '../../ui/DebouncedInput.tsx';
import { Page } from '../../ui/Page.tsx';
import { Found } from './Found.tsx';
import { dealNameQuery } from './queries.ts';
import { isSearch, readSearch, type SearchFilters, writeSearch } from './searchFilters.ts';

const kinds = Object.entries(passageKinds).map(([value, label]) => ({ value: value as keyof typeof passageKinds, label }));

/** Finds what was said or written, over all deals in sight. */
export function SearchPage() {
  const [params, setParams] = useSearchParams();
  const filters = readSearch(params);
  const dealName = useQuery(dealNameQuery(filters.deal)).data ?? null;
  // Each try is not a journey: the back button leaves the search.
  const change = (part: Partial<SearchFilters>) => setParams(writeSearch({ ...filters, ...part }), { replace: true });
  return (
    <Page title="Search">
      <Stack>
        <Stack gap="sm" component="search" aria-label="Search">
          <DebouncedInput
            type="search"
            aria-label="Search"
            placeholder="Words, “a phrase”, or: what did their CFO say about pricing last month"
            autoFocus={filters.q === ''}
            value={filters.q}
            onChange={(q) => change({ q })}
          />
          <Group gap="sm" align="flex-end">
            <DebouncedInput label="Person" placeholder="Name or title" value={filters.person} onChange={(person) => change({ person })} />
            <Select label="Kind" placeholder="Any" clearable data={kinds} value={filters.kind} onChange={(kind) => change({ kind })} />
            <TextInput type="date" label="Since" value={filters.since} onChange={(event) => change({ since: event.currentTarget.value })} />
            {filters.deal !== null && (
              <Button variant="default" onClick={() => change({ deal: null })} aria-label={`Search all deals, not only ${dealName ?? 'this one'}`}>
                Deal: {dealName ?? '…'} ✕
              </Button>
            )}
          </Group>
        </Stack>
        {!isSearch(filters) && (
          <Text c="dimmed" size="sm">
            Finds what was said or written in calls, emails and notes, and in our own material.
          </Text>
        )}
        <Found filters={filters} dealName={filters.deal === null ? null : (dealName ?? 'this deal')} />
      </Stack>
    </Page>
  );
}
