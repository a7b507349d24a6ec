import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { DraftInfo, ReportInfo } from '../../api/types.ts';
import { buildContent, buildSource } from '../../testing/builders.ts';
import { answer, json, problem } from '../../testing/fakeApi.ts';
import { renderPage } from '../../testing/render.tsx';
import { DealReports } from './DealReports.tsx';

const brief: ReportInfo = { markdown: '# Acme roll-out\n\nThey go live before March [1].', sources: [buildSource()] };

const draft: DraftInfo = {
  kind: 'afterMeeting',
  to: 'Tom Brandt',
  email: 'tom@acme.example',
  subject: 'Our talk',
  body: 'Hi Tom,\nthank you.',
  askOn: '2026-03-04',
  gaps: ['The price is not agreed.'],
  sources: [buildSource()],
  content: [],
};

const open = async (name: string) => {
  renderPage(<DealReports dealId="deal-1" />, '/deals/deal-1');
  await userEvent.click(screen.getByRole('button', { name }));
};

test('Brief_opened_citesAndPrintsAndGivesTheFocusBack', async () => {
  answer('GET /api/deals/deal-1/brief', () => json(brief));
  await open('Brief');
  const citation = await screen.findByRole('link', { name: 'Source 1: Discovery call' });
  expect(citation).toHaveAttribute('href', '/deals/deal-1?activity=activity-1&start=4&quote=before+March');
  const print = screen.getByRole('link', { name: /^Print/ });
  expect(print).toHaveAttribute('href', '/api/deals/deal-1/brief.html');
  expect(print).toHaveAttribute('target', '_blank');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole('button', { name: 'Brief' })).toHaveFocus());
});

