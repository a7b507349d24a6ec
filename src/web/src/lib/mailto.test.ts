import { expect, test } from 'vitest';
import { mailtoLink } from './mailto.ts';

test('mailtoLink_addressAlone_keepsTheAt', () => {
  expect(mailtoLink('tom.brandt@acme.example')).toBe('mailto:tom.brandt@acme.example');
});

test('mailtoLink_addressWithParameters_cannotAddAny', () => {
  expect(mailtoLink('tom@acme.example?bcc=eve@evil.example')).toBe('mailto:tom@acme.example%3Fbcc%3Deve%40evil.example');
});

test('mailtoLink_draft_isEscapedWithNetworkLineEnds', () => {
  const link = mailtoLink('tom@acme.example', { subject: 'Q&A = 1', body: 'Hi Tom,\n50% + more' });
  expect(link).toBe('mailto:tom@acme.example?subject=Q%26A%20%3D%201&body=Hi%20Tom%2C%0D%0A50%25%20%2B%20more');
});
