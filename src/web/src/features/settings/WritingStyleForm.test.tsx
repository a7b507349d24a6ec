import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { WritingStyleForm } from './WritingStyleForm.tsx';

beforeEach(() =>
  answer('GET /api/settings/writing-style', () => json({ tone: 'warm', length: 'normal', greeting: 'Hi {name}', signOff: null, maxWords: 180 })),
);

test('WritingStyleForm_saved_sendsTheStyleWithEmptyTextsAsNull', async () => {
  let sent: unknown;
  answer('PUT /api/settings/writing-style', ({ body }) => {
    sent = body;
    return noContent();
  });
  renderPage(<WritingStyleForm />);
  await userEvent.click(await screen.findByRole('combobox', { name: 'Length' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Short' }));
  await userEvent.clear(screen.getByRole('textbox', { name: 'Greeting' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Sign-off' }), 'Best');
  await userEvent.click(screen.getByRole('button', { name: 'Save the writing style' }));
  expect(await screen.findByText('Your writing style is saved.')).toBeInTheDocument();
  expect(sent).toEqual({ tone: 'warm', length: 'short', greeting: null, signOff: 'Best' });
});

test('WritingStyleForm_refused_saysWhy', async () => {
  answer('PUT /api/settings/writing-style', () => problem(400, 'A greeting or a sign-off can have 500 characters.'));
  renderPage(<WritingStyleForm />);
  await userEvent.click(await screen.findByRole('button', { name: 'Save the writing style' }));
  expect(await screen.findByText('A greeting or a sign-off can have 500 characters.')).toBeInTheDocument();
});
