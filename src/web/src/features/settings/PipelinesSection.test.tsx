import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { PipelineChoices, PipelineSettings, PipelineThresholds } from '../../api/types.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { PipelinesSection } from './PipelinesSection.tsx';
import { readThresholds, typedThresholds } from './thresholds.ts';

const thresholds: PipelineThresholds = {
  staleAfterDays: 14,
  dyingAfterDays: 30,
  proposalStaleAfterDays: 14,
  proposalDyingAfterDays: 30,
  silentAfterDays: 7,
  silentGraceDays: 3,
  silentAfterTouches: 3,
  answerWithinDays: 1,
  stalledAtTimesUsual: 2,
  stalledAfterDaysAtLeast: 7,
  stalledAfterDaysOtherwise: 30,
  oldAtTimesWonCycle: 1.5,
  maxCloseDatePushes: 3,
  closeSoonDays: 7,
  minEngagedContacts: 2,
  minEngagedContactsOfLargeDeal: 3,
  engagedWithinDays: 90,
  middleStageProbability: 0.4,
  lateStageProbability: 0.57,
  largeAtTimesWonDeal: 2,
  largeDealAmount: 50000,
  nextStepGraceDays: 3,
  amountShrankShare: 0.1,
  newsWithinDays: 90,
};

const pipeline: PipelineSettings = {
  id: 'pipe-1',
  name: 'Sales',
  thresholds,
  stages: [
    { id: 's1', name: 'Demo', status: 'open', winProbability: 0.4, usualDays: 14, exitCriterion: 'Asked about pricing', nextAction: 'Send it', nextActionWithinHours: 24 },
    { id: 's2', name: 'Won', status: 'won', winProbability: 1, usualDays: null, exitCriterion: null, nextAction: null, nextActionWithinHours: null },
  ],
};

const show = (mayChange: boolean) => {
  answer('GET /api/settings/pipelines', () => json([pipeline]));
  renderPage(<PipelinesSection mayChange={mayChange} />);
};

const stage = async (name: string) => within(await screen.findByRole('group', { name }));

test('thresholds_typedAndRead_areTheSame', () => {
  expect(readThresholds(typedThresholds(thresholds))).toEqual(thresholds);
});

test('PipelinesSection_notAnAdministrator_readsOnly', async () => {
  show(false);
  expect((await stage('Demo')).getByRole('textbox', { name: 'Exit criterion' })).toHaveAttribute('readonly');
  expect(screen.queryByRole('button', { name: 'Save the pipeline' })).not.toBeInTheDocument();
});

test('PipelinesSection_saved_sendsAllOfIt', async () => {
  let sent: unknown;
  answer('PUT /api/settings/pipelines/pipe-1', ({ body }) => {
    sent = body;
    return noContent();
  });
  show(true);
  const demo = await stage('Demo');
  await userEvent.clear(demo.getByRole('spinbutton', { name: 'Chance to win (%)' }));
  await userEvent.type(demo.getByRole('spinbutton', { name: 'Chance to win (%)' }), '35');
  await userEvent.clear(demo.getByRole('spinbutton', { name: 'Usual days' }));
  const stale = screen.getByRole('spinbutton', { name: 'Stale after (days)' });
  await userEvent.clear(stale);
  await userEvent.type(stale, '10');
  await userEvent.click(screen.getByRole('button', { name: 'Save the pipeline' }));
  expect(await screen.findByText(/The pipeline is saved/)).toBeInTheDocument();
  expect(sent).toEqual({
    thresholds: { ...thresholds, staleAfterDays: 10 },
    stages: [
      { id: 's1', winProbability: 0.35, usualDays: null, exitCriterion: 'Asked about pricing', nextAction: 'Send it', nextActionWithinHours: 24 },
      { id: 's2', winProbability: 1, usualDays: null, exitCriterion: null, nextAction: null, nextActionWithinHours: null },
    ],
  } satisfies PipelineChoices);
});

test('PipelinesSection_refused_saysItAtTheField', async () => {
  answer('PUT /api/settings/pipelines/pipe-1', () =>
    problem(400, '', { dyingAfterDays: ['A deal is dying no earlier than it is stale.'], 'stages.s1': ['Demo: the chance lies between 0 and 100 %.'] }),
  );
  show(true);
  await stage('Demo');
  await userEvent.click(screen.getByRole('button', { name: 'Save the pipeline' }));
  expect(await screen.findByText('Demo: the chance lies between 0 and 100 %.')).toBeInTheDocument();
  expect(screen.getByRole('spinbutton', { name: 'Dying after (days)' })).toHaveAccessibleDescription('A deal is dying no earlier than it is stale.');
});
