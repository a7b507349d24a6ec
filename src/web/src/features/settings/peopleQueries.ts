import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, postOnly, put } from '../../api/http.ts';
import type { CreatedLink, Person, PersonChoices, TeamChoices, TeamPlace } from '../../api/types.ts';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => get<Person[]>('/api/people', signal),
});

/** All teams with the team above each. */
export const placesQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }) => get<TeamPlace[]>('/api/people/teams', signal),
});

export const useSignInLink = () =>
  useMutation({ mutationFn: (personId: string) => post<CreatedLink>(`/api/people/${encodeURIComponent(personId)}/sign-in-link`, {}) });

/** Adds a person, or changes the one named. What everybody sees depends on roles and teams, so all of it is asked for again. */
export function useSetPerson(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choices: PersonChoices) => (id === null ? postOnly('/api/people', choices) : put(`/api/people/${encodeURIComponent(id)}`, choices)),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useAddTeam() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (choices: TeamChoices) => postOnly('/api/people/teams', choices), onSuccess: () => client.invalidateQueries() });
}
