import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, postOnly } from '../../api/http.ts';
import type { CreatedLink, NewPassword, Person } from '../../api/types.ts';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => get<Person[]>('/api/people', signal),
});

export function useSetPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: NewPassword) => postOnly('/api/me/password', change),
    onSuccess: () => client.invalidateQueries(),
  });
}

export const useSignInLink = () =>
  useMutation({ mutationFn: (personId: string) => post<CreatedLink>(`/api/people/${encodeURIComponent(personId)}/sign-in-link`, {}) });
