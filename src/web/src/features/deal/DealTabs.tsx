import { Stack, Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import classes from './DealTabs.module.css';

export interface DealTab {
  /** As it stands in the address. */
  readonly value: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** The parts of a deal's page. Which one is open stands in the address; what was typed in another one stays there. */
export function DealTabs({ tabs }: { readonly tabs: readonly [DealTab, ...DealTab[]] }) {
  const [params, setParams] = useSearchParams();
  const [first] = tabs;
  const { value: open } = tabs.find(({ value }) => value === params.get('tab')) ?? first;
  const [visited, setVisited] = useState<ReadonlySet<string>>(() => new Set());
  if (!visited.has(open)) setVisited(new Set([...visited, open]));

  const show = (value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === first.value) next.delete('tab');
        else next.set('tab', value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Tabs value={open} onChange={show}>
      <Tabs.List aria-label="Parts of the deal" className={classes.list}>
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value} pt="md" className={classes.panel}>
          {visited.has(value) && <Stack>{content}</Stack>}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
