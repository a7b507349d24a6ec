import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { ModelInfo, ModelSettings } from '../../api/types.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { UsageMeter } from './UsageMeter.tsx';

const buildModel = (overrides: Partial<ModelInfo> = {}): ModelInfo => ({
  key: 'ours',
  provider: 'openAI',
  endpoint: 'https://api.openai.com/v1',
  model: 'gpt-5-mini',
  enabled: true,
  isResting: false,
  lastFault: null,
  lastFaultAt: null,
  isOwn: true,
  isLocal: false,
  keySetting: 'Models:Keys:api_openai_com',
  hasKey: true,
  firstTokenSeconds: 60,
  silenceSeconds: 30,
  ...overrides,
});

const show = (...models: ModelInfo[]) => {
  answer('GET /api/models', () => json({ models, answering: models[0]?.model ?? 'offline', monthlyTokens: 0, prompts: [] } satisfies ModelSettings));
  renderPage(<ModelsSection />);
};

test('ModelsSection_none_saysWhoAnswers', async () => {
  show();
  expect(await screen.findByText('No model yet')).toBeInTheDocument();
  expect(screen.getByText('Answering now: the built-in engine')).toBeInTheDocument();
});

test('ModelsSection_withoutAKey_saysWhichSettingItBelongsInto', async () => {
  show(buildModel({ hasKey: false }));
  const card = within(await screen.findByRole('listitem', { name: 'ours' }));
  expect(card.getByText('Models:Keys:api_openai_com')).toBeInTheDocument();
  expect(card.getByText('Models__Keys__api_openai_com')).toBeInTheDocument();
});

test('ModelsSection_fromTheConfiguration_isNotEditedHere', async () => {
  show(buildModel({ key: '0', isOwn: false }));
  await screen.findByRole('listitem', { name: 'gpt-5-mini (0)' });
  expect(screen.queryByRole('button', { name: /^Edit/ })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Remove/ })).not.toBeInTheDocument();
});

test('ModelsSection_movedDown_sendsTheWholeOrder', async () => {
  let sent: unknown;
  answer('PUT /api/models', ({ body }) => {
    sent = body;
    return noContent();
  });
  show(buildModel(), buildModel({ key: 'local', enabled: false }));
  await userEvent.click(await screen.findByRole('button', { name: 'Move ours down' }));
  await waitFor(() =>
    expect(sent).toEqual({
      models: [
        { key: 'local', enabled: false },
        { key: 'ours', enabled: true },
      ],
    }),
  );
  expect(screen.getByRole('button', { name: 'Move ours up' })).toBeDisabled();
});

test('ModelsSection_checked_saysEachStepAndWhatIsLeftOut', async () => {
  const steps = [
    { name: 'reachable', passed: true, detail: 'it answers' },
    { name: 'modelPresent', passed: null, detail: 'the server does not list what it has' },
    { name: 'streams', passed: false, detail: '401: check Models:Keys:api_openai_com.' },
  ];
  answer('POST /api/models/ours/check', () =>
    json({ setting: 'ours', provider: 'openAI', endpoint: 'x', model: 'm', firstTokenSeconds: null, steps, passed: false }),
  );
  show(buildModel());
  await userEvent.click(await screen.findByRole('button', { name: 'Check ours' }));
  const lines = within(await screen.findByRole('list', { name: 'Check of ours' })).getAllByRole('listitem');
  expect(lines.map((line) => line.textContent)).toEqual([
    'okReachable · it answers',
    'not knownModel is there · the server does not list what it has',
    'failedStreams its answer · 401: check Models:Keys:api_openai_com.',
    'not triedCalls tools · The check ended before.',
    'not triedFollows a schema · The check ended before.',
  ]);
});

test('ModelsSection_added_isSentAndARefusalKeepsWhatWasTyped', async () => {
  const sent: unknown[] = [];
  answer('PUT /api/models/groq', ({ body }) => {
    sent.push(body);
    return problem(400, 'Endpoint must be an address.');
  });
  show(buildModel());
  await userEvent.click(await screen.findByRole('button', { name: 'Add a model' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'groq');
  await userEvent.type(screen.getByRole('textbox', { name: 'Address' }), 'https://api.groq.com/openai/v1');
  await userEvent.type(screen.getByRole('textbox', { name: 'Model' }), 'llama');
  await userEvent.click(screen.getByRole('button', { name: 'Save the model' }));
  expect(await screen.findByText('Endpoint must be an address.')).toBeInTheDocument();
  expect(sent).toEqual([{ provider: 'openAI', endpoint: 'https://api.groq.com/openai/v1', model: 'llama', firstTokenSeconds: null, silenceSeconds: null }]);
  expect(screen.getByRole('textbox', { name: 'Model' })).toHaveValue('llama');
});

test('ModelsSection_removed_asksFirst', async () => {
  let removed = 0;
  answer('DELETE /api/models/ours', () => {
    removed++;
    return noContent();
  });
  show(buildModel());
  await userEvent.click(await screen.findByRole('button', { name: 'Remove ours' }));
  expect(removed).toBe(0);
  await userEvent.click(screen.getByRole('button', { name: 'Yes, remove ours' }));
  await waitFor(() => expect(removed).toBe(1));
});

test('UsageMeter_usedUp_saysWhoAnswers', async () => {
  answer('GET /api/models/usage', () =>
    json({ month: '2026-11-01', spent: 1200, limit: 1000, isUsedUp: true, models: [{ model: 'm', inputTokens: 1000, outputTokens: 200, requests: 3 }] }),
  );
  renderPage(<UsageMeter />);
  expect(await screen.findByText(/1,200 tokens of 1,000\. They are used up/)).toBeInTheDocument();
  expect(screen.getByRole('progressbar', { name: 'Tokens of this month' })).toHaveAttribute('aria-valuenow', '100');
  expect(screen.getByText(/1,000 sent, 200 written, 3 requests/)).toBeInTheDocument();
});
