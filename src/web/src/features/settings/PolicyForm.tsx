import { Button, CloseButton, Group, NativeSelect, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRule, ChangePolicy, ChangeRule } from '../../api/types.ts';
import { changeKinds, type KindOfChange } from '../../lib/changeWords.ts';
import { WideTable } from '../../ui/WideTable.tsx';
import { useSetChanges } from './insightQueries.ts';
import { Outcome } from './Outcome.tsx';
import { keyOf, labelOf, policyLines, roleLines, roleWords, ruleOf, toPolicy, type PolicyLine, type RuleRole } from './policyForm.ts';

export const ruleWords: Readonly<Record<ApprovalRule, string>> = {
  ask: 'The owner decides',
  askManager: 'A manager decides',
  never: 'Never proposed',
  atOnce: 'Made at once when asked for',
};

/** A rule in words. */
export const sayRule = ({ kind, approval, direction, role }: ChangeRule): string =>
  `${labelOf({ kind, direction: direction ?? null })}${role == null ? '' : `, for ${roleWords[role].toLowerCase()}`}: ${ruleWords[approval].toLowerCase()}`;

const choices = (kind: KindOfChange) =>
  Object.entries(ruleWords)
    // Only a task can be undone without anybody having noticed.
    .filter(([rule]) => kind === 'task' || rule !== 'atOnce')
    .map(([value, label]) => ({ value, label }));

const nameOf = (line: PolicyLine): string => `${labelOf(line)}${line.role === null ? '' : `, ${roleWords[line.role].toLowerCase()}`}`;

/** Adds a line for the people of one role. */
function RoleRule({ onAdd }: { readonly onAdd: (line: PolicyLine) => void }) {
  const [at, setAt] = useState(0);
  const [role, setRole] = useState<RuleRole>('rep');
  return (
    <Group align="end" gap="xs">
      <NativeSelect
        size="xs"
        label="A stricter rule for one role"
        aria-label="Change of the new rule"
        data={policyLines.map((line, index) => ({ value: String(index), label: labelOf(line) }))}
        value={String(at)}
        onChange={({ currentTarget: { value } }) => setAt(Number(value))}
      />
      <NativeSelect
        size="xs"
        aria-label="Role of the new rule"
        data={Object.entries(roleWords).map(([value, label]) => ({ value, label }))}
        value={role}
        onChange={({ currentTarget: { value } }) => setRole(value as RuleRole)}
      />
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          const line = policyLines[at];
          if (line !== undefined) onAdd({ ...line, role });
        }}
      >
        Add the rule
      </Button>
    </Group>
  );
}

/** Sets who approves which change, for everybody or for one role, and which are proposed without anybody asking. */
export function PolicyForm({ policy }: { readonly policy: ChangePolicy }) {
  const [lines, setLines] = useState<readonly PolicyLine[]>(() => [...policyLines, ...roleLines(policy)]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, ApprovalRule>>(() => new Map(lines.map((line) => [keyOf(line), ruleOf(policy, line)])));
  const [silent, setSilent] = useState<ReadonlySet<KindOfChange>>(() => new Set(policy.notByItself));
  const save = useSetChanges();
  const choose = (line: PolicyLine, rule: ApprovalRule) => {
    save.reset();
    setChosen(new Map([...chosen, [keyOf(line), rule]]));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(toPolicy(lines, chosen, silent));
      }}
    >
      <Stack>
        <WideTable label="Approval by kind of change and role" minWidth={620}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Change</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>Who decides</Table.Th>
              <Table.Th>Proposed by itself</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={keyOf(line)}>
                <Table.Td>{labelOf(line)}</Table.Td>
                <Table.Td>{line.role === null ? 'Everybody' : roleWords[line.role]}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    size="xs"
                    aria-label={`Who decides: ${nameOf(line)}`}
                    data={choices(line.kind)}
                    value={chosen.get(keyOf(line)) ?? 'ask'}
                    onChange={({ currentTarget: { value } }) => choose(line, value as ApprovalRule)}
                  />
                </Table.Td>
                <Table.Td>
                  {line.role !== null ? (
                    <CloseButton
                      aria-label={`Take the rule away: ${nameOf(line)}`}
                      onClick={() => {
                        save.reset();
                        setLines(lines.filter((other) => other !== line));
                      }}
                    />
                  ) : (
                    line.direction !== 'down' && (
                      <Switch
                        aria-label={`Proposed by itself: ${changeKinds[line.kind]}`}
                        checked={!silent.has(line.kind)}
                        onChange={({ currentTarget: { checked } }) => {
                          save.reset();
                          setSilent(new Set(checked ? [...silent].filter((kind) => kind !== line.kind) : [...silent, line.kind]));
                        }}
                      />
                    )
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
        <RoleRule
          onAdd={(line) => {
            if (!lines.some((other) => keyOf(other) === keyOf(line))) setLines([...lines, line]);
            choose(line, chosen.get(keyOf(line)) ?? 'askManager');
          }}
        />
        <Text size="xs" c="dimmed">
          Of two rules that fit, the stricter one holds.
        </Text>
        <Outcome change={save} done="The rules are saved. They hold for what waits already, too." />
        <Button type="submit" w="fit-content" loading={save.isPending}>
          Save the rules
        </Button>
      </Stack>
    </form>
  );
}
