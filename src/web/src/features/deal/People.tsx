import { Anchor, Button, Group, Menu, Stack, Text } from '@mantine/core';
import type { DealDetail } from '../../api/types.ts';
import { buyingRoles } from '../../lib/changeWords.ts';
import { formatDay } from '../../lib/format.ts';
import { mailtoLink } from '../../lib/mailto.ts';
import { ChangeOutcome } from './ChangeOutcome.tsx';
import { useDealChange, useMayDecide } from './changeQueries.ts';
import { missingRoles } from './missingRoles.ts';
import { Section } from './Section.tsx';

type Person = DealDetail['people'][number];
type Role = keyof typeof buyingRoles;

const roles = Object.entries(buyingRoles) as [Role, string][];

const roleOf = ({ role }: Person): string => (role === null ? 'role not known' : buyingRoles[role]);

interface RoleMenuProps {
  readonly person: Person;
  readonly onSet: (role: Role) => void;
}

/** The person's role as a button that offers the others. */
function RoleMenu({ person, onSet }: RoleMenuProps) {
  return (
    <Menu position="bottom-start" width={200}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" fw={400} aria-label={`${roleOf(person)}: change the role of ${person.name}`}>
          {roleOf(person)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {roles.map(([role, label]) => (
          <Menu.Item key={role} disabled={role === person.role} onClick={() => onSet(role)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Contact({ title, email }: Person) {
  return (
    <Text size="sm" c="dimmed">
      {title}
      {title !== null && email !== null && ' · '}
      {email !== null && (
        <Anchor underline="always" href={mailtoLink(email)} inherit>
          {email}
        </Anchor>
      )}
    </Text>
  );
}

/** Who is who at the buyer's, and who is missing. */
export function People({ dealId, people }: { readonly dealId: string; readonly people: DealDetail['people'] }) {
  const change = useDealChange(dealId);
  const mayDecide = useMayDecide(dealId);
  const missing = missingRoles(people);
  const set = ({ contactId, role }: Person) => (next: Role) =>
    // The store names roles with a capital.
    change.mutate({ kind: 'contactRole', contactId, fields: { role: toStored(next) }, seen: { role: role === null ? null : toStored(role) } });
  return (
    <Section title="People">
      {people.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is known yet.
        </Text>
      )}
      {missing.length > 0 && (
        <Text size="sm" fw={600} mb="xs">
          Missing: {missing.map((role) => buyingRoles[role].toLowerCase()).join(', ')}
        </Text>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {people.map((person) => (
          <li key={person.contactId}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {person.name}
              </Text>
              {mayDecide ? (
                <RoleMenu person={person} onSet={set(person)} />
              ) : (
                <Text size="sm" c="dimmed">
                  {roleOf(person)}
                </Text>
              )}
              {person.leftOn !== null && (
                <Text size="sm" fw={600} c="var(--mantine-color-error)">
                  left on {formatDay(person.leftOn)}
                </Text>
              )}
            </Group>
            <Contact {...person} />
          </li>
        ))}
      </Stack>
      <ChangeOutcome change={change} />
    </Section>
  );
}

function toStored(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
