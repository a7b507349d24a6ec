import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { ProposalDetail } from '../../api/types.ts';
import { buildApplied, buildProposal, buildProposalDetail, buildProposalQuote } from '../../testing/builders.ts';
import { answer, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { ProposalCard } from './ProposalCard.tsx';

const at = '/api/proposals/proposal-1';

function show(detail: ProposalDetail = buildProposalDetail(), onDecided?: () => void) {
  answer(`GET ${at}`, () => json(detail));
  return renderPage(<ProposalCard id="proposal-1" showsDeal onDecided={onDecided} />, '/approvals');
}

const card = () => screen.findByRole('article', { name: 'Move the close date to 1 March' });
const press = async (name: RegExp) => userEvent.click(await screen.findByRole('button', { name }));

test('ProposalCard_waits_saysWhatChangesWhyAndWhereItComesFrom', async () => {
  show();
  expect(await card()).toHaveTextContent('from 31 March');
  expect(await card()).toHaveTextContent('1 March');
  expect(screen.getByText('The buyer wants to go live before March.')).toBeInTheDocument();
  expect(screen.getByText(/had read text that came from outside/)).toBeInTheDocument();
  expect(screen.getByText(/Read from “Discovery call” by Tom Brandt.*very sure.*expires in/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: '“before March”' })).toHaveAttribute('href', '/approvals?activity=activity-1&start=4&quote=before+March');
  expect(screen.getByRole('link', { name: 'Acme roll-out' })).toHaveAttribute('href', '/deals/deal-1?tab=proposals');
});

test('ProposalCard_proposedInAConversation_claimsNoSureness', async () => {
  const origin = { model: 'chat-1', byItself: false, byPerson: false, readOutsideText: false, askedBy: 'Priya Nair', conversationId: null };
  show(buildProposalDetail(buildProposal({ evidence: [], confidence: 1, origin })));
  expect(await screen.findByText(/Proposed by the assistant in a conversation with Priya Nair/)).not.toHaveTextContent('sure');
});

test('ProposalCard_sourceChanged_saysThatTheQuoteDoesNotHold', async () => {
  show(buildProposalDetail(buildProposal({ evidence: [buildProposalQuote({ holds: false })] })));
  expect(await screen.findByText('The text does not say this any more.')).toBeInTheDocument();
});

