import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, put, remove } from '../../api/http.ts';
import type { FeedbackInfo, NewFeedback } from '../../api/types.ts';

const at = (conversationId: string) => `/api/conversations/${encodeURIComponent(conversationId)}`;

/** What the user said of the answers of a conversation. */
export const feedbackQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['feedback', conversationId],
    queryFn: ({ signal }) => get<FeedbackInfo[]>(`${at(conversationId)}/feedback`, signal),
    refetchOnWindowFocus: false,
  });

/** Says what the user thinks of an answer; null takes it back. */
export function useFeedback(conversationId: string, turnId: string) {
  const client = useQueryClient();
  const path = `${at(conversationId)}/turns/${encodeURIComponent(turnId)}/feedback`;
  return useMutation({
    mutationFn: (feedback: NewFeedback | null) => (feedback === null ? remove(path) : put(path, feedback)),
    onSuccess: () => client.invalidateQueries(feedbackQuery(conversationId)),
  });
}
