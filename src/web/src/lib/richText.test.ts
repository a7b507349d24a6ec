import { expect, test } from 'vitest';
import { plainText, richTextOf } from './richText.ts';

test('richTextOf_citedText_keepsItsShapeWithoutWhatLeadsSomewhereHere', () => {
  const shown = document.createElement('div');
  shown.innerHTML =
    '<h3 class="a">The deal</h3><p id="x">See <a href="/deals/1">Acme</a>, at risk<sup><a href="?activity=1">1</a></sup></p><ul><li style="color:red">Call Tom</li><li><p>Write</p></li></ul>';
  expect(richTextOf(shown)).toEqual({
    html: '<h3>The deal</h3><p>See Acme, at risk</p><ul><li>Call Tom</li><li><p>Write</p></li></ul>',
    plain: 'The deal\nSee Acme, at risk\n- Call Tom\n- Write',
  });
});

test('plainText_report_losesSignsAndCitations', () => {
  expect(plainText('# Acme\n\n- **They go live** before March [1] [2].\n')).toBe('Acme\n\n- They go live before March.');
});
