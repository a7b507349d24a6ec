/** A text as other programs take it in, with its shape and without. */
export interface RichText {
  readonly html: string;
  readonly plain: string;
}

/** A shown text as other programs take it in: without the raised numbers and links that only lead somewhere here. */
export function richTextOf(shown: HTMLElement): RichText {
  const copy = shown.cloneNode(true) as HTMLElement;
  for (const citation of copy.querySelectorAll('sup')) citation.remove();
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  for (const element of copy.querySelectorAll('*')) for (const { name } of [...element.attributes]) element.removeAttribute(name);
  const blocks = [...copy.querySelectorAll('h1, h2, h3, h4, h5, h6, p, li, pre, tr')].filter((block) => block.querySelector('p, li') === null);
  const lines = blocks.map((block) => {
    const text = block.textContent.replace(/\s+/g, ' ').replace(/ ([.,;:])/g, '$1').trim();
    if (block.closest('li') !== null) return `- ${text}`;
    return /^H\d$/.test(block.tagName) ? `\n${text}` : text;
  });
  return { html: copy.innerHTML, plain: lines.join('\n').trim() };
}

/** Markdown of our own reports as plain text: without its signs and without citations. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/ ?\[\d+\]/g, '')
    .replace(/^#+ /gm, '')
    .replace(/\*\*/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
