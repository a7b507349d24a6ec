import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport } from '../../api/types.ts';
import { countOf, formatCount } from '../../lib/format.ts';
import { WideTable } from '../../ui/WideTable.tsx';

const entities = [
  ['accounts', 'Accounts'],
  ['contacts', 'Contacts'],
  ['deals', 'Deals'],
  ['activities', 'Activities'],
  ['tasks', 'Tasks'],
  ['products', 'Products'],
  ['users', 'Users'],
] as const;

const outcomes = ['added', 'updated', 'unchanged', 'skipped'] as const;

/** So many problems are shown at a time; a broken file can have one in every row. */
const portion = 100;

function Problems({ problems, moreProblems }: Pick<ImportReport, 'problems' | 'moreProblems'>) {
  const [shown, setShown] = useState(portion);
  if (problems.length === 0) return <Text size="sm">No problems were found.</Text>;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {countOf(problems.length + moreProblems, 'problem')}
      </Title>
      <WideTable label="Problems" minWidth={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>File</Table.Th>
              <Table.Th ta="right">Line</Table.Th>
              <Table.Th>Column</Table.Th>
              <Table.Th>What is wrong</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.slice(0, shown).map((problem, index) => (
              <Table.Tr key={index}>
                <Table.Td>{problem.file}</Table.Td>
                <Table.Td ta="right">{problem.line === 0 ? 'whole file' : formatCount(problem.line)}</Table.Td>
                <Table.Td>{problem.column}</Table.Td>
                <Table.Td>{problem.reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
      </WideTable>
      {problems.length > shown && (
        <Button variant="default" w="fit-content" onClick={() => setShown((count) => count + portion)}>
          Show more
        </Button>
      )}
      {moreProblems > 0 && (
        <Text size="sm" c="dimmed">
          The first {formatCount(problems.length)} are kept; mend these and try again to see the rest.
        </Text>
      )}
    </Stack>
  );
}

/** What an import did, or would do: counts per kind, then what is wrong with the input. */
export function ImportReportView({ report }: { readonly report: ImportReport }) {
  return (
    <Stack>
      <WideTable label="Counts" minWidth={420}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Kind</Table.Th>
              {outcomes.map((outcome) => (
                <Table.Th key={outcome} ta="right" tt="capitalize">
                  {outcome}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entities.map(([key, label]) => (
              <Table.Tr key={key}>
                <Table.Th scope="row">{label}</Table.Th>
                {outcomes.map((outcome) => (
                  <Table.Td key={outcome} ta="right" c={report[key][outcome] === 0 ? 'dimmed' : undefined}>
                    {formatCount(report[key][outcome])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
      </WideTable>
      <Problems problems={report.problems} moreProblems={report.moreProblems} />
    </Stack>
  );
}