test('Brief_copied_isTheMarkdown', async () => {
  answer('GET /api/deals/deal-1/brief', () => json(brief));
  const user = userEvent.setup();
  renderPage(<DealReports dealId="deal-1" />);
  await user.click(screen.getByRole('button', { name: 'Brief' }));
  await user.click(await screen.findByRole('button', { name: 'Copy as Markdown' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe(brief.markdown);
});

test('Brief_copied_keepsItsShapeWithoutCitations', async () => {
  answer('GET /api/deals/deal-1/brief', () => json(brief));
  const user = userEvent.setup();
  renderPage(<DealReports dealId="deal-1" />);
  await user.click(screen.getByRole('button', { name: 'Brief' }));
  await screen.findByRole('heading', { name: 'Acme roll-out' });
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
  // This browser takes no formatted text; what the formatted one holds is tested with richTextOf.
  expect(await navigator.clipboard.readText()).toBe('Acme roll-out\nThey go live before March.');
});

test('Brief_mailed_isPlainText', async () => {
  answer('GET /api/deals/deal-1/brief', () => json(brief));
  await open('Brief');
  const mail = await screen.findByRole('link', { name: 'Open in mail program' });
  expect(mail).toHaveAttribute('href', 'mailto:?subject=Acme%20roll-out&body=Acme%20roll-out%0D%0A%0D%0AThey%20go%20live%20before%20March.');
});

test('Brief_sourceOverIt_escapeLeavesTheBrief', async () => {
  answer('GET /api/deals/deal-1/brief', () => json(brief));
  await open('Brief');
  await userEvent.click(await screen.findByRole('link', { name: 'Source 1: Discovery call' }));
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('dialog', { name: 'Brief' })).toBeInTheDocument();
});

test('Brief_serverFails_saysWhyAndTriesAgain', async () => {
  answer('GET /api/deals/deal-1/brief', () => problem(404, 'The deal is gone.'));
  await open('Brief');
  expect(await screen.findByText('The deal is gone.')).toBeInTheDocument();
  answer('GET /api/deals/deal-1/brief', () => json(brief));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Acme roll-out' })).toBeInTheDocument();
});

test('Summary_lastCallOnly_asksForIt', async () => {
  answer('GET /api/deals/deal-1/summary', ({ url }) =>
    json({ markdown: url.searchParams.get('lastTalk') === 'true' ? 'The last call.' : 'All of it.', sources: [] }),
  );
  await open('Summary');
  expect(await screen.findByText('All of it.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('switch', { name: 'Last call only' }));
  expect(await screen.findByText('The last call.')).toBeInTheDocument();
});

test('Draft_changed_goesToTheMailProgramAsChanged', async () => {
  let asked: unknown;
  answer('POST /api/deals/deal-1/drafts', ({ body }) => {
    asked = body;
    return json(draft);
  });
  await open('Draft follow-up');
  await userEvent.click(await screen.findByRole('combobox', { name: 'Tone' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Formal' }));
  await userEvent.click(screen.getByRole('button', { name: 'Write draft' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Body' }), ' Ada');
  expect(asked).toEqual({ kind: null, tone: 'formal', length: null });
  expect(screen.getByText('The price is not agreed.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Open in mail program' })).toHaveAttribute(
    'href',
    'mailto:tom@acme.example?subject=Our%20talk&body=Hi%20Tom%2C%0D%0Athank%20you.%20Ada',
  );
});

test('Draft_noAddress_offersNoMailProgram', async () => {
  answer('POST /api/deals/deal-1/drafts', () => json({ ...draft, email: null }));
  await open('Draft follow-up');
  await userEvent.click(await screen.findByRole('button', { name: 'Write draft' }));
  expect(await screen.findByText(/no address on record/)).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Open in mail program' })).not.toBeInTheDocument();
});

test('Draft_refused_saysWhy', async () => {
  answer('POST /api/deals/deal-1/drafts', () => problem(409, 'Nobody is known to write to.'));
  await open('Draft follow-up');
  await userEvent.click(await screen.findByRole('button', { name: 'Write draft' }));
  expect(await screen.findByText('Nobody is known to write to.')).toBeInTheDocument();
});

test('Draft_materialThatFits_saysWhatMayGoWithIt', async () => {
  answer('POST /api/deals/deal-1/drafts', () =>
    json({ ...draft, content: [buildContent(), buildContent({ title: 'Wels', kind: 'caseStudy', mayBeSent: true, passage: { ...buildContent().passage, label: '3' } })] }),
  );
  await open('Draft follow-up');
  await userEvent.click(screen.getByRole('button', { name: 'Write draft' }));
  expect(await screen.findByRole('link', { name: 'Against ScanPro' })).toHaveAttribute('href', '/deals/deal-1?material=material-1&start=0&quote=Ask+for+the+connector.');
  expect(screen.getByText('· for you, not to be sent')).toBeInTheDocument();
  expect(screen.getByText('· can be attached')).toBeInTheDocument();
});

const writeDraft = async () => {
  answer('POST /api/deals/deal-1/drafts', () => json(draft));
  const user = userEvent.setup();
  renderPage(<DealReports dealId="deal-1" />);
  await user.click(screen.getByRole('button', { name: 'Draft follow-up' }));
  await user.click(await screen.findByRole('button', { name: 'Write draft' }));
  await user.type(await screen.findByRole('textbox', { name: 'Body' }), ' *Ada*');
  return user;
};

test('Draft_copied_isWhatStandsThere', async () => {
  const user = await writeDraft();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe('Subject: Our talk\n\nHi Tom,\nthank you. *Ada*');
});

test('Draft_copiedAsMarkdown_keepsItsLinesAndSigns', async () => {
  const user = await writeDraft();
  await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
  expect(await navigator.clipboard.readText()).toBe('# Our talk\n\nHi Tom,  \nthank you. \\*Ada\\*');
});

test('Draft_printed_isAPageOfItsOwn', async () => {
  const page = document.implementation.createHTMLDocument();
  const print = vi.fn();
  vi.spyOn(window, 'open').mockReturnValue({ document: page, print } as unknown as Window);
  const user = await writeDraft();
  await user.click(screen.getByRole('button', { name: /^Print/ }));
  expect(print).toHaveBeenCalledOnce();
  expect(page.title).toBe('Our talk');
  expect(page.body.textContent).toContain('thank you. *Ada*');
});
