import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { buildCriterion, buildInsightSettings, buildQualification, buildQuote, buildScore } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { Qualification } from './Qualification.tsx';

const show = () => renderPage(<Qualification dealId="deal-1" />, '/deals/deal-1');

beforeEach(() => answer('GET /api/settings/insight', () => json(buildInsightSettings())));

test('Qualification_criterion_saysItsVerdictAndOpensTheQuote', async () => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ criteria: [buildCriterion({ verdict: 'partly' })] })));
  show();
  expect(await screen.findByText('Partly met')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: '“before March”' })).toHaveAttribute(
    'href',
    '/deals/deal-1?activity=activity-1&start=4&quote=before+March',
  );
});

test('Qualification_notMet_showsFirstWhatSpeaksAgainstIt', async () => {
  const against = [buildQuote({ quote: 'not this year', start: 40 })];
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ criteria: [buildCriterion({ verdict: 'not_met', against })] })));
  show();
  expect(await screen.findByText('Not met')).toBeInTheDocument();
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['“not this year”', '“before March”']);
});

test('Qualification_unknown_saysWhatIsMissingAndWhatToAsk', async () => {
  const criterion = buildCriterion({ verdict: 'unknown', for: [], missing: 'what the buyer can spend', question: 'What is set aside?' });
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ criteria: [criterion] })));
  show();
  expect(await screen.findByText('Unknown')).toBeInTheDocument();
  expect(screen.getByText('Missing: what the buyer can spend')).toBeInTheDocument();
  expect(screen.getByText('To ask: What is set aside?')).toBeInTheDocument();
});

test('Qualification_nothingRead_saysSo', async () => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ criteria: [], history: [] })));
  show();
  expect(await screen.findByText('No text of this deal was read yet.')).toBeInTheDocument();
});

test('Qualification_brokenPromise_isShownWithTheFact', async () => {
  const brokenPromises = [{ promise: buildQuote({ quote: 'in two weeks' }), fact: 'Delivery takes 30 days.' }];
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ brokenPromises })));
  show();
  expect(await screen.findByRole('link', { name: '“in two weeks”' })).toBeInTheDocument();
  expect(screen.getByText(/Delivery takes 30 days\./)).toBeInTheDocument();
});

test('Qualification_otherFramework_isAskedFor', async () => {
  answer('GET /api/deals/deal-1/qualification', ({ url }) =>
    json(buildQualification({ framework: url.searchParams.get('framework') === 'champ' ? 'CHAMP' : 'BANT' })),
  );
  show();
  await screen.findByText('BANT: 50 of 100');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Framework' }), 'CHAMP');
  expect(await screen.findByText('CHAMP: 50 of 100')).toBeInTheDocument();
});

test('Qualification_scoreAccepted_isSentWithTheCommentAndShownAsDecided', async () => {
  let sent: unknown;
  let score = buildScore();
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ history: [score] })));
  answer('POST /api/deals/deal-1/qualification/score-1/accept', ({ body }) => {
    sent = body;
    score = buildScore({ status: 'accepted', decidedBy: 'Ada Byron', decidedAt: '2026-02-22T10:00:00Z' });
    return noContent();
  });
  show();
  await userEvent.type(await screen.findByRole('textbox', { name: /Comment/ }), 'Tom said so');
  await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
  expect(await screen.findByText(/Accepted by Ada Byron/)).toBeInTheDocument();
  expect(sent).toEqual({ comment: 'Tom said so' });
  await waitFor(() => expect(screen.getByRole('heading', { name: 'History' })).toHaveFocus());
  expect(screen.queryByRole('button', { name: 'Accept' })).not.toBeInTheDocument();
});

test('Qualification_decisionRefused_saysWhy', async () => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification()));
  answer('POST /api/deals/deal-1/qualification/score-1/reject', () => problem(409, 'The deal has a newer score.'));
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Reject' }));
  expect(await screen.findByText('The deal has a newer score.')).toBeInTheDocument();
});

test('Qualification_colleaguesDeal_offersNoDecision', async () => {
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ mayDecide: false })));
  show();
  const section = await screen.findByRole('region', { name: 'Qualification' });
  await within(section).findByText(/Proposed/);
  expect(within(section).queryByRole('button', { name: 'Accept' })).not.toBeInTheDocument();
});
