import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, postOnly } from '../../api/http.ts';
import type { Person, SignInLink } from '../../api/types.ts';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => get<Person[]>('/api/people', signal),
});

export interface PasswordChange {
  readonly currentPassword?: string;
  readonly newPassword: string;
}

export function useSetPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PasswordChange) => postOnly('/api/me/password', change),
    onSuccess: () => client.invalidateQueries(),
  });
}

export const useSignInLink = () =>
  useMutation({ mutationFn: (personId: string) => post<SignInLink>(`/api/people/${encodeURIComponent(personId)}/sign-in-link`, {}) });
