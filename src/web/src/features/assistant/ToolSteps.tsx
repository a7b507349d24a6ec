import { Stack, Text } from '@mantine/core';
import { toolLabel } from './toolNames.ts';
import type { ToolStep } from './turnReducer.ts';
import classes from './ToolSteps.module.css';

function heading(steps: readonly ToolStep[], working: boolean): string {
  const last = steps.at(-1);
  if (working && last) return `${toolLabel(last.name)}…`;
  const labels = [...new Set(steps.map((step) => toolLabel(step.name)))];
  return labels.length <= 2 ? labels.join(', ') : `${steps.length} steps: ${labels.slice(0, 2).join(', ')} and more`;
}

const outcome = ({ phase }: ToolStep) => {
  if (phase.status === 'running') return 'under way';
  return phase.status === 'failed' ? `did not work: ${phase.summary}` : phase.summary;
};

/** What the assistant did before it answered, folded away. */
export function ToolSteps({ steps, working }: { readonly steps: readonly ToolStep[]; readonly working: boolean }) {
  if (steps.length === 0) return null;
  return (
    <details className={classes.steps}>
      <summary>{heading(steps, working)}</summary>
      <Stack component="ol" gap={4} mt={6} mb={0} ps="lg">
        {steps.map((step) => (
          <Text component="li" size="sm" key={step.callId}>
            {toolLabel(step.name)}
            <Text span inherit c={step.phase.status === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}>
              {` · ${outcome(step)}`}
            </Text>
          </Text>
        ))}
      </Stack>
    </details>
  );
}
