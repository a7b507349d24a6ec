import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ChatModelReport } from '../../api/types.ts';
import { checkSteps } from './words.ts';

const marks = {
  passed: { label: 'ok', color: 'green' },
  failed: { label: 'failed', color: 'red' },
  unknown: { label: 'not known', color: 'gray' },
  untried: { label: 'not tried', color: 'gray' },
} as const;

const markOf = (passed: boolean | null | undefined) => (passed === true ? marks.passed : passed === false ? marks.failed : marks.unknown);

/** What came of each step of a check, in words. */
export function CheckReport({ report, name }: { readonly report: ChatModelReport; readonly name: string }) {
  const { steps, firstTokenSeconds } = report;
  const failed = steps.filter(({ passed }) => passed === false).length;
  const tried = new Set(steps.map(({ name: step }) => step));
  const lines = [
    ...steps.map((step) => ({ name: step.name, mark: markOf(step.passed), detail: step.detail })),
    ...Object.keys(checkSteps)
      .filter((step) => !tried.has(step))
      .map((step) => ({ name: step, mark: marks.untried, detail: 'The check ended before.' })),
  ];
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} role="status">
        {failed === 0 && steps.length === lines.length ? 'The check went well.' : 'The check found something to mend.'}
        {firstTokenSeconds != null && ` First words after ${firstTokenSeconds.toFixed(2)} seconds.`}
      </Text>
      <Stack component="ul" aria-label={`Check of ${name}`} gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {lines.map(({ name: step, mark, detail }) => (
          <Group component="li" key={step} gap="xs" align="baseline" wrap="nowrap">
            <Badge size="sm" variant="outline" color={mark.color} w={92} flex="none" styles={{ label: { color: 'var(--mantine-color-text)' } }}>
              {mark.label}
            </Badge>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {checkSteps[step] ?? step}
              <Text span inherit c="dimmed">
                {` · ${detail}`}
              </Text>
            </Text>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}
