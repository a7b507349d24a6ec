import { Alert, Button, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../api/types.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import { peopleQuery, placesQuery } from './peopleQueries.ts';
import { roles } from './personRoles.ts';
import { PersonDialog } from './PersonDialog.tsx';
import { SignInLink } from './SignInLink.tsx';
import { TeamsTable } from './TeamsTable.tsx';

/** Who can sign in, as what, and in which team; links for those who have no password yet. */
export function PeopleTable() {
  const people = useQuery(peopleQuery);
  const teams = useQuery(placesQuery);
  // Whom the dialog is about: nobody known when somebody is added, and whom it was about while it slides away.
  const [person, setPerson] = useState<Person | null>(null);
  const [opened, setOpened] = useState(false);
  const open = (whom: Person | null) => {
    setPerson(whom);
    setOpened(true);
  };
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        People
      </Title>
      {people.isPending && <Loading label="Loading the people" />}
      {people.isError && <Failure title="The people could not be loaded" error={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && <Alert color="gray">There is nobody yet.</Alert>}
      {people.data && people.data.length > 0 && (
        <WideTable label="People" minWidth={760}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Email</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>Team</Table.Th>
              <Table.Th>Password</Table.Th>
              <Table.Th>Sign-in link</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.data.map((known) => (
              <Table.Tr key={known.id}>
                <Table.Td>
                  <Text size="sm">{known.name}</Text>
                  <Button size="compact-xs" variant="subtle" ml={-6} aria-label={`Change ${known.name}`} onClick={() => open(known)}>
                    Change
                  </Button>
                </Table.Td>
                <Table.Td>{known.email ?? 'none'}</Table.Td>
                <Table.Td>{roles[known.role]}</Table.Td>
                <Table.Td>{known.team ?? 'none'}</Table.Td>
                <Table.Td>{known.hasPassword ? 'set' : 'not set'}</Table.Td>
                <Table.Td>
                  <SignInLink person={known} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
      <Button w="fit-content" variant="default" onClick={() => open(null)}>
        Add a person
      </Button>
      <PersonDialog key={person?.id ?? 'new'} person={person} teams={teams.data ?? []} opened={opened} onClose={() => setOpened(false)} />
      <TeamsTable teams={teams} />
    </Stack>
  );
}
