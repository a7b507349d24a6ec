import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, ProblemError } from '../api/http.ts';
import { meQuery } from '../features/session/queries.ts';

/** A fault of the network or the server may pass; an answer that says no will say no again. */
const mayPass = (error: Error) => error instanceof ProblemError && (error.status === 0 || error.status >= 500);

/** Server data lives here and nowhere else. A 401 of any request means that the session is over. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (isSignedOut(error) && client.getQueryData(meQuery.queryKey)) client.setQueryData(meQuery.queryKey, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // What somebody did without a connection fails at once and stays before them; it is not done behind their back later.
      mutations: { networkMode: 'always' },
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && mayPass(error) },
    },
  });
  return client;
}
