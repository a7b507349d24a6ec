import type { MarkKind, SpokenTurn, TextMark } from '../../api/types.ts';
import type { TextRange } from './quotedText.ts';

/** A stretch of words that is shown in one way. */
export interface TalkPart {
  /** Where it begins in the text; tells parts apart. */
  readonly start: number;
  readonly text: string;
  /** True for the words that somebody cited. */
  readonly quoted: boolean;
  /** What was read in it. */
  readonly kinds: readonly MarkKind[];
  /** The number of the match that it belongs to, or null. */
  readonly match: number | null;
}

const within = (start: number, range: TextRange) => start >= range.start && start < range.end;

/** What is laid over the words of a talk. */
export interface Layers {
  readonly quote: TextRange | null;
  readonly marks: readonly TextMark[];
  readonly matches: readonly TextRange[];
}

/** The words of a turn, cut where any of the layers begins or ends; what was cited stays in one piece, whatever was read in it. */
export function partsOf(body: string, { start, end }: TextRange, { quote, marks, matches }: Layers): TalkPart[] {
  const placesOf = (ranges: readonly TextRange[]) => ranges.filter((range) => range.start < end && range.end > start).flatMap((range) => [Math.max(start, range.start), Math.min(end, range.end)]);
  const read = placesOf(marks).filter((place) => quote === null || place <= quote.start || place >= quote.end);
  const cuts = [...new Set([start, end, ...read, ...placesOf(matches), ...placesOf(quote === null ? [] : [quote])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const match = matches.findIndex((range) => within(from, range));
    return {
      start: from,
      text: body.slice(from, cuts[index + 1]),
      quoted: quote !== null && within(from, quote),
      kinds: [...new Set(marks.filter((mark) => within(from, mark)).map(({ kind }) => kind))],
      match: match < 0 ? null : match,
    };
  });
}

/** Where the words that somebody looks for stand in a talk, in its order; never across two speakers. */
export function findIn(body: string, turns: readonly SpokenTurn[], words: string): TextRange[] {
  const wanted = words.trim();
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
  return turns.flatMap(({ start, end }) =>
    [...body.slice(start, end).matchAll(pattern)].map((found) => ({ start: start + found.index, end: start + found.index + found[0].length })),
  );
}

/** "0:04", "1:02:03": since the beginning of the talk. */
export function formatSeconds(seconds: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours === 0 ? `${minutes}:${pad(seconds % 60)}` : `${hours}:${pad(minutes)}:${pad(seconds % 60)}`;
}
