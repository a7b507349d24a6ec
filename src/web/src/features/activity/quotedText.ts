/** Characters of a text, from `start` up to but not including `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether the words that somebody cited still stand where they were cited from. */
export type QuoteCheck =
  | { readonly status: 'none' }
  | { readonly status: 'verbatim'; readonly range: TextRange }
  | { readonly status: 'changed'; readonly quote: string };

export function checkQuote(body: string, start: number | null, quote: string | null): QuoteCheck {
  if (quote === null || quote === '') return { status: 'none' };
  if (start === null || !body.startsWith(quote, start)) return { status: 'changed', quote };
  return { status: 'verbatim', range: { start, end: start + quote.length } };
}

export interface TextPart {
  readonly text: string;
  readonly quoted: boolean;
}

export interface TextLine {
  /** Where the line begins in the text; tells lines apart. */
  readonly start: number;
  readonly time: string | null;
  readonly speaker: string | null;
  readonly parts: readonly TextPart[];
}

function split(text: string, offset: number, range: TextRange | null): TextPart[] {
  if (range === null) return [{ text, quoted: false }];
  const from = Math.min(Math.max(range.start - offset, 0), text.length);
  const to = Math.min(Math.max(range.end - offset, 0), text.length);
  const parts = [
    { text: text.slice(0, from), quoted: false },
    { text: text.slice(from, to), quoted: true },
    { text: text.slice(to), quoted: false },
  ];
  return parts.filter((part) => part.text !== '');
}

const spokenLine = /^\[(\d{1,2}:\d{2}(?::\d{2})?)\]\s*([^:]{1,60}):\s*/;

/** The lines of a note, an email or a transcript (`[00:01:02] Speaker: words`), with the quoted characters told apart. */
export function readLines(body: string, range: TextRange | null): TextLine[] {
  let start = 0;
  return body.split('\n').map((line) => {
    const spoken = spokenLine.exec(line);
    const head = spoken?.[0].length ?? 0;
    const read = { start, time: spoken?.[1] ?? null, speaker: spoken?.[2] ?? null, parts: split(line.slice(head), start + head, range) };
    start += line.length + 1;
    return read;
  });
}
