import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import type { LinkSignIn } from '../../api/types.ts';
import { minPassword, readForm } from '../../lib/readForm.ts';
import { paths } from '../../lib/paths.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { EntryCard } from './EntryCard.tsx';
import { aboutQuery, useLinkSignIn } from './queries.ts';

interface FormProps {
  readonly pending: boolean;
  readonly onSubmit: (details: Omit<LinkSignIn, 'token'>) => void;
}

function FirstAdminFields({ pending, onSubmit }: FormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { name = null, email = null, password = null } = readForm(event.currentTarget);
        onSubmit({ name, email, password });
      }}
    >
      <Stack>
        <TextInput label="Your name" name="name" autoComplete="name" required autoFocus />
        <TextInput label="Email" name="email" type="email" autoComplete="username" required />
        <PasswordInput label="Password" name="password" autoComplete="new-password" minLength={minPassword} required />
        <Button type="submit" loading={pending}>
          Create the administrator
        </Button>
      </Stack>
    </form>
  );
}

/** Signs in as soon as it is shown. */
function SignInAtOnce({ onArrive }: { readonly onArrive: () => void }) {
  const arrive = useEffectEvent(onArrive);
  useEffect(() => {
    // Deferred, so that an effect that React runs twice in development does not use the token twice.
    const timer = setTimeout(arrive);
    return () => clearTimeout(timer);
  }, []);
  return <Loading label="Signing in" />;
}

/** Where a sign-in link leads. The token stands behind `#`, which no server log ever sees, and works once. */
export function WelcomePage() {
  const token = useLocation().hash.slice(1);
  const about = useQuery(aboutQuery);
  const signIn = useLinkSignIn();

  if (signIn.isSuccess) return <Navigate to={paths.home} replace />;
  if (about.isPending) return <Loading label="Loading" />;
  const first = about.data?.needsAdmin ?? false;
  return (
    <EntryCard
      title="Welcome"
      intro={first ? 'You are the first one here. Create the account that looks after this workspace.' : 'Signing you in.'}
    >
      <Stack>
        {about.isError && <Failure title="The server does not answer" error={about.error} onRetry={() => void about.refetch()} />}
        {token === '' && <Alert color="yellow">This address lacks its token. Copy the whole link, with everything after the # sign.</Alert>}
        {signIn.isError && (
          <Alert color="red" role="alert">
            {signIn.error.message}
          </Alert>
        )}
        {token !== '' && first && <FirstAdminFields pending={signIn.isPending} onSubmit={(details) => signIn.mutate({ token, ...details })} />}
        {token !== '' && !first && !signIn.isError && <SignInAtOnce onArrive={() => signIn.mutate({ token, name: null, email: null, password: null })} />}
        <Anchor component={Link} to={paths.signIn()} size="sm">
          Sign in with a password instead
        </Anchor>
      </Stack>
    </EntryCard>
  );
}
