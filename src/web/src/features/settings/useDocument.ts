import { useState } from 'react';
import { formatJson, parseJson } from '../../lib/parseJson.ts';
import { useChangeDocument } from './insightQueries.ts';

/** The edit of a JSON document that is stored, if it is: what is typed, what is wrong with it, and what came of saving it. */
export function useDocument(stored: unknown) {
  const [typed, setTyped] = useState<string | null>(null);
  const [malformed, setMalformed] = useState<string | null>(null);
  const change = useChangeDocument();

  const edit = (text: string) => {
    setTyped(text);
    setMalformed(null);
    change.reset();
  };
  /** Back to what is stored, once that is what was asked for. */
  const settle = (then?: () => void) => ({
    onSuccess: () => {
      setTyped(null);
      then?.();
    },
  });
  const text = typed ?? (stored === null || stored === undefined ? '' : formatJson(stored));
  return {
    text,
    problem: malformed ?? change.error?.message ?? null,
    change,
    edit,
    save: (at: string, then?: () => void) => {
      const parsed = parseJson(text);
      setMalformed('problem' in parsed ? parsed.problem : null);
      if ('value' in parsed) change.mutate({ at, document: parsed.value }, settle(then));
    },
    remove: (at: string, then?: () => void) => {
      setMalformed(null);
      change.mutate({ at, document: null }, settle(then));
    },
  };
}
