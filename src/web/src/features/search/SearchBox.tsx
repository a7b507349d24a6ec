import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { writeStored } from '../../lib/stored.ts';
import { useSearchKeys } from '../../lib/useSearchKeys.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import type { QuickAction } from './quickFind.ts';
import { QuickResults } from './QuickResults.tsx';

/** The server's limit for a search. */
const maxText = 1_000;

/** What an option does: opens an address, or takes the text to the assistant. */
const askValue = 'ask';

/** Finds deals, people, texts and things to do from every page. Enter alone leads to all texts that were found. */
export function SearchBox({ actions }: { readonly actions: readonly QuickAction[] }) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 150);
  const box = useCombobox();
  useSearchKeys(field, box.openDropdown);

  const leave = () => {
    setText('');
    box.closeDropdown();
    field.current?.blur();
  };
  const choose = (value: string) => {
    // The draft of a new conversation: what was typed here stands there, ready to be sent.
    if (value === askValue) writeStored('draft:new', text.trim());
    leave();
    void navigate(value === askValue ? paths.assistant() : value);
  };
  return (
    <form
      role="search"
      style={{ flex: '1 1 auto', maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        const q = text.trim();
        leave();
        void navigate(paths.search(q === '' ? {} : { q }));
      }}
    >
      <Combobox
        store={box}
        onOptionSubmit={choose}
        width="min(calc(100vw - 16px), 34rem)"
        position="bottom"
        middlewares={{ shift: true, flip: false }}
        zIndex={300}
      >
        <Combobox.Target>
          <TextInput
            ref={field}
            type="search"
            aria-label="Find anything"
            placeholder="Find anything   Ctrl K"
            leftSection={<SearchIcon size={16} />}
            maxLength={maxText}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              box.resetSelectedOption();
              box.openDropdown();
            }}
            onBlur={() => box.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          {box.dropdownOpened && (
            <QuickResults text={text} asked={asked} actions={actions} askValue={pathname === paths.assistant() ? null : askValue} />
          )}
        </Combobox.Dropdown>
      </Combobox>
    </form>
  );
}
