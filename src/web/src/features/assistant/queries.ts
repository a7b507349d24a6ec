import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, postOnly, remove } from '../../api/http.ts';
import type { ConversationInfo, NewConversation, NewTurn, StartedTurn } from '../../api/types.ts';

export const conversationsQuery = queryOptions({
  queryKey: ['conversations'],
  queryFn: ({ signal }) => get<ConversationInfo[]>('/api/conversations', signal),
});

/** The server's limit for a title. */
const maxTitle = 80;

export function titleOf(question: string): string {
  const line = question.trim().replace(/\s+/g, ' ');
  return line.length <= maxTitle ? line : `${line.slice(0, maxTitle - 1).trimEnd()}…`;
}

const at = (conversationId: string) => `/api/conversations/${encodeURIComponent(conversationId)}`;

export const createConversation = (question: string) => post<ConversationInfo>('/api/conversations', { title: titleOf(question) } satisfies NewConversation);

export const startTurn = (conversationId: string, turn: NewTurn) => post<StartedTurn>(`${at(conversationId)}/turns`, turn);

export function useStopTurn(conversationId: string | null) {
  return useMutation({
    mutationFn: async (turnId: string) => {
      if (conversationId !== null) await postOnly(`${at(conversationId)}/turns/${encodeURIComponent(turnId)}/stop`);
    },
  });
}

export function useDeleteConversation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (conversationId: string) => remove(at(conversationId)),
    onSuccess: () => client.invalidateQueries(conversationsQuery),
  });
}