test('ProposalCard_approved_showsWhoAppliedItAndOffersUndo', async () => {
  let sent: unknown;
  answer(`POST ${at}/approve`, ({ body }) => {
    sent = body;
    return json(buildProposalDetail(buildApplied()));
  });
  answer(`POST ${at}/undo`, () => json(buildProposalDetail(buildApplied({ mayUndo: false, undoneBy: 'Ada Byron', undoneAt: '2026-02-21T10:00:00Z' }))));
  show();
  await press(/^Approve/);
  expect(await screen.findByText(/^Applied by Ada Byron/)).toBeInTheDocument();
  expect(sent).toEqual({ fields: null, without: null, comment: null });
  await waitFor(async () => expect(await card()).toHaveFocus());
  await press(/^Undo/);
  expect(await screen.findByText(/^Undone by Ada Byron/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
});

test('ProposalCard_rejected_takesOnePress', async () => {
  const sent = vi.fn();
  answer(`POST ${at}/reject`, ({ body }) => {
    sent(body);
    return json(buildProposalDetail(buildApplied({ status: 'rejected', mayUndo: false })));
  });
  show();
  await press(/^Reject: /);
  expect(await screen.findByText(/^Rejected by Ada Byron/)).toBeInTheDocument();
  expect(sent).toHaveBeenCalledExactlyOnceWith({ comment: null });
});

test('ProposalCard_rejectedWithAReason_sendsIt', async () => {
  const sent = vi.fn();
  answer(`POST ${at}/reject`, ({ body }) => {
    sent(body);
    return json(buildProposalDetail(buildApplied({ status: 'rejected', mayUndo: false, comment: 'Too early' })));
  });
  show();
  await press(/^Reject, saying why/);
  await userEvent.type(screen.getByRole('textbox', { name: /Why not/ }), ' Too early {Enter}');
  expect(await screen.findByText(/“Too early”/)).toBeInTheDocument();
  expect(sent).toHaveBeenCalledExactlyOnceWith({ comment: 'Too early' });
});

test('ProposalCard_edited_sendsTheNewDayAndShowsWhatIsWrongWithIt', async () => {
  const sent = vi.fn();
  answer(`POST ${at}/approve`, ({ body }) => {
    sent(body);
    return problem(400, '', { closeDate: ['Close date: the day lies in the past.'] });
  });
  show();
  await press(/^Edit/);
  const day = await screen.findByLabelText('Close date');
  expect(day).toHaveValue('2026-03-01');
  await userEvent.clear(day);
  await userEvent.type(day, '2026-02-01');
  await userEvent.click(screen.getByRole('button', { name: 'Approve with these values' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('the day lies in the past');
  expect(day).toHaveAccessibleDescription('Close date: the day lies in the past.');
  expect(day).toHaveValue('2026-02-01');
  expect(sent).toHaveBeenCalledWith({ fields: { closeDate: '2026-02-01' }, without: [], comment: null });
});

test('ProposalCard_somebodyWasFaster_saysSoAndShowsTheirDecision', async () => {
  let detail = buildProposalDetail();
  show();
  answer(`GET ${at}`, () => json(detail));
  answer(`POST ${at}/approve`, () => {
    detail = buildProposalDetail(buildApplied({ status: 'rejected', mayUndo: false, decidedBy: 'Bo Lind' }));
    return problem(409, 'This proposal was rejected already.');
  });
  await press(/^Approve/);
  expect(await screen.findByRole('alert')).toHaveTextContent('This proposal was rejected already.');
  expect(await screen.findByText(/^Rejected by Bo Lind/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Approve/ })).not.toBeInTheDocument();
});

test('ProposalCard_needsAManager_saysSoAndOffersNothing', async () => {
  show(buildProposalDetail(buildProposal({ mayDecide: false, mayNotBecause: 'A lower amount needs a manager.' })));
  expect(await screen.findByText('A lower amount needs a manager.')).toBeInTheDocument();
  expect(within(await card()).queryByRole('button')).not.toBeInTheDocument();
});

test('ProposalCard_expired_doesNotLookAlive', async () => {
  show(buildProposalDetail(buildProposal({ expiresAt: '2026-02-20T12:00:00Z' })));
  expect(await screen.findByText(/^Ended without a decision/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Approve/ })).not.toBeInTheDocument();
});

test('ProposalCard_dealMovedOn_setsOnlyWhatIsTicked', async () => {
  const fields = [
    { field: 'nextStep', label: 'Next step', before: 'Wait', after: 'Call', beforeShown: 'Wait', afterShown: 'Call' },
    { field: 'nextStepDue', label: 'Due', before: null, after: '2026-03-01', beforeShown: null, afterShown: '1 March' },
  ];
  const stale = buildProposal({ kind: 'nextStep', status: 'stale', mayDecide: false, fields, title: 'Next step: Call', comment: 'Next step was Wait and is Write now.' });
  const sent = vi.fn();
  answer(`POST ${at}/rest`, ({ body }) => {
    sent(body);
    return json(buildProposalDetail(buildApplied({ id: 'proposal-2', kind: 'nextStep', fields })));
  });
  show(buildProposalDetail(stale, { conflicts: [{ field: 'nextStep', label: 'Next step', before: 'Wait', now: 'Write', after: 'Call', saysSoAlready: false }] }));
  expect(await screen.findByText('Next step was “Wait” when this was proposed and is “Write” now.')).toBeInTheDocument();
  expect(screen.getByRole('checkbox', { name: 'Set all the same: Next step → Call' })).not.toBeChecked();
  await press(/Apply what is ticked/);
  expect(await screen.findByText('What was ticked is applied.')).toBeInTheDocument();
  expect(sent).toHaveBeenCalledExactlyOnceWith({ fields: ['nextStepDue'] });
});

test('ProposalCard_gone_saysSo', async () => {
  answer(`GET ${at}`, () => problem(404, 'Not found.'));
  renderPage(<ProposalCard id="proposal-1" showsDeal />);
  expect(await screen.findByText(/not here any more/)).toBeInTheDocument();
});
