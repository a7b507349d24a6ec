import type { RichText } from './richText.ts';

interface Draft {
  readonly subject: string;
  readonly body: string;
}

const paragraphsOf = (text: string): string[] => text.trim().split(/\n\s*\n/);

/** A paragraph whose line ends stay: the lines of a greeting or an address belong below each other. */
function paragraph(text: string): HTMLParagraphElement {
  const shown = document.createElement('p');
  text.split('\n').forEach((line, index) => {
    if (index > 0) shown.append(document.createElement('br'));
    shown.append(line);
  });
  return shown;
}

/** A draft as mail programs and word processors take it in. */
export function draftRich({ subject, body }: Draft): RichText {
  const shown = document.createElement('div');
  const heading = document.createElement('h1');
  heading.append(subject);
  shown.append(heading, ...paragraphsOf(body).map(paragraph));
  return { html: shown.innerHTML, plain: `Subject: ${subject}\n\n${body}` };
}

/** Signs that Markdown would take for its own. */
const plainly = (text: string): string => text.replace(/[\\`*_<]/g, '\\$&').replace(/^(#{1,6} |>)/gm, '\\$1');

/** A draft as Markdown; two blanks keep a line end. */
export const draftMarkdown = ({ subject, body }: Draft): string =>
  [`# ${plainly(subject)}`, ...paragraphsOf(body).map((text) => plainly(text).replace(/\n/g, '  \n'))].join('\n\n');
