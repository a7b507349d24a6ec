import { Paper, Stack } from '@mantine/core';
import { useState } from 'react';
import { DebouncedInput } from '../../ui/DebouncedInput.tsx';
import { Found } from './Found.tsx';

/** Finds what was said or written on one deal. */
export function DealSearch({ dealId }: { readonly dealId: string }) {
  const [q, setQ] = useState('');
  return (
    <Paper component="section" withBorder p="md" aria-label="Search in this deal">
      <Stack gap="sm">
        <DebouncedInput type="search" label="Search in this deal" placeholder="Words or “a phrase”" value={q} onChange={setQ} />
        <Found filters={{ q, deal: dealId, person: '', kind: null, since: '' }} dealName="this deal" />
      </Stack>
    </Paper>
  );
}
