import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { buildMe } from '../../testing/builders.ts';
import { answer, json, problem } from '../../testing/fakeApi.ts';
import { renderRoutes } from '../../testing/render.tsx';
import { SignInPage } from './SignInPage.tsx';
import { WelcomePage } from './WelcomePage.tsx';

const routes = [
  { path: '/sign-in', element: <SignInPage /> },
  { path: '/welcome', element: <WelcomePage /> },
  { path: '*', element: <p>inside</p> },
];

const about = (needsAdmin: boolean) => answer('GET /api/about', () => json({ version: '1', runtime: 'r', model: 'offline', needsAdmin }));
const signedOut = () => answer('GET /api/me', () => problem(401, 'Sign in.'));

const fillIn = async () => {
  await userEvent.type(screen.getByLabelText(/Email/), 'ada@halden.example');
  await userEvent.type(screen.getByLabelText(/^Password/), 'secret words');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
};

test('SignInPage_rightPassword_goesWhereOneWantedToGo', async () => {
  about(false);
  signedOut();
  answer('POST /api/sign-in', () => json(buildMe()));
  const { path } = renderRoutes(routes, '/sign-in?next=%2Fdeals%3Fstatus%3Dwon');
  await fillIn();
  await screen.findByText('inside');
  expect(path()).toBe('/deals?status=won');
});

test('SignInPage_addressThatLeadsElsewhere_goesHome', async () => {
  about(false);
  answer('GET /api/me', () => json(buildMe()));
  const { path } = renderRoutes(routes, '/sign-in?next=%2F%2Fevil.example');
  await screen.findByText('inside');
  expect(path()).toBe('/');
});

test('SignInPage_wrongPassword_saysSoAndStays', async () => {
  about(false);
  signedOut();
  answer('POST /api/sign-in', () => problem(401, 'The email or the password is wrong.'));
  renderRoutes(routes, '/sign-in');
  await fillIn();
  expect(await screen.findByRole('alert')).toHaveTextContent('The email or the password is wrong.');
});

test('WelcomePage_tokenOfALink_signsInAtOnce', async () => {
  about(false);
  const used = vi.fn(() => json(buildMe()));
  answer('POST /api/sign-in/link', used);
  renderRoutes(routes, '/welcome#the-token');
  await screen.findByText('inside');
  expect(used).toHaveBeenCalledOnce();
  expect(used).toHaveBeenCalledWith(expect.objectContaining({ body: { token: 'the-token', name: null, email: null, password: null } }));
});

test('WelcomePage_usedLink_saysSo', async () => {
  about(false);
  answer('POST /api/sign-in/link', () => problem(410, 'This link has been used.'));
  renderRoutes(routes, '/welcome#the-token');
  expect(await screen.findByRole('alert')).toHaveTextContent('This link has been used.');
});

test('WelcomePage_emptyWorkspace_asksWhoTheAdministratorIs', async () => {
  about(true);
  const used = vi.fn(() => json(buildMe({ role: 'admin' })));
  answer('POST /api/sign-in/link', used);
  renderRoutes(routes, '/welcome#the-token');
  await userEvent.type(await screen.findByLabelText(/Your name/), 'Ada');
  await userEvent.type(screen.getByLabelText(/Email/), 'ada@halden.example');
  await userEvent.type(screen.getByLabelText(/^Password/), 'a long password');
  await userEvent.click(screen.getByRole('button', { name: 'Create the administrator' }));
  await screen.findByText('inside');
  expect(used).toHaveBeenCalledWith(
    expect.objectContaining({ body: { token: 'the-token', name: 'Ada', email: 'ada@halden.example', password: 'a long password' } }),
  );
});
