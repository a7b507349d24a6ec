import type { RichText } from './richText.ts';

const style = `@page { margin: 14mm; }
body { font: 10.5pt/1.4 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } }`;

/** Shows a text alone in a tab of its own and prints it. Its HTML is what `RichText` makes: shapes without attributes. */
export function printRich(title: string, { html }: RichText): void {
  const page = window.open('', '_blank');
  if (page === null) return;
  const rules = page.document.createElement('style');
  rules.textContent = style;
  page.document.head.append(rules);
  page.document.title = title;
  page.document.body.innerHTML = html;
  page.print();
}
