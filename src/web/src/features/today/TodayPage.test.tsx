import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { buildDeal, buildQueueItem, buildToday } from '../../testing/builders.ts';
import { answer, type FakeRequest, json, noContent, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { TodayPage } from './TodayPage.tsx';

const nothing = () => undefined;

beforeEach(() => answer('GET /api/proposals/count', () => json({ toDecide: 2, mine: 1, team: 4 })));

test('TodayPage_dealNeedsACall_saysWhyAndOffersTheBrief', async () => {
  answer('GET /api/today', () => json(buildToday()));
  const onBrief = vi.fn();
  renderPage(<TodayPage leads={false} onBrief={onBrief} onDraft={nothing} />);
  const first = within((await screen.findAllByRole('listitem'))[0]!);
  expect(first.getByText('At risk')).toBeInTheDocument();
  expect(first.getByText('Last heard from the buyer on 8 March; the limit is 7 days')).toBeInTheDocument();
  expect(first.getByText(/Call Tom Brandt/)).toBeInTheDocument();
  await userEvent.click(first.getByRole('button', { name: 'Brief for Acme roll-out' }));
  expect(onBrief).toHaveBeenCalledWith('deal-1');
});

test('TodayPage_dealNeedsAnEmail_offersTheDraft', async () => {
  const { move } = buildQueueItem();
  answer('GET /api/today', () => json(buildToday({ queue: [buildQueueItem({ move: { ...move, kind: 'email' } })] })));
  const onDraft = vi.fn();
  renderPage(<TodayPage leads={false} onBrief={nothing} onDraft={onDraft} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Draft for Acme roll-out' }));
  expect(onDraft).toHaveBeenCalledWith('deal-1');
});

test('TodayPage_dealNeedsATask_ticksItOffAndTakesThatBack', async () => {
  const move = { title: 'Send the sheet', reason: 'Was due.', dueOn: '2026-03-20', kind: 'task', taskId: 'task-1' } as const;
  answer('GET /api/today', () => json(buildToday({ queue: [buildQueueItem({ move })] })));
  const [finished, reopened] = [vi.fn(noContent), vi.fn(noContent)];
  answer('POST /api/deals/deal-1/tasks/task-1/done', finished);
  answer('DELETE /api/deals/deal-1/tasks/task-1/done', reopened);
  renderPage(<TodayPage leads={false} onBrief={nothing} onDraft={nothing} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Done: Send the sheet' }));
  const undo = await screen.findByRole('button', { name: 'Undo' });
  expect(undo).toHaveFocus();
  expect(finished).toHaveBeenCalledOnce();
  await userEvent.click(undo);
  expect(await screen.findByText('Open again: Send the sheet')).toBeInTheDocument();
  expect(reopened).toHaveBeenCalledOnce();
});

test('TodayPage_proposalsWait_leadsToThem', async () => {
  answer('GET /api/today', () => json(buildToday()));
  renderPage(<TodayPage leads={false} onBrief={nothing} onDraft={nothing} />);
  expect(await screen.findByRole('link', { name: '2 proposals to approve or reject' })).toHaveAttribute('href', '/approvals');
});

test('TodayPage_nothingToDo_saysThatAllIsWell', async () => {
  answer('GET /api/today', () => json(buildToday({ found: 0, queue: [] })));
  renderPage(<TodayPage leads={false} onBrief={nothing} onDraft={nothing} />);
  expect(await screen.findByText('Nothing needs you right now')).toBeInTheDocument();
  expect(screen.getByText('None with buyers today.')).toBeInTheDocument();
  expect(screen.getByText('Nothing new.')).toBeInTheDocument();
});

test('TodayPage_moreThanShown_showsAllOfThem', async () => {
  answer('GET /api/today', () => json(buildToday({ found: 31, queue: [buildQueueItem(), buildQueueItem({ deal: buildDeal({ id: 'deal-2' }) })] })));
  renderPage(<TodayPage leads={false} onBrief={nothing} onDraft={nothing} />);
  expect(await screen.findByRole('heading', { name: '31 deals need something' })).toBeInTheDocument();
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json(buildToday({ found: 2, queue: [buildQueueItem(), buildQueueItem({ deal: buildDeal({ id: 'deal-2' }) })] })));
  answer('GET /api/today', asked);
  await userEvent.click(screen.getByRole('link', { name: 'Show all 31' }));
  expect(await screen.findByRole('heading', { name: '2 deals need something' })).toBeInTheDocument();
  expect(asked.mock.lastCall?.[0].url.searchParams.get('all')).toBe('true');
  expect(screen.queryByRole('link', { name: /Show all/ })).not.toBeInTheDocument();
});

test('TodayPage_newsAndMeetings_areNamed', async () => {
  const activity = { id: 'activity-1', kind: 'email', direction: 'inbound', subject: 'Re: offer', who: 'Tom Brandt' } as const;
  const meeting = { id: 'm', dealId: 'deal-1', deal: 'Acme roll-out', account: 'Acme', kind: 'meeting', at: new Date().toISOString(), minutes: 30, subject: 'Demo', people: ['Tom'] } as const;
  answer('GET /api/today', () =>
    json(
      buildToday({
        meetings: [{ ...meeting, people: ['Tom'] }],
        news: [
          { dealId: 'deal-1', deal: 'Acme roll-out', on: '2026-03-09T10:00:00Z', stage: null, activity },
          { dealId: 'deal-2', deal: 'Borealis', on: '2026-03-09T00:00:00Z', stage: 'Proposal', activity: null },
        ],
      }),
    ),
  );
  const onBrief = vi.fn();
  renderPage(<TodayPage leads={false} onBrief={onBrief} onDraft={nothing} />);
  expect(await screen.findByRole('link', { name: 'Re: offer' })).toHaveAttribute('href', '/?activity=activity-1');
  expect(screen.getByText(/moved to Proposal/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Brief for Demo' }));
  expect(onBrief).toHaveBeenCalledWith('deal-1');
});

test('TodayPage_managerChoosesOwnDeals_asksForThem', async () => {
  const asked = vi.fn<(request: FakeRequest) => Response>(() => json(buildToday({ team: true })));
  answer('GET /api/today', asked);
  const { path } = renderPage(<TodayPage leads onBrief={nothing} onDraft={nothing} />);
  await userEvent.click(await screen.findByText('Mine'));
  expect(path()).toBe('/?deals=mine');
  expect(asked.mock.lastCall?.[0].url.searchParams.get('team')).toBe('false');
});

test('TodayPage_serverFails_triesAgain', async () => {
  answer('GET /api/today', () => problem(400, 'That is no day.'));
  renderPage(<TodayPage leads={false} onBrief={nothing} onDraft={nothing} />);
  expect(await screen.findByText('That is no day.')).toBeInTheDocument();
  answer('GET /api/today', () => json(buildToday()));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Acme roll-out' })).toBeInTheDocument();
});
