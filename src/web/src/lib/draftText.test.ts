import { expect, test } from 'vitest';
import { draftMarkdown, draftRich } from './draftText.ts';

const draft = { subject: 'Price <list>', body: 'Hi Tom,\nthank you.\n\n# 1 of 2 <b>now</b>' };

test('draftRich_signsOfHtml_areWords', () => {
  expect(draftRich(draft)).toEqual({
    html: '<h1>Price &lt;list&gt;</h1><p>Hi Tom,<br>thank you.</p><p># 1 of 2 &lt;b&gt;now&lt;/b&gt;</p>',
    plain: `Subject: Price <list>\n\n${draft.body}`,
  });
});

test('draftMarkdown_signsOfMarkdown_areWords', () => {
  expect(draftMarkdown(draft)).toBe('# Price \\<list>\n\nHi Tom,  \nthank you.\n\n\\# 1 of 2 \\<b>now\\</b>');
});
