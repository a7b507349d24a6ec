import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dealChoicesQuery } from './queries.ts';

interface DealChoiceProps {
  readonly value: string | null;
  /** Name of the chosen deal, as far as it is known. */
  readonly name: string | null;
  readonly onChange: (dealId: string | null) => void;
}

/** Chooses a deal by a part of its name. */
export function DealChoice({ value, name, onChange }: DealChoiceProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 250);
  const [opened, setOpened] = useState(false);
  const found = useQuery({ ...dealChoicesQuery(asked), enabled: opened });
  const deals = (found.data?.items ?? []).map((deal) => ({ value: deal.id, label: deal.name }));
  const data = value === null || deals.some((deal) => deal.value === value) ? deals : [{ value, label: name ?? 'One deal' }, ...deals];
  return (
    <Select
      aria-label="Deal"
      placeholder="Any deal"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Any deal' }}
      nothingFoundMessage={found.isFetching ? 'Looking…' : 'No deal of that name'}
      data={data}
      // The server finds what fits; nothing is left out again here.
      filter={({ options }) => options}
      onSearchChange={setText}
      onDropdownOpen={() => setOpened(true)}
      value={value}
      onChange={onChange}
      w={{ base: '100%', xs: 230 }}
    />
  );
}
