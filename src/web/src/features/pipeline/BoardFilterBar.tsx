import { Button, Group, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ownersQuery, pipelinesQuery, teamsQuery } from '../../api/team.ts';
import { DebouncedInput } from '../../ui/DebouncedInput.tsx';
import { verdicts } from '../../ui/VerdictBadge.tsx';
import { type BoardFilters, boardVerdicts, cardSorts, changeBoardFilters, clearBoardFilters, isBoardNarrowed } from './boardFilters.ts';
import classes from './BoardFilterBar.module.css';
import { CloseRange } from './CloseRange.tsx';

const sortLabels = { pressing: 'Most pressing', amount: 'Amount', closeDate: 'Close date', inStage: 'Longest in stage', name: 'Name' } as const;

interface BoardFilterBarProps {
  readonly filters: BoardFilters;
  readonly pipelineId: string;
  readonly onChange: (filters: BoardFilters) => void;
}

const options = (items: readonly { id: string; name: string }[] | undefined) => (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** What is shown and how, in one line where there is room; on a phone it is pushed sideways. */
export function BoardFilterBar({ filters, pipelineId, onChange }: BoardFilterBarProps) {
  const pipelines = useQuery(pipelinesQuery);
  const owners = useQuery(ownersQuery);
  const teams = useQuery(teamsQuery);
  const change = (part: Partial<BoardFilters>) => onChange(changeBoardFilters(filters, part));
  return (
    <Group component="section" aria-label="Filters" gap={8} wrap="nowrap" className={classes.bar}>
      <SegmentedControl
        aria-label="View"
        size="xs"
        flex="none"
        data={[
          { value: 'board', label: 'Board' },
          { value: 'list', label: 'List' },
        ]}
        value={filters.view}
        onChange={(view) => change({ view: view === 'list' ? 'list' : 'board' })}
      />
      {(pipelines.data?.length ?? 0) > 1 && (
        <Select aria-label="Pipeline" size="xs" w={150} allowDeselect={false} data={options(pipelines.data)} value={pipelineId} onChange={(pipeline) => change({ pipeline })} />
      )}
      <DebouncedInput type="search" aria-label="Find by name or account" placeholder="Name or account" size="xs" w={170} value={filters.text} onChange={(text) => change({ text })} />
      <Select
        aria-label="How it stands"
        placeholder="Any verdict"
        size="xs"
        w={120}
        clearable
        data={boardVerdicts.map((value) => ({ value, label: verdicts[value].label }))}
        value={filters.verdict}
        onChange={(verdict) => change({ verdict })}
      />
      {(owners.data?.length ?? 0) > 1 && (
        <Select aria-label="Owner" placeholder="Any owner" size="xs" w={140} searchable clearable data={options(owners.data)} value={filters.owner} onChange={(owner) => change({ owner })} />
      )}
      {(teams.data?.length ?? 0) > 1 && (
        <Select aria-label="Team" placeholder="Any team" size="xs" w={140} clearable data={options(teams.data)} value={filters.team} onChange={(team) => change({ team })} />
      )}
      <CloseRange filters={filters} onChange={change} />
      {filters.view === 'board' && (
        <Select
          aria-label="Order of the cards"
          size="xs"
          w={140}
          allowDeselect={false}
          data={cardSorts.map((value) => ({ value, label: sortLabels[value] }))}
          value={filters.sort}
          onChange={(sort) => change({ sort: sort ?? 'pressing', descending: false })}
        />
      )}
      {isBoardNarrowed(filters) && (
        <Button variant="subtle" size="xs" flex="none" onClick={() => onChange(clearBoardFilters(filters))}>
          Clear
        </Button>
      )}
    </Group>
  );
}
