import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildSource } from '../testing/builders.ts';
import { renderPage } from '../testing/render.tsx';
import { Answer } from './Answer.tsx';

interface Attack {
  readonly id: string;
  readonly text: string;
  readonly obeys: readonly { readonly say?: string }[];
}

const attacks = readFileSync('../../tests/Agent.Api.Tests/Guards/attacks.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Attack);

/** The longest answer that the server lets through. */
const mostShown = 40_000;

test.each(attacks.map((attack) => [attack.id, attack] as const))('Answer_ofAModelThatObeys_%s_loadsNothingAndLeadsNowhereUnseen', (_, attack) => {
  const said = [attack.text, ...attack.obeys.flatMap((step) => step.say ?? [])].join('\n\n').slice(0, mostShown);
  const { container } = renderPage(<Answer text={said} sources={[buildSource()]} />);
  expect(container.querySelector('img, picture, svg, video, audio, iframe, object, embed, form, input:not([type=checkbox]), link, meta, base, style:not([data-mantine-styles]), script:not([data-mantine-script])')).toBeNull();
  expect(container.querySelector('[style*="url("], [onerror], [onload], [onclick], [srcset], [background], [ping]')).toBeNull();
  for (const link of container.querySelectorAll('a[href]')) expect(link.getAttribute('href')).toMatch(/^\/(?!\/)/);
});
