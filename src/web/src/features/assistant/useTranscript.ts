import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { watchConversation } from '../../api/conversationHub.ts';
import { isSignedOut } from '../../api/http.ts';
import { assistantLink } from '../../api/hubLink.ts';
import { emptyTranscript, type Transcript, turnReducer } from './turnReducer.ts';

export interface WatchedTranscript {
  readonly transcript: Transcript;
  /** True when the server refuses to show the conversation: it is gone, or somebody else's. */
  readonly refused: boolean;
  readonly retry: () => void;
}

/** Follows one conversation for as long as the component lives; another conversation needs another component. */
export function useTranscript(conversationId: string | null): WatchedTranscript {
  const client = useQueryClient();
  const [transcript, dispatch] = useReducer(turnReducer, emptyTranscript);
  const [refused, setRefused] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (conversationId === null) return;
    const watching = new AbortController();
    const follow = async () => {
      try {
        for await (const event of watchConversation(assistantLink, conversationId, 0, watching.signal)) dispatch(event);
      } catch (error) {
        if (watching.signal.aborted) return;
        // Asking who is signed in leads to the sign-in page.
        if (isSignedOut(error)) await client.invalidateQueries();
        else setRefused(true);
      }
    };
    void follow();
    return () => watching.abort();
  }, [client, conversationId, attempt]);

  const retry = () => {
    setRefused(false);
    setAttempt((count) => count + 1);
  };
  return { transcript, refused, retry };
}
