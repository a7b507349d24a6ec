import type { Link, PhrasingContent, Root, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';

// A space before the mark would part the raised number from its word.
const mark = / ?\[(\d{1,3})\]/g;

/** A citation becomes a `cite` element with the label as its text. */
const citation = (label: string): Link => ({
  type: 'link',
  url: '',
  data: { hName: 'cite', hProperties: {} },
  children: [{ type: 'text', value: label }],
});

function split(text: string, labels: ReadonlySet<string>): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const match of text.matchAll(mark)) {
    const label = match[1] ?? '';
    if (!labels.has(label)) continue;
    if (match.index > from) parts.push({ type: 'text', value: text.slice(from, match.index) });
    parts.push(citation(label));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ type: 'text', value: text.slice(from) } satisfies Text);
  return parts;
}

/** Finds `[1]` in the words of an answer where a source has that label; code and links stay as they are. */
export function remarkCitations(labels: ReadonlySet<string>) {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'link' || node.type === 'code' || node.type === 'inlineCode') return SKIP;
      if (parent === undefined || index === undefined) return undefined;
      let parts: PhrasingContent[];
      if (node.type === 'text') parts = split(node.value, labels);
      // A quoted text could define `[1]: https://…` and so take over the citation.
      else if (node.type === 'linkReference' && labels.has(node.identifier)) parts = [citation(node.identifier)];
      else return undefined;
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
}
