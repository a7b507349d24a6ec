import { Center } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { meQuery } from '../features/session/queries.ts';
import { paths } from '../lib/paths.ts';
import { Failure } from '../ui/Failure.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Shell } from './Shell.tsx';

/** Lets through who is signed in; sends others to sign in and back to where they wanted to go. */
export function RequireUser() {
  const location = useLocation();
  const me = useQuery(meQuery);

  if (me.data) return <Shell me={me.data} />;
  if (me.data === null) return <Navigate to={paths.signIn(location.pathname + location.search)} replace />;
  return (
    <Center component="main" mih="100dvh" p="md">
      {me.isError ? (
        <Failure title="The server does not answer" error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <Loading label="Loading" />
      )}
    </Center>
  );
}
