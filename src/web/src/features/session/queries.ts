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

/** Says who is here now. Whoever signs in finds nothing of whoever was here before. */
function useChangeOfUser() {
  const client = useQueryClient();
  return (me: Me | null) => {
    // Set, not removed: who watches this query has to hear of it.
    client.setQueryData(meQuery.queryKey, me);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  };
}

export function useSignIn() {
  const changeUser = useChangeOfUser();
  return useMutation({ mutationFn: (credentials: PasswordSignIn) => post<Me>('/api/sign-in', credentials), onSuccess: changeUser });
}

export function useLinkSignIn() {
  const changeUser = useChangeOfUser();
  return useMutation({ mutationFn: (link: LinkSignIn) => post<Me>('/api/sign-in/link', link), onSuccess: changeUser });
}

/** `forget` removes what else of the user this browser holds. */
export function useSignOut(forget: () => Promise<void>) {
  const changeUser = useChangeOfUser();
  return useMutation({
    mutationFn: async () => {
      await postOnly('/api/sign-out');
      await forget();
    },
    onSuccess: () => changeUser(null),
  });
}
