import { List, Stack, Table, Text } from '@mantine/core';
import type { WinInfo } from '../../api/types.ts';

interface WinDetailsProps {
  readonly win: WinInfo;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Where a win probability comes from, what moves it, and how such numbers did on later deals. */
export function WinDetails({ win: { source, factors, backtest } }: WinDetailsProps) {
  return (
    <Stack gap="xs" mt="xs">
      {factors.length > 0 && (
        <>
          <Text size="sm" fw={550}>
            What moves it
          </Text>
          <List size="sm">
            {factors.map(({ factor, logOdds }) => (
              <List.Item key={factor}>
                {factor}: {logOdds > 0 ? 'for winning' : 'against'} ({logOdds > 0 ? '+' : '−'}
                {Math.abs(logOdds).toFixed(2)} log-odds)
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Text size="sm">{backtest === null ? 'No model is used: it takes 40 won and as many lost deals.' : source === 'model' ? 'By a model.' : 'A model was rejected: it did not beat the stage rates by 2 %.'}</Text>
      {backtest !== null && (
        <>
          <Text size="sm">
            Learned from {backtest.trained} closed deals and tested on the {backtest.tested} after them: squared error (Brier score) {backtest.brier.toFixed(3)}, the stage rates&rsquo;{' '}
            {backtest.baselineBrier.toFixed(3)}.
          </Text>
          <Table aria-label="Predicted and actual">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Predicted</Table.Th>
                <Table.Th>Deals</Table.Th>
                <Table.Th>Mean</Table.Th>
                <Table.Th>Won</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {backtest.reliability.map(({ from, to, count, meanPredicted, wonShare }) => (
                <Table.Tr key={from}>
                  <Table.Td>
                    {percent(from)} to {percent(to)}
                  </Table.Td>
                  <Table.Td>{count}</Table.Td>
                  <Table.Td>{count === 0 ? '–' : percent(meanPredicted)}</Table.Td>
                  <Table.Td>{count === 0 ? '–' : percent(wonShare)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Stack>
  );
}
