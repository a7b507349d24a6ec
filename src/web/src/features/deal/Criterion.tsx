import { Badge, Group, Stack, Text } from '@mantine/core';
import type { CriterionInfo } from '../../api/types.ts';
import { FirstFew } from '../../ui/FirstFew.tsx';
import { Quote } from './Quote.tsx';
import { criterionVerdicts } from './words.ts';

const quotesAtFirst = 2;

/** Every quote with what it speaks for, those that decided first. */
function quotesOf({ verdict, for: pro, against }: CriterionInfo) {
  const sides = [
    { word: 'For', quotes: pro },
    { word: 'Against', quotes: against },
  ];
  if (verdict === 'not_met') sides.reverse();
  return sides.flatMap(({ word, quotes }) => quotes.map((quote) => ({ word, quote })));
}

/** The verdict on a criterion: what it stands on, and what would settle it. */
export function Criterion({ result }: { readonly result: CriterionInfo }) {
  const verdict = criterionVerdicts[result.verdict];
  return (
    <Stack component="li" gap={4}>
      <Group gap="xs">
        <Text component="h3" size="sm" fw={650} m={0}>
          {result.criterion}
        </Text>
        <Badge color={verdict.color} variant="light" radius="sm" c="var(--mantine-color-text)">
          {verdict.label}
        </Badge>
      </Group>
      <FirstFew items={quotesOf(result)} count={quotesAtFirst} name="quotes">
        {({ word, quote }) => (
          <Text component="li" size="sm" key={`${quote.activityId}:${quote.start}:${word}`}>
            <Text span inherit c="dimmed">
              {word}:{' '}
            </Text>
            <Quote quote={quote} />
          </Text>
        )}
      </FirstFew>
      {result.facts.map((fact) => (
        <Text size="sm" key={fact}>
          {fact}
        </Text>
      ))}
      {result.changes.map(({ what, before, after }) => (
        <Text component="div" size="sm" key={`${after.activityId}:${after.start}`}>
          Changed, {what}: <Quote quote={before} /> → <Quote quote={after} />
        </Text>
      ))}
      {result.missing !== null && <Text size="sm">Missing: {result.missing}</Text>}
      {result.question !== null && <Text size="sm">To ask: {result.question}</Text>}
    </Stack>
  );
}
