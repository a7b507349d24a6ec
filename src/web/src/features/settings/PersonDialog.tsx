import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemError } from '../../api/http.ts';
import type { Person, TeamPlace } from '../../api/types.ts';
import { readForm } from '../../lib/readForm.ts';
import { useSetPerson } from './peopleQueries.ts';
import { roles } from './personRoles.ts';

type Role = keyof typeof roles;

const roleChoices = Object.entries(roles).map(([value, label]) => ({ value: value as Role, label }));

const sees: Readonly<Record<Role, string>> = {
  rep: 'Sees the deals of the own team.',
  manager: 'Sees the deals of the own team and of the teams below it.',
  admin: 'Sees everything and changes the settings.',
};

interface PersonDialogProps {
  /** Whom to change; null to add somebody. Also the key to give this component. */
  readonly person: Person | null;
  readonly teams: readonly TeamPlace[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks who somebody is, what they may do and in which team. */
export function PersonDialog({ person, teams, opened, onClose }: PersonDialogProps) {
  const [role, setRole] = useState<Role>(person?.role ?? 'rep');
  const [teamId, setTeamId] = useState(person?.teamId ?? null);
  const save = useSetPerson(person?.id ?? null);
  const fields = save.error instanceof ProblemError ? save.error.fields : {};
  const close = () => {
    save.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={person === null ? 'Add a person' : `Change ${person.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { name = '', email = null } = readForm(event.currentTarget);
          save.mutate({ name, email, role, teamId }, { onSuccess: close });
        }}
      >
        <Stack>
          <TextInput label="Name" name="name" defaultValue={person?.name ?? ''} maxLength={100} required data-autofocus error={fields.name?.[0]} />
          {person === null && <TextInput label="Email" name="email" type="email" maxLength={320} required error={fields.email?.[0]} />}
          <Select
            label="Role"
            description={sees[role]}
            data={roleChoices}
            allowDeselect={false}
            value={role}
            onChange={(value) => value !== null && setRole(value)}
            error={fields.role?.[0]}
          />
          <Select
            label="Team"
            placeholder="No team"
            clearable
            clearButtonProps={{ 'aria-label': 'No team' }}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={teamId}
            onChange={setTeamId}
            error={fields.teamId?.[0]}
          />
          {save.isError && Object.keys(fields).length === 0 && (
            <Alert color="red" role="alert">
              {save.error.message}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
