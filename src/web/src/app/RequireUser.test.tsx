import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildMe } from '../testing/builders.ts';
import { answer, json, noContent, problem } from '../testing/fakeApi.ts';
import { FakeLink } from '../testing/fakeLink.ts';
import { renderRoutes } from '../testing/render.tsx';
import { routes } from './routes.tsx';

vi.mock('../api/hubLink.ts', () => ({ assistantLink: new FakeLink() }));

const about = { version: '1', runtime: 'r', model: 'offline', needsAdmin: false };

// Loaded once before the clock of a test runs: it brings most of the application along.
beforeAll(async () => {
  await import('./SettingsRoute.tsx');
}, 60_000);

// The navigation counts what waits.
beforeEach(() => answer('GET /api/proposals/count', () => json({ toDecide: 0, mine: 0, team: 0 })));

/** What the settings page reads for everybody. */
function answerSettings() {
  answer('GET /api/settings/writing-style', () => json({ tone: 'plain', length: 'normal', greeting: null, signOff: null }));
  answer('GET /api/models/usage', () => json({ month: '2026-11-01', spent: 0, limit: 0, isUsedUp: false, models: [] }));
}

test('RequireUser_nobodySignedIn_goesToSignInAndRemembersThePage', async () => {
  answer('GET /api/me', () => problem(401, 'Sign in.'));
  answer('GET /api/about', () => json(about));
  const { path } = renderRoutes(routes, '/settings?x=1');
  await screen.findByRole('button', { name: 'Sign in' });
  expect(path()).toBe('/sign-in?next=%2Fsettings%3Fx%3D1');
});

test('RequireUser_sessionEnds_goesToSignInFromWhereOneIs', async () => {
  answer('GET /api/me', () => json(buildMe({ role: 'admin' })));
  answer('GET /api/about', () => json(about));
  answer('GET /api/people', () => problem(401, 'Sign in.'));
  answer('GET /api/people/teams', () => json([]));
  answerSettings();
  const { path } = renderRoutes(routes, '/settings/people');
  await screen.findByRole('button', { name: 'Sign in' });
  expect(path()).toBe('/sign-in?next=%2Fsettings%2Fpeople');
});

test('RequireUser_signOut_leavesNothingOfTheUserBehind', async () => {
  answer('GET /api/me', () => json(buildMe()));
  answer('GET /api/about', () => json(about));
  answer('POST /api/sign-out', noContent);
  answerSettings();
  localStorage.setItem('assistant:draft:new', 'secret');
  renderRoutes(routes, '/settings');
  await userEvent.click(await screen.findByRole('button', { name: 'Ada Byron, menu' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  await screen.findByRole('button', { name: 'Sign in' });
  expect(localStorage.getItem('assistant:draft:new')).toBeNull();
});

test('RequireUser_repOpensSettings_seesNoPeople', async () => {
  answer('GET /api/me', () => json(buildMe()));
  answer('GET /api/about', () => json(about));
  answerSettings();
  renderRoutes(routes, '/settings');
  expect(await screen.findByRole('heading', { name: 'Change the password' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'People' })).not.toBeInTheDocument();
});

test('RequireUser_repOpensTheModels_isToldWhoMay', async () => {
  answer('GET /api/me', () => json(buildMe()));
  answer('GET /api/about', () => json(about));
  renderRoutes(routes, '/settings/models');
  expect(await screen.findByText('Models: for administrators only')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Models' })).not.toBeInTheDocument();
});

test('RequireUser_repOpensImport_isToldWhoMay', async () => {
  answer('GET /api/me', () => json(buildMe()));
  renderRoutes(routes, '/import');
  expect(await screen.findByText('Imports are for managers and administrators')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Import' })).not.toBeInTheDocument();
});
