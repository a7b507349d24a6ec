import type { Emphasis, InlineCode, PhrasingContent, Root, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';

/** Words of an answer for which nothing was found, and what was looked for. Places count in the Markdown of the answer. */
export interface UnsupportedSpan {
  readonly start: number;
  readonly length: number;
  readonly why: string;
}

/** A `mark` element. Of a span that is split over several, one can be focused. */
const marked = (why: string, focusable: boolean, child: PhrasingContent): Emphasis => ({
  type: 'emphasis',
  data: { hName: 'mark', hProperties: { title: why, ...(focusable && { tabIndex: 0 }) } },
  children: [child],
});

interface Range {
  readonly from: number;
  readonly to: number;
  readonly span: UnsupportedSpan;
}

/** Where in the words of a node a span lies, if it does. Words that are escaped in the source have other places there, so those are looked for. */
function rangeIn({ value, position }: Text | InlineCode, source: string, span: UnsupportedSpan): Range | null {
  const start = position?.start.offset ?? 0;
  const end = position?.end.offset ?? source.length;
  const until = span.start + span.length;
  if (span.start >= end || until <= start) return null;
  if (source.slice(start, end) === value) return { from: Math.max(0, span.start - start), to: Math.min(value.length, until - start), span };
  const words = source.slice(span.start, until).trim();
  const from = value.indexOf(words);
  return from < 0 ? null : { from, to: from + words.length, span };
}

/** The spans in a node, in their order; one that begins within another is left to that. */
function rangesIn(node: Text | InlineCode, source: string, spans: readonly UnsupportedSpan[]): Range[] {
  const ranges: Range[] = [];
  for (const span of spans) {
    const range = rangeIn(node, source, span);
    if (range !== null && range.from >= (ranges.at(-1)?.to ?? 0) && node.value.slice(range.from, range.to).trim() !== '') ranges.push(range);
  }
  return ranges;
}

/** Marks what an answer says without support, also where emphasis or a link runs through it. */
export function remarkUnsupported(spans: readonly UnsupportedSpan[]) {
  const seen = new Set<UnsupportedSpan>();
  const mark = (span: UnsupportedSpan, child: PhrasingContent) => {
    const first = !seen.has(span);
    seen.add(span);
    return marked(span.why, first, child);
  };
  const split = (node: Text, ranges: readonly Range[]): PhrasingContent[] => {
    const parts: PhrasingContent[] = [];
    let at = 0;
    for (const { from, to, span } of ranges) {
      if (from > at) parts.push({ type: 'text', value: node.value.slice(at, from) });
      parts.push(mark(span, { type: 'text', value: node.value.slice(from, to) }));
      at = to;
    }
    if (at < node.value.length) parts.push({ type: 'text', value: node.value.slice(at) });
    return parts;
  };
  return (tree: Root, file: { readonly value: unknown }) => {
    if (spans.length === 0) return;
    seen.clear();
    const source = String(file.value);
    visit(tree, (node, index, parent) => {
      if ((node.type !== 'text' && node.type !== 'inlineCode') || parent === undefined || index === undefined) return undefined;
      const ranges = rangesIn(node, source, spans);
      const [first] = ranges;
      if (first === undefined) return undefined;
      const parts = node.type === 'text' ? split(node, ranges) : [mark(first.span, node)];
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
}
