import { useState } from 'react';

/**
 * The key for an assistant panel: another conversation is another panel. Only the empty panel whose first question
 * creates the conversation stays, so that focus, announcements and the stream go on; it says so with `adopt`.
 */
export function usePanelKey(conversationId: string | null): { key: number; adopt: (id: string) => void } {
  const [shown, setShown] = useState<{ id: string | null; key: number; adopted: string | null }>({
    id: conversationId,
    key: 0,
    adopted: null,
  });
  if (shown.id !== conversationId) {
    const stays = shown.id === null && shown.adopted === conversationId;
    setShown({ id: conversationId, key: stays ? shown.key : shown.key + 1, adopted: null });
  }
  return { key: shown.key, adopt: (id) => setShown((before) => ({ ...before, adopted: id })) };
}
