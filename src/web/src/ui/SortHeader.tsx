import { Table, UnstyledButton } from '@mantine/core';

interface SortHeaderProps<T extends string> {
  readonly sort: T;
  readonly label: string;
  /** What the table is sorted by now. */
  readonly sorted: T;
  readonly descending: boolean;
  readonly onSort: (sort: T) => void;
  readonly align?: 'right';
}

/** The head of a column that the table can be sorted by. */
export function SortHeader<T extends string>({ sort, label, sorted, descending, onSort, align }: SortHeaderProps<T>) {
  const active = sorted === sort;
  return (
    <Table.Th ta={align} style={{ whiteSpace: 'nowrap' }} aria-sort={active ? (descending ? 'descending' : 'ascending') : 'none'}>
      <UnstyledButton fz="inherit" fw="inherit" onClick={() => onSort(sort)}>
        {label}
        {active && <span aria-hidden>{` ${descending ? '↓' : '↑'}`}</span>}
      </UnstyledButton>
    </Table.Th>
  );
}
