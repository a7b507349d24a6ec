import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { useQuery } from '@tanstack/react-query';
import type { DealHealth } from '../../api/types.ts';
import { get } from '../../api/http.ts';
import { toDay } from '../../lib/format.ts';
import { buildHealth, buildQualification } from '../../testing/builders.ts';
import { answer, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { StatusCard } from './StatusCard.tsx';

/** The card with a status that is read again as the deal page does. */
function Card() {
  const health = useQuery({ queryKey: ['deal', 'deal-1'], queryFn: () => get<DealHealth>('/api/health') });
  return health.data ? <StatusCard dealId="deal-1" health={health.data} /> : null;
}

function show(health: () => DealHealth, mayDecide = true) {
  answer('GET /api/health', () => json(health()));
  answer('GET /api/deals/deal-1/qualification', () => json(buildQualification({ mayDecide })));
  return renderPage(<Card />);
}

const nextWeek = toDay(new Date(Date.now() + 7 * 86_400_000));

const fillIn = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Snooze' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Budget round');
  await userEvent.type(screen.getByLabelText(/Until/), nextWeek);
  const [, submit] = await screen.findAllByRole('button', { name: 'Snooze', hidden: true });
  await userEvent.click(submit!);
};

test('StatusCard_snoozed_saysUntilWhenAndWhy', async () => {
  let health = buildHealth();
  let sent: unknown;
  show(() => health);
  answer('POST /api/deals/deal-1/snooze', ({ body }) => {
    sent = body;
    health = buildHealth({ flags: [], snooze: { reason: 'Budget round', until: '2026-04-01' } });
    return noContent();
  });
  await fillIn();
  expect(await screen.findByText(/Waiting until/)).toHaveTextContent('2026');
  expect(screen.getByText(/Budget round/)).toBeInTheDocument();
  expect(sent).toEqual({ reason: 'Budget round', until: nextWeek });
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole('button', { name: 'End the wait' })).toHaveFocus());
});

test('StatusCard_snoozeRefused_saysWhyInTheForm', async () => {
  show(() => buildHealth());
  answer('POST /api/deals/deal-1/snooze', () => problem(400, 'A deal can wait 366 days at most.'));
  await fillIn();
  expect(await screen.findByText('A deal can wait 366 days at most.')).toBeInTheDocument();
  expect(screen.getByRole('dialog')).toBeInTheDocument();
});

test('StatusCard_waitEnded_offersToSnoozeAgain', async () => {
  let health = buildHealth({ snooze: { reason: 'Budget round', until: '2026-04-01' } });
  show(() => health);
  answer('DELETE /api/deals/deal-1/snooze', () => {
    health = buildHealth();
    return noContent();
  });
  await userEvent.click(await screen.findByRole('button', { name: 'End the wait' }));
  expect(await screen.findByRole('button', { name: 'Snooze' })).toBeInTheDocument();
  expect(screen.queryByText(/Waiting until/)).not.toBeInTheDocument();
});

test('StatusCard_endRefused_saysWhy', async () => {
  show(() => buildHealth({ snooze: { reason: 'Budget round', until: '2026-04-01' } }));
  answer('DELETE /api/deals/deal-1/snooze', () => problem(403, 'You may not do this.'));
  await userEvent.click(await screen.findByRole('button', { name: 'End the wait' }));
  expect(await screen.findByText('You may not do this.')).toBeInTheDocument();
});

test('StatusCard_colleaguesDeal_showsTheWaitWithoutAButton', async () => {
  show(() => buildHealth({ snooze: { reason: 'Budget round', until: '2026-04-01' } }), false);
  expect(await screen.findByText(/Waiting until/)).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('StatusCard_modelRejected_showsItsBacktestAndReliability', async () => {
  const reliability = [
    { from: 0, to: 0.2, count: 0, meanPredicted: 0, wonShare: 0 },
    { from: 0.2, to: 0.4, count: 12, meanPredicted: 0.31, wonShare: 0.25 },
  ];
  const backtest = { trained: 82, tested: 36, brier: 0.214, baselineBrier: 0.207, skill: -0.03, reliability };
  show(() => buildHealth({ win: { probability: 0.73, source: 'stageHistory', fact: '11 of 15 closed deals that reached Proposal were won', factors: [], backtest } }));
  await userEvent.click(await screen.findByText('How far to believe it'));
  expect(await screen.findByText(/A model was rejected/)).toBeInTheDocument();
  expect(screen.getByText(/tested on the 36 after them/)).toHaveTextContent('0.214');
  expect(screen.getByRole('row', { name: '20 % to 40 % 12 31 % 25 %' })).toBeInTheDocument();
});
