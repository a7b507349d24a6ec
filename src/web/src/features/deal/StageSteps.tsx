import type { DealDetail } from '../../api/types.ts';
import { formatDay } from '../../lib/format.ts';
import classes from './StageSteps.module.css';

type Stage = DealDetail['stages'][number];

function stateOf(stage: Stage, index: number, current: number): 'done' | 'current' | 'ahead' {
  if (stage.current) return 'current';
  return index < current ? 'done' : 'ahead';
}

/** Where the deal is on its way. Of the ways to end, only the one that happened is shown. */
export function StageSteps({ stages }: { readonly stages: readonly Stage[] }) {
  const shown = stages.filter((stage) => stage.status !== 'lost' || stage.current);
  const current = shown.findIndex((stage) => stage.current);
  return (
    // Focusable, because on a narrow screen it has to be scrolled.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className={classes.steps} aria-label="Stages" tabIndex={0}>
      {shown.map((stage, index) => {
        const state = stateOf(stage, index, current);
        return (
          <li key={stage.id} className={classes.step} data-state={state} aria-current={stage.current ? 'step' : undefined}>
            <span className={classes.name}>
              {state === 'done' && stage.enteredOn !== null && <span aria-hidden>✓ </span>}
              {stage.name}
            </span>
            <span className={classes.date}>{stage.enteredOn === null ? '' : `since ${formatDay(stage.enteredOn)}`}</span>
          </li>
        );
      })}
    </ol>
  );
}
