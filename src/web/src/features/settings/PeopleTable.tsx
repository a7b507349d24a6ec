import { Alert, Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Person } from '../../api/types.ts';
import { formatTime } from '../../lib/format.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import { peopleQuery, useSignInLink } from './queries.ts';

const roles = { rep: 'Rep', manager: 'Manager', admin: 'Administrator' } as const;

function LinkCell({ person }: { readonly person: Person }) {
  const link = useSignInLink();
  if (!link.isSuccess) {
    return (
      <Stack gap={4} align="flex-start">
        <Button
          size="xs"
          variant="default"
          aria-label={`Create sign-in link for ${person.name}`}
          loading={link.isPending}
          onClick={() => link.mutate(person.id)}
        >
          Create sign-in link
        </Button>
        {link.isError && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {link.error.message}
          </Text>
        )}
      </Stack>
    );
  }
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>{link.data.url}</Code>
        <CopyText text={link.data.url} />
      </Group>
      <Text size="xs" c="dimmed">
        Works once, until {formatTime(link.data.expiresAt)}. Give it to {person.name} alone.
      </Text>
    </Stack>
  );
}

/** Who can sign in, and links for those who have no password yet. */
export function PeopleTable() {
  const people = useQuery(peopleQuery);
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        People
      </Title>
      {people.isPending && <Loading label="Loading the people" />}
      {people.isError && <Failure title="The people could not be loaded" error={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && <Alert color="gray">There is nobody yet.</Alert>}
      {people.data && people.data.length > 0 && (
        <WideTable label="People" minWidth={720}>
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
              {people.data.map((person) => (
                <Table.Tr key={person.id}>
                  <Table.Td>{person.name}</Table.Td>
                  <Table.Td>{person.email ?? 'none'}</Table.Td>
                  <Table.Td>{roles[person.role]}</Table.Td>
                  <Table.Td>{person.team ?? 'none'}</Table.Td>
                  <Table.Td>{person.hasPassword ? 'set' : 'not set'}</Table.Td>
                  <Table.Td>
                    <LinkCell person={person} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
        </WideTable>
      )}
    </Stack>
  );
}
