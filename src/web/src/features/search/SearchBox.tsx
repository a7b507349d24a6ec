import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { readForm } from '../../lib/readForm.ts';
import { useSearchKeys } from '../../lib/useSearchKeys.ts';
import { SearchIcon } from '../../ui/icons.tsx';

/** The search of every page: leads to the results. */
export function SearchBox() {
  const navigate = useNavigate();
  const words = useRef<HTMLInputElement>(null);
  useSearchKeys(words);
  return (
    <form
      role="search"
      style={{ flex: '1 1 auto', maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        const { q = '' } = readForm(event.currentTarget);
        void navigate(paths.search(q.trim() === '' ? {} : { q: q.trim() }));
      }}
    >
      <TextInput ref={words} type="search" name="q" aria-label="Search" placeholder="Search   /" leftSection={<SearchIcon size={16} />} maxLength={1000} />
    </form>
  );
}
