import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { answer, type FakeRequest, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { PeopleTable } from './PeopleTable.tsx';

const ada = { id: 'user-1', name: 'Ada Byron', email: 'ada@halden.example', role: 'rep', teamId: 'team-1', team: 'North', hasPassword: true };

beforeEach(() => {
  answer('GET /api/people', () => json([ada]));
  answer('GET /api/people/teams', () => json([{ id: 'team-1', name: 'North', parentId: null }, { id: 'team-2', name: 'South', parentId: 'team-1' }]));
});

test('PeopleTable_personAdded_sendsWhoItIs', async () => {
  const sent = vi.fn<(request: FakeRequest) => Response>(() => noContent());
  answer('POST /api/people', sent);
  renderPage(<PeopleTable />);
  await userEvent.click(await screen.findByRole('button', { name: 'Add a person' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a person' }));
  await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'Tom Brandt');
  await userEvent.type(dialog.getByRole('textbox', { name: 'Email' }), 'tom@halden.example');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(sent.mock.lastCall?.[0].body).toEqual({ name: 'Tom Brandt', email: 'tom@halden.example', role: 'rep', teamId: null }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('PeopleTable_changeRefused_saysWhyAtTheField', async () => {
  answer('PUT /api/people/user-1', () => problem(400, 'Wrong.', { role: ['Somebody has to be administrator.'] }));
  renderPage(<PeopleTable />);
  await userEvent.click(await screen.findByRole('button', { name: 'Change Ada Byron' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Change Ada Byron' }));
  expect(dialog.queryByRole('textbox', { name: 'Email' })).not.toBeInTheDocument();
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('Somebody has to be administrator.')).toBeInTheDocument();
});

test('PeopleTable_teamAdded_isSent', async () => {
  const sent = vi.fn<(request: FakeRequest) => Response>(() => noContent());
  answer('POST /api/people/teams', sent);
  renderPage(<PeopleTable />);
  expect(await screen.findByRole('cell', { name: 'South' })).toBeInTheDocument();
  await userEvent.type(screen.getByRole('textbox', { name: 'New team' }), 'West{Enter}');
  expect(await screen.findByText('The team is there.')).toBeInTheDocument();
  expect(sent.mock.lastCall?.[0].body).toEqual({ name: 'West', parentId: null });
});
