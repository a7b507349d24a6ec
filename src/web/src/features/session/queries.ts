import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, isSignedOut, post, postOnly } from '../../api/http.ts';
import type { About, LinkSignIn, Me, PasswordSignIn } from '../../api/types.ts';

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => get<About>('/api/about', signal),
  staleTime: Infinity,
});

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await get<Me>('/api/me', signal);
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Whoever signs in finds nothing of whoever was here before. */
function useArrival() {
  const client = useQueryClient();
  return (me: Me) => {
    client.clear();
    client.setQueryData(meQuery.queryKey, me);
  };
}

export function useSignIn() {
  const arrive = useArrival();
  return useMutation({ mutationFn: (credentials: PasswordSignIn) => post<Me>('/api/sign-in', credentials), onSuccess: arrive });
}

export function useLinkSignIn() {
  const arrive = useArrival();
  return useMutation({ mutationFn: (link: LinkSignIn) => post<Me>('/api/sign-in/link', link), onSuccess: arrive });
}

/** `forget` removes what else of the user this browser holds. */
export function useSignOut(forget: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await postOnly('/api/sign-out');
      await forget();
    },
    onSuccess: () => {
      client.clear();
      client.setQueryData(meQuery.queryKey, null);
    },
  });
}
