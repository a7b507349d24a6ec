import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import type { DealDetail } from '../../api/types.ts';
import { buyingRoles } from '../../lib/changeWords.ts';
import { daysSince, formatCount, formatDay, formatMoney } from '../../lib/format.ts';
import { mailtoLink } from '../../lib/mailto.ts';
import { Section } from './Section.tsx';

const Nothing = ({ children }: { readonly children: string }) => (
  <Text size="sm" c="dimmed">
    {children}
  </Text>
);

export function People({ people }: { readonly people: DealDetail['people'] }) {
  return (
    <Section title="People">
      {people.length === 0 && <Nothing>Nobody is known yet.</Nothing>}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {people.map((person) => (
          <li key={person.contactId}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {person.name}
              </Text>
              <Text size="sm" c="dimmed">
                {person.role === null ? 'role not known' : buyingRoles[person.role]}
              </Text>
              {person.leftOn !== null && (
                <Text size="sm" fw={600} c="var(--mantine-color-error)">
                  left on {formatDay(person.leftOn)}
                </Text>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {person.title}
              {person.title !== null && person.email !== null && ' · '}
              {person.email !== null && (
                <Anchor underline="always" href={mailtoLink(person.email)} inherit>
                  {person.email}
                </Anchor>
              )}
            </Text>
          </li>
        ))}
      </Stack>
    </Section>
  );
}

interface TasksProps {
  readonly detail: DealDetail;
  readonly now: Date;
}

export function Tasks({ detail, now }: TasksProps) {
  const { tasks, deal, nextStepDue } = detail;
  const due = (day: string | null) => {
    if (day === null) return '';
    return daysSince(day, now) > 0 ? ` · was due on ${formatDay(day)}` : ` · due on ${formatDay(day)}`;
  };
  return (
    <Section title="Next steps and tasks">
      {deal.nextStep !== null && (
        <Text size="sm" mb="xs">
          Recorded next step: {deal.nextStep}
          <Text span inherit c="dimmed">
            {due(nextStepDue)}
          </Text>
        </Text>
      )}
      {tasks.length === 0 && <Nothing>No open tasks.</Nothing>}
      <Stack component="ul" gap={4} m={0} ps="md">
        {tasks.map((task) => (
          <Text component="li" size="sm" key={task.id}>
            {task.title}
            <Text span inherit c="dimmed">
              {due(task.dueOn)}
            </Text>
          </Text>
        ))}
      </Stack>
    </Section>
  );
}

interface ProductsProps {
  readonly lines: DealDetail['lines'];
  readonly currency: string;
}

export function Products({ lines, currency }: ProductsProps) {
  if (lines.length === 0) return null;
  return (
    <Section title="Products">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Product</Table.Th>
            <Table.Th ta="right">Quantity</Table.Th>
            <Table.Th ta="right">Unit price</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, index) => (
            <Table.Tr key={`${line.product}:${index}`}>
              <Table.Td>{line.product}</Table.Td>
              <Table.Td ta="right">{formatCount(line.quantity)}</Table.Td>
              <Table.Td ta="right">{line.unitPrice === null ? 'not known' : formatMoney(line.unitPrice, currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
