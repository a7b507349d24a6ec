import { Alert, Button, PasswordInput, Stack, Title } from '@mantine/core';
import type { Me } from '../../api/types.ts';
import { minPassword, readForm } from '../../lib/readForm.ts';
import { useSetPassword } from './queries.ts';

/** Sets the first password, or a new one in place of the current. */
export function PasswordForm({ me }: { readonly me: Me }) {
  const change = useSetPassword();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const { currentPassword = null, newPassword = '' } = readForm(form);
        change.mutate({ currentPassword, password: newPassword }, { onSuccess: () => form.reset() });
      }}
    >
      <Stack maw={420}>
        <Title order={2} size="h4">
          {me.hasPassword ? 'Change the password' : 'Set a password'}
        </Title>
        {me.email !== null && <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />}
        {me.hasPassword && <PasswordInput label="Current password" name="currentPassword" autoComplete="current-password" required />}
        <PasswordInput label="New password" name="newPassword" autoComplete="new-password" minLength={minPassword} required />
        {change.isError && (
          <Alert color="red" role="alert">
            {change.error.message}
          </Alert>
        )}
        {change.isSuccess && (
          <Alert color="green" role="status">
            The password is set.{me.email !== null && ` Use it with ${me.email} to sign in.`}
          </Alert>
        )}
        <Button type="submit" w="fit-content" loading={change.isPending}>
          Save the password
        </Button>
      </Stack>
    </form>
  );
}
