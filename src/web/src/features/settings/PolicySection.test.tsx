import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { ChangePolicy } from '../../api/types.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { policyLines, ruleOf, toPolicy } from './policyForm.ts';
import { PolicySection } from './PolicySection.tsx';

const policy: ChangePolicy = {
  rules: [
    { kind: 'amount', approval: 'askManager', direction: 'down', role: null },
    { kind: 'task', approval: 'never', direction: null, role: 'rep' },
  ],
  notByItself: ['park'],
};

const show = (mayChange: boolean) => {
  answer('GET /api/settings/changes', () => json(policy));
  renderPage(<PolicySection mayChange={mayChange} />);
};

test('PolicySection_administratorSaves_sendsAllOfIt', async () => {
  let sent: unknown;
  answer('PUT /api/settings/changes', ({ body }) => {
    sent = body;
    return noContent();
  });
  show(true);
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Who decides: Close as lost' }), 'A manager decides');
  await userEvent.click(screen.getByRole('switch', { name: 'Proposed by itself: Wait' }));
  await userEvent.click(screen.getByRole('switch', { name: 'Proposed by itself: Stage' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save the rules' }));
  expect(await screen.findByText(/The rules are saved/)).toBeInTheDocument();
  expect(sent).toEqual({
    rules: [
      { kind: 'amount', approval: 'askManager', direction: 'down', role: null },
      { kind: 'loss', approval: 'askManager', direction: null, role: null },
      { kind: 'task', approval: 'never', direction: null, role: 'rep' },
    ],
    notByItself: ['stage'],
  });
});

test('PolicySection_ruleForARole_isShownChangedAddedAndTakenAway', async () => {
  let sent: unknown;
  answer('PUT /api/settings/changes', ({ body }) => {
    sent = body;
    return noContent();
  });
  show(true);
  expect(await screen.findByRole('combobox', { name: 'Who decides: Task, reps' })).toHaveValue('never');
  await userEvent.click(screen.getByRole('button', { name: 'Take the rule away: Task, reps' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Change of the new rule' }), 'Amount, higher');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Role of the new rule' }), 'Managers');
  await userEvent.click(screen.getByRole('button', { name: 'Add the rule' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Who decides: Amount, higher, managers' }), 'Never proposed');
  await userEvent.click(screen.getByRole('button', { name: 'Save the rules' }));
  expect(await screen.findByText(/The rules are saved/)).toBeInTheDocument();
  expect(sent).toEqual({
    rules: [
      { kind: 'amount', approval: 'askManager', direction: 'down', role: null },
      { kind: 'amount', approval: 'never', direction: 'up', role: 'manager' },
    ],
    notByItself: ['park'],
  });
});

test('PolicySection_refused_saysWhy', async () => {
  answer('PUT /api/settings/changes', () => problem(400, 'At most 100 rules.'));
  show(true);
  await userEvent.click(await screen.findByRole('button', { name: 'Save the rules' }));
  expect(await screen.findByText('At most 100 rules.')).toBeInTheDocument();
});

test('PolicySection_notAnAdministrator_readsOnly', async () => {
  show(false);
  expect(await screen.findByText('Amount, lower: a manager decides')).toBeInTheDocument();
  expect(screen.getByText('Not proposed by themselves: Wait')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('ruleOf_ruleWithoutDirection_holdsForBoth', () => {
  const both: ChangePolicy = { rules: [{ kind: 'amount', approval: 'never', direction: null, role: null }], notByItself: [] };
  const amounts = policyLines.filter(({ kind }) => kind === 'amount');
  expect(amounts.map((line) => ruleOf(both, line))).toEqual(['never', 'never']);
});

test('toPolicy_nothingButAsking_hasNoRules', () => {
  expect(toPolicy(policyLines, new Map([['stage::', 'ask']]), new Set())).toEqual({ rules: [], notByItself: [] });
});
