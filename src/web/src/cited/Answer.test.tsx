import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { buildSource } from '../testing/builders.ts';
import { renderPage } from '../testing/render.tsx';
import { Answer } from './Answer.tsx';

test('Answer_citation_opensTheActivityAtItsWords', () => {
  renderPage(<Answer text="They go live before March [1]." sources={[buildSource()]} />, '/deals?status=won');
  const link = screen.getByRole('link', { name: 'Source 1: Discovery call' });
  expect(link).toHaveAttribute('href', '/deals?status=won&activity=activity-1&start=4&quote=before+March');
});

test('Answer_citationOfADeal_leadsToItsPage', () => {
  renderPage(<Answer text="It is open [1]" sources={[buildSource({ activityId: null, start: null, quote: null })]} />);
  expect(screen.getByRole('link', { name: /Source 1/ })).toHaveAttribute('href', '/deals/deal-1');
});

test('Answer_severalCitationsTogether_areSeveralLinks', () => {
  renderPage(<Answer text="So it is [1][2]" sources={[buildSource(), buildSource({ label: '2' })]} />);
  expect(screen.getAllByRole('link')).toHaveLength(2);
});

test('Answer_unknownLabel_staysText', () => {
  renderPage(<Answer text="As said [7] there" sources={[buildSource()]} />);
  expect(screen.getByText('As said [7] there')).toBeInTheDocument();
});

test('Answer_definitionThatClaimsALabel_doesNotTakeOverTheCitation', () => {
  renderPage(<Answer text={'So it is [1].\n\n[1]: https://evil.example'} sources={[buildSource()]} />);
  expect(screen.getByRole('link', { name: /Source 1/ })).toHaveAttribute('href', expect.stringContaining('activity=activity-1'));
});

test('Answer_codeWithBrackets_isNotACitation', () => {
  renderPage(<Answer text="`list[1]`" sources={[buildSource()]} />);
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

test('Answer_pictureAndHtml_loadNothing', () => {
  const { container } = renderPage(<Answer text={'![logo](https://evil.example/x.png) <img src="x"> <script>1</script>'} sources={[]} />);
  expect(container.querySelector('img, script:not([data-mantine-script]), iframe')).toBeNull();
  expect(screen.getByText('[picture: logo]')).toBeInTheDocument();
});

test('Answer_externalLink_saysItsHostAndOpensOnlyAfterASecondLook', async () => {
  renderPage(<Answer text="[their site](https://acme.example/login)" sources={[]} />);
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'their site (acme.example)' }));
  const link = await screen.findByRole('link', { name: 'https://acme.example/login' });
  expect(link).toHaveAttribute('rel', 'noopener noreferrer');
});

test('Answer_scriptAddress_isNoLink', () => {
  renderPage(<Answer text="[here](javascript:alert)" sources={[]} />);
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
  expect(screen.getByText('here')).toBeInTheDocument();
});

test('Answer_internalLink_isLive', () => {
  renderPage(<Answer text="[the deal](/deals/deal-1)" sources={[]} />);
  expect(screen.getByRole('link', { name: 'the deal' })).toHaveAttribute('href', '/deals/deal-1');
});

const unsupported = (text: string, words: string) => [{ start: text.indexOf(words), length: words.length, why: 'No source names 9,000.' }];

test('Answer_unsupportedWords_areMarkedWithTheReasonAtTheFocus', async () => {
  const text = 'Call Helen [1]. It costs 9,000.';
  renderPage(<Answer text={text} sources={[buildSource()]} unsupported={unsupported(text, '9,000')} />);
  const mark = screen.getByText('9,000');
  expect(mark.tagName).toBe('MARK');
  await userEvent.tab();
  await userEvent.tab();
  expect(mark).toHaveFocus();
  expect(await screen.findByRole('tooltip', { name: 'Not supported: No source names 9,000.' })).toBeInTheDocument();
  expect(mark).toHaveAccessibleDescription('Not supported: No source names 9,000.');
});

test('Answer_unsupportedWordsWithEmphasisAndCitation_areMarkedInParts', () => {
  const text = '- Before.\n- It **costs 9,000** a year [1], they say.';
  const { container } = renderPage(<Answer text={text} sources={[buildSource()]} unsupported={unsupported(text, 'costs 9,000** a year [1]')} />);
  const marks = [...container.querySelectorAll('mark')];
  expect(marks.map((mark) => mark.textContent)).toEqual(['costs 9,000', ' a year1']);
  expect(marks.map((mark) => mark.tabIndex)).toEqual([0, -1]);
  expect(screen.getByRole('link', { name: /Source 1/ })).toBeInTheDocument();
});

test('Answer_unsupportedWordsWithEscapes_areFoundAllTheSame', () => {
  const text = 'A \\* B, it costs 9,000.';
  renderPage(<Answer text={text} sources={[]} unsupported={unsupported(text, '9,000')} />);
  expect(screen.getByText('9,000').tagName).toBe('MARK');
});
