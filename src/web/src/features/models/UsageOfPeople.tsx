import { Code, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../../lib/format.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { WideTable } from '../../ui/WideTable.tsx';
import { modelsQuery, usageOfAllQuery } from './queries.ts';

/** What the questions of everybody cost this month. For administrators. */
export function UsageOfPeople() {
  const usage = useQuery(usageOfAllQuery);
  const limit = useQuery(modelsQuery).data?.monthlyTokens ?? 0;
  return (
    <Stack component="section" gap="xs" maw={720} aria-labelledby="people-usage-title">
      <Title order={2} size="h4" id="people-usage-title">
        Tokens of everybody
      </Title>
      <Text size="sm" c="dimmed">
        {limit > 0 ? `Each user may spend ${formatCount(limit)} a month. ` : 'There is no limit. '}
        The setting <Code>Models:MonthlyTokens</Code> of the server says how many.
      </Text>
      {usage.isPending && <Loading label="Loading the tokens" />}
      {usage.isError && <Failure title="The tokens could not be loaded" error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.data?.length === 0 && <Text size="sm">Nobody has asked a model this month.</Text>}
      {usage.data && usage.data.length > 0 && (
        <WideTable label="Tokens by user" minWidth={420}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>User</Table.Th>
              <Table.Th ta="end">Tokens</Table.Th>
              {limit > 0 && <Table.Th ta="end">Of the limit</Table.Th>}
              <Table.Th ta="end">Requests</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {usage.data.map(({ userId, name, spent, requests }) => (
              <Table.Tr key={userId}>
                <Table.Td>{name ?? 'Somebody who left'}</Table.Td>
                <Table.Td ta="end">{formatCount(spent)}</Table.Td>
                {limit > 0 && <Table.Td ta="end">{Math.round((spent / limit) * 100)} %</Table.Td>}
                <Table.Td ta="end">{formatCount(requests)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
    </Stack>
  );
}
