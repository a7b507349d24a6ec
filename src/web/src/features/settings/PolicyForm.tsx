import { Button, NativeSelect, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRule, ChangePolicy, ChangeRule } from '../../api/types.ts';
import { changeKinds, type KindOfChange } from '../../lib/changeWords.ts';
import { WideTable } from '../../ui/WideTable.tsx';
import { useSetChanges } from './insightQueries.ts';
import { Outcome } from './Outcome.tsx';
import { finerRules, keyOf, policyLines, ruleOf, toPolicy } from './policyForm.ts';

export const ruleWords: Readonly<Record<ApprovalRule, string>> = {
  ask: 'The owner decides',
  askManager: 'A manager decides',
  never: 'Never proposed',
  atOnce: 'Made at once when asked for',
};

const roles = { rep: 'reps', manager: 'managers', admin: 'administrators' } as const;

/** Rules that the table has no place for, in words. */
export const sayRule = ({ kind, approval, direction, role }: ChangeRule): string =>
  `${changeKinds[kind]}${direction == null ? '' : direction === 'up' ? ', higher' : ', lower'}${role == null ? '' : `, for ${roles[role]}`}: ${ruleWords[approval].toLowerCase()}`;

const choices = (kind: KindOfChange) =>
  Object.entries(ruleWords)
    // Only a task can be undone without anybody having noticed.
    .filter(([rule]) => kind === 'task' || rule !== 'atOnce')
    .map(([value, label]) => ({ value, label }));

/** Sets who approves which change, and which are proposed without anybody asking. */
export function PolicyForm({ policy }: { readonly policy: ChangePolicy }) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, ApprovalRule>>(() => new Map(policyLines.map((line) => [keyOf(line), ruleOf(policy, line)])));
  const [silent, setSilent] = useState<ReadonlySet<KindOfChange>>(() => new Set(policy.notByItself));
  const save = useSetChanges();
  const finer = finerRules(policy);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(toPolicy(policy, chosen, silent));
      }}
    >
      <Stack>
        <WideTable label="Approval by kind of change" minWidth={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Change</Table.Th>
              <Table.Th>Who decides</Table.Th>
              <Table.Th>Proposed by itself</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {policyLines.map((line) => (
              <Table.Tr key={keyOf(line)}>
                <Table.Td>{line.label}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    size="xs"
                    aria-label={`Who decides: ${line.label}`}
                    data={choices(line.kind)}
                    value={chosen.get(keyOf(line)) ?? 'ask'}
                    onChange={({ currentTarget: { value } }) => {
                      save.reset();
                      setChosen(new Map([...chosen, [keyOf(line), value as ApprovalRule]]));
                    }}
                  />
                </Table.Td>
                <Table.Td>
                  {line.direction !== 'down' && (
                    <Switch
                      aria-label={`Proposed by itself: ${changeKinds[line.kind]}`}
                      checked={!silent.has(line.kind)}
                      onChange={({ currentTarget: { checked } }) => {
                        save.reset();
                        setSilent(new Set(checked ? [...silent].filter((kind) => kind !== line.kind) : [...silent, line.kind]));
                      }}
                    />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
        {finer.length > 0 && (
          <div>
            <Text size="sm">Further rules, which stay as they are:</Text>
            <ul>
              {finer.map((rule) => (
                <Text component="li" size="sm" key={sayRule(rule)}>
                  {sayRule(rule)}
                </Text>
              ))}
            </ul>
          </div>
        )}
        <Outcome change={save} done="The rules are saved. They hold for what waits already, too." />
        <Button type="submit" w="fit-content" loading={save.isPending}>
          Save the rules
        </Button>
      </Stack>
    </form>
  );
}
