import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { readForm } from '../../lib/readForm.ts';
import { internalPath, paths } from '../../lib/paths.ts';
import { EntryCard } from './EntryCard.tsx';
import { aboutQuery, meQuery, useSignIn } from './queries.ts';

export function SignInPage() {
  const [params] = useSearchParams();
  const me = useQuery(meQuery);
  const about = useQuery(aboutQuery);
  const signIn = useSignIn();

  if (me.data) return <Navigate to={internalPath(params.get('next')) ?? paths.home} replace />;
  return (
    <EntryCard title="Sign in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { email = '', password = '' } = readForm(event.currentTarget);
          signIn.mutate({ email, password });
        }}
      >
        <Stack>
          {about.data?.needsAdmin && (
            <Alert color="yellow">This workspace has no administrator yet. Open the link that the server printed when it started.</Alert>
          )}
          <TextInput label="Email" name="email" type="email" autoComplete="username" required autoFocus />
          <PasswordInput label="Password" name="password" autoComplete="current-password" required />
          {signIn.isError && (
            <Alert color="red" role="alert">
              {signIn.error.message}
            </Alert>
          )}
          <Button type="submit" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
