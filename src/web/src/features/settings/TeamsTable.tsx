import { Button, Group, Select, Stack, Table, TextInput, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { TeamPlace } from '../../api/types.ts';
import { readForm } from '../../lib/readForm.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import { Outcome } from './Outcome.tsx';
import { useAddTeam } from './peopleQueries.ts';

/** The teams and which stands above which; a manager sees the deals of all below the own one. */
export function TeamsTable({ teams }: { readonly teams: UseQueryResult<TeamPlace[]> }) {
  const [parentId, setParentId] = useState<string | null>(null);
  const add = useAddTeam();
  const known = teams.data ?? [];
  return (
    <Stack gap="sm" component="section" aria-labelledby="teams" mt="lg">
      <Title order={2} size="h4" id="teams">
        Teams
      </Title>
      {teams.isPending && <Loading label="Loading the teams" />}
      {teams.isError && <Failure title="The teams could not be loaded" error={teams.error} onRetry={() => void teams.refetch()} />}
      {known.length > 0 && (
        <WideTable label="Teams and what they are below" minWidth={320}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Team</Table.Th>
              <Table.Th>Below</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {known.map((team) => (
              <Table.Tr key={team.id}>
                <Table.Td>{team.name}</Table.Td>
                <Table.Td>{known.find(({ id }) => id === team.parentId)?.name ?? 'none'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
      <form
        aria-label="Add a team"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const { team = '' } = readForm(form);
          add.mutate({ name: team, parentId }, { onSuccess: () => form.reset() });
        }}
      >
        <Group gap="sm" align="flex-end">
          <TextInput label="New team" name="team" maxLength={100} required />
          <Select
            label="Below"
            placeholder="None"
            clearable
            clearButtonProps={{ 'aria-label': 'Below none' }}
            data={known.map(({ id, name }) => ({ value: id, label: name }))}
            value={parentId}
            onChange={setParentId}
          />
          <Button type="submit" variant="default" loading={add.isPending}>
            Add the team
          </Button>
        </Group>
      </form>
      <Outcome change={add} done="The team is there." />
    </Stack>
  );
}
