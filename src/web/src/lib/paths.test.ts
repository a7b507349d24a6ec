import { expect, test } from 'vitest';
import { internalPath, paths } from './paths.ts';

test('internalPath_ownPage_isKeptWithItsQuery', () => {
  expect(internalPath('/deals?status=won')).toBe('/deals?status=won');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example/deals', 'javascript:alert(1)', '/api/sign-out', '/deals/../api/me', '', null])(
  'internalPath_%s_isRefused',
  (text) => {
    expect(internalPath(text)).toBeNull();
  },
);

test('signIn_fromTheHomePage_needsNoNote', () => {
  expect(paths.signIn(paths.home)).toBe('/sign-in');
  expect(paths.signIn('/deals?status=won')).toBe('/sign-in?next=%2Fdeals%3Fstatus%3Dwon');
});
