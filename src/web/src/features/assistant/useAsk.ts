import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { conversationsQuery, createConversation, startTurn } from './queries.ts';
import type { Transcript } from './turnReducer.ts';

interface AskOptions {
  /** Null until the first question creates the conversation. */
  readonly conversationId: string | null;
  readonly dealId: string | null;
  readonly transcript: Transcript;
  readonly onStarted: (conversationId: string) => void;
}

interface Asked {
  readonly question: string;
  /** The turn that it takes the place of, or null. */
  readonly replaces: string | null;
  /** The last event that was known when it was asked. */
  readonly after: number;
}

/** Asks a question, creating the conversation with the first one. */
export function useAsk({ conversationId, dealId, transcript, onStarted }: AskOptions) {
  const client = useQueryClient();
  // A conversation that was created before its first question failed is used again by the next attempt.
  const created = useRef<string | null>(null);
  const mutation = useMutation({
    mutationFn: async ({ question, replaces }: Asked) => {
      const id = conversationId ?? (created.current ??= (await createConversation(question)).id);
      const { turnId } = await startTurn(id, { question, dealId, replaces });
      return { id, turnId };
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries(conversationsQuery);
      if (conversationId === null) onStarted(id);
    },
  });

  const asked = mutation.isPending || mutation.isSuccess ? mutation.variables : null;
  return {
    /** Resolves when the server has the question; rejects when it does not. */
    ask: (question: string, replaces: string | null = null) => mutation.mutateAsync({ question, replaces, after: transcript.lastSequence }),
    error: mutation.error,
    /** The question that is under way to the server and not yet part of the transcript. */
    waiting: asked && transcript.lastSequence <= asked.after ? asked : null,
    /** The turn that was asked here last, as opposed to those of earlier days. */
    turnId: mutation.data?.turnId ?? null,
  };
}
