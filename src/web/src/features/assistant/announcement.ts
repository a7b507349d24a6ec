import type { Turn } from './turnReducer.ts';

/** The words of an answer without its Markdown signs and citation numbers. */
export function spoken(markdown: string): string {
  return markdown
    .replace(/\[(\d{1,3})\]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>|]+/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** What a screen reader is told about a turn: that it began, then the whole answer once, never word by word. */
export function announcement(turn: Turn | null): string {
  if (turn === null) return '';
  switch (turn.phase.status) {
    case 'running':
      return 'The assistant is answering.';
    case 'completed':
      return `Answer: ${spoken(turn.text)}`;
    case 'failed':
      return turn.phase.reason;
  }
}
